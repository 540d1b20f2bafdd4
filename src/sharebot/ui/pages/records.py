"""Records: every decision, newest first; open one, prove the log is whole, take a copy."""

import streamlit as st

from sharebot.ui import resources
from sharebot.ui.parts import record_list, recorded
from sharebot.ui.resources import say

bot = resources.sharebot()

st.markdown(say("ui.records.lead"))
record_list.proof(bot)
opened = record_list.opened()
if opened:
    with st.container(key="record"):
        st.header(say("ui.records.one", number=opened), anchor=False)
        recorded.note(bot, opened)
record_list.show(bot)
