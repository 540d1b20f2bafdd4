"""Ask: the box, what sharebot answers, and the facts it goes by."""

import streamlit as st

from sharebot.ui import frame, resources, visiting
from sharebot.ui.parts import board, box, card, decide, question, reply, sources, start

bot = resources.sharebot()
visit = visiting.current(bot)

frame.trouble(visit)
box.show(visit)
if not visit.exchanges:
    start.show(visit)
else:
    talk, beside = st.columns([5, 3], gap="large")
    with talk:
        reply.show(visit)
        question.show(visit)
        card.show(visit)
        decide.show(visit)
        reply.earlier(visit)
    with beside, st.container(key="beside"):
        sources.viewer(bot, visit)
        board.show(bot, visit)
