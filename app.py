"""sharebot's contents page: its pages, the step just asked for, and the one place where an error becomes a message."""

import streamlit as st

from sharebot.ui import attention, frame, resources, steps, visiting
from sharebot.ui.notices import noticed


def contents() -> None:
    """Draw the frame, take the step the worker asked for, show the page."""
    say = resources.say
    ask = st.Page("src/sharebot/ui/pages/ask.py", title=say("ui.ask.title"), icon=":material/forum:", default=True)
    records = st.Page("src/sharebot/ui/pages/records.py", title=say("ui.records.title"), icon=":material/folder:")
    rules = st.Page("src/sharebot/ui/pages/rules.py", title=say("ui.rules.title"), icon=":material/rule:")
    library = st.Page("src/sharebot/ui/pages/library.py", title=say("library.title"), icon=":material/library_books:")
    page = st.navigation([ask, records, rules, library])
    visit = visiting.current(resources.sharebot())
    with noticed(visit.told):
        visiting.restore(resources.sharebot(), visit)
    if frame.show(page.title, visit) and page != ask:
        st.switch_page(ask)
    with noticed(visit.refused), st.container(key="step"):
        steps.take(resources.sharebot(), visit)
    with noticed(visit.not_kept):
        visiting.keep(resources.sharebot(), visit)
    with st.container():
        frame.notes(visit)
    page.run()
    attention.draw(visit)
    resources.warm()


st.set_page_config(page_title="sharebot", page_icon=frame.ICON, layout="wide", initial_sidebar_state=290)
with noticed(st.error):
    contents()
