"""The parts of the Library page, and what it says while there is no library."""

from collections.abc import Callable, Mapping

import streamlit as st

from sharebot.errors import LibraryError
from sharebot.retrieval.differences import area_name
from sharebot.service import Sharebot
from sharebot.ui import marks, resources
from sharebot.ui.parts import (
    differences,
    library_add,
    library_affected,
    library_documents,
    library_glossary,
    library_search,
    library_unread,
    library_work,
)
from sharebot.ui.resources import say
from sharebot.ui.visiting import Visit

WITHOUT_LIBRARY = ("add", "glossary")


def is_ready(bot: Sharebot, part: str) -> bool:
    """Whether the part can be shown; without a library the page says so and offers to build one."""
    try:
        bot.library()
    except LibraryError as error:
        st.warning(marks.text(error), icon=":material/info:")
        st.button(
            say("library.refresh"),
            key="library-refresh",
            icon=":material/refresh:",
            on_click=library_work.refresh,
            args=(bot,),
        )
        return part in WITHOUT_LIBRARY
    return True


def _differences(bot: Sharebot, visit: Visit) -> None:
    areas = resources.areas()
    if not areas:
        st.info(say("library.differences.none"))
        return
    start = areas.index(visit.conversation.area) if visit.conversation.area in areas else 0
    area = st.selectbox(
        say("library.differences.area"),
        areas,
        index=start,
        key="library-differences-area",
        format_func=area_name,
        persist_state="session",
    )
    differences.show(bot, str(area))


PARTS: Mapping[str, Callable[[Sharebot, Visit], None]] = {
    "indexed": library_documents.show,
    "add": library_add.show,
    "search": library_search.show,
    "differences": _differences,
    "glossary": library_glossary.show,
    "unread": library_unread.show,
    "affected": library_affected.show,
}
