"""The one box everything is typed into."""

import streamlit as st

from sharebot.ui.resources import say
from sharebot.ui.steps import BOX, want_message
from sharebot.ui.visiting import Visit


def show(visit: Visit) -> None:
    """Large while there is no case; inside a container, so that it never covers the answer."""
    begun = bool(visit.exchanges)
    st.markdown(say("ui.box.follow" if begun else "ui.box.lead"))
    with st.container(key="box-next" if begun else "box-first"):
        st.chat_input(say("ui.box.next" if begun else "ui.box.first"), key=BOX, on_submit=want_message)
