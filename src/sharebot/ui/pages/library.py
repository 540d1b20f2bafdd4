"""Library: what is indexed, putting in and taking out, searching, and what changed under old records."""

import streamlit as st

from sharebot.ui import resources, visiting
from sharebot.ui.parts import library_parts, library_work
from sharebot.ui.resources import say

bot = resources.sharebot()
visit = visiting.current(bot)

st.markdown(say("library.lead"))
part = st.segmented_control(
    say("library.part"),
    [*library_parts.PARTS],
    default="indexed",
    key="library-part",
    format_func=lambda one: say(f"library.part.{one}"),
    on_change=library_work.forget,
    required=True,
    persist_state="session",
)
library_work.told()
busy = library_work.place()
if library_parts.is_ready(bot, part):
    library_parts.PARTS[part](bot, visit)
library_work.follow(busy)
