"""Ask: the box, what sharebot answers, and the facts it goes by."""

import streamlit as st

from sharebot.ui import frame, resources, visiting
from sharebot.ui.parts import board, box, card, decide, question, reply, sources, start

bot = resources.sharebot()
visit = visiting.current(bot)

with st.container():
    frame.trouble(visit)
box.show(visit)
if not visit.exchanges:
    start.show(visit)
else:
    talk, beside = st.columns([5, 3], gap="large")
    for part in (reply.show, question.show, card.show, decide.show, reply.earlier):
        with talk.container():
            part(visit)
    with beside, st.container(key="beside"):
        sources.viewer(bot, visit)
        board.show(bot, visit)
