"""What could not be read and why, what was noticed, and which official sources are linked or fetched."""

from pathlib import Path
from typing import Any

import streamlit as st

from ingest.official.fetch_keep import Kept
from ingest.official.register import FILE_NAME, OPEN, Entry, load_register
from sharebot.errors import KnowledgeError
from sharebot.service import Sharebot
from sharebot.ui import marks, resources
from sharebot.ui.parts.library_words import day, filtered, paged
from sharebot.ui.resources import say
from sharebot.ui.visiting import Visit

JSON = dict[str, Any]


def show(bot: Sharebot, _: Visit) -> None:
    """The most pressing first."""
    status = bot.library().status()
    _unread(status["unreadable"])
    _noticed(status["noticed"])
    _official()


def _unread(rows: list[JSON]) -> None:
    st.header(say("library.unread", count=len(rows)), anchor=False)
    if not rows:
        st.markdown(say("library.unread.none"))
    paged(rows, "library-unread", _unread_row)


def _unread_row(row: JSON) -> None:
    line = say("library.unread.line", file=marks.text(row["file"]), reason=marks.text(row["reason"]))
    st.markdown(f":material/warning: {line}")


def _noticed(rows: list[JSON]) -> None:
    by_file: dict[str, list[str]] = {}
    for row in rows:
        by_file.setdefault(row["file"], []).append(row["note"])
    st.header(say("library.noticed", count=len(rows)), anchor=False)
    if not rows:
        st.markdown(say("library.noticed.none"))
    paged([*by_file.items()], "library-noticed", _noticed_row)


def _noticed_row(row: tuple[str, list[str]]) -> None:
    file, notes = row
    st.markdown("\n".join([f"**{marks.text(file)}**\n", *(f"- {marks.text(note)}" for note in notes)]))


def _official() -> None:
    knowledge = resources.settings().knowledge
    file = knowledge / FILE_NAME
    try:
        entries = _register(knowledge, file.stat().st_mtime_ns if file.is_file() else 0)
    except KnowledgeError as error:
        st.header(say("library.official", count=0), anchor=False)
        st.info(say("library.official.none", reason=marks.text(error)))
        return
    st.header(say("library.official", count=len(entries)), anchor=False)
    st.markdown(say("library.official.lead"))
    found = filtered(entries, "library-official", say("library.official.filter"), _words)
    paged(found, "library-official", _official_row)


@st.cache_resource(show_spinner=False, max_entries=1)
def _register(knowledge: Path, changed: int) -> list[Entry]:  # noqa: ARG001  (part of the cache's key)
    return sorted(load_register(knowledge), key=lambda entry: entry.title.lower())


def _words(entry: Entry) -> str:
    return f"{entry.title} {entry.publisher} {entry.id}"


def _official_row(entry: Entry) -> None:
    with st.container(border=True, gap="small"):
        st.subheader(marks.text(entry.title), anchor=False)
        st.caption(
            f"{marks.text(entry.publisher)} · {marks.text(entry.version)} · {say(f'library.state.{entry.status}')}"
        )
        st.markdown(_kept(entry))
        if entry.url:
            st.link_button(say("library.document.original"), entry.url, icon=":material/open_in_new:")
        else:
            st.caption(say("library.official.no-address"))


def _kept(entry: Entry) -> str:
    """Whether a copy may be kept, and since when one is."""
    if entry.fetch.withheld:
        return say("library.official.withheld", why=marks.text(entry.fetch.withheld))
    if entry.licence != OPEN:
        return say("library.official.linked")
    kept = Kept(resources.settings().data, entry.same_as or entry.id).told()
    if kept:
        return say("library.official.fetched", day=day(kept.fetched))
    return say("library.official.not-fetched", id=marks.text(entry.id))
