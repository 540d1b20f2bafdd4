"""Records that rest on guidance which has changed since: the words then, and whether they still stand."""

from collections.abc import Iterator
from itertools import islice

import streamlit as st

from sharebot.affected import Affected
from sharebot.service import Sharebot
from sharebot.ui import marks
from sharebot.ui.parts import recorded
from sharebot.ui.parts.library_words import PAGE, day, paged
from sharebot.ui.resources import say
from sharebot.ui.visiting import Visit

OPENED = "library-record"
NAME = "library-affected"


def show(bot: Sharebot, visit: Visit) -> None:
    """The record that is open, then one entry for each citation that is affected."""
    opened = str(st.session_state.get(OPENED, ""))
    if opened:
        with st.container(border=True, key="record"):
            st.header(say("ui.records.one", number=opened), anchor=False)
            st.button(say("library.close"), key="library-record-close", icon=":material/close:", on_click=_close)
            recorded.note(bot, opened)
    st.header(say("library.affected"), anchor=False)
    rows = _first(bot.affected())
    if not rows:
        st.markdown(say("library.affected.none"))
        return
    st.markdown(say("library.affected.lead"))
    titles = {one["source_id"]: str(one["title"]) for one in bot.library().documents()}
    paged([*enumerate(rows)], NAME, lambda row: _row(visit, row, titles))


def _first(rows: Iterator[Affected]) -> list[Affected]:
    """As many as are shown, and a page more: the log may be long, and looking through it takes time."""
    most = int(st.session_state.get(f"{NAME}-shown", PAGE))
    return list(islice(rows, most + PAGE))


def _row(visit: Visit, numbered: tuple[int, Affected], titles: dict[str, str]) -> None:
    number, row = numbered
    with st.container(border=True, gap="small"):
        st.subheader(marks.text(row.title), anchor=False)
        st.caption(marks.text(row.section))
        newer = marks.text(titles.get(row.successor or "", row.successor or ""))
        st.markdown(say(f"library.affected.why.{row.reason}", day=day(row.until), successor=newer))
        st.markdown(f"{say('library.affected.then')}\n\n> “{marks.text(row.quote)}”")
        still = row.now is not None
        icon = ":material/check:" if still else ":material/warning:"
        st.markdown(f"{icon} **{say('library.affected.stand' if still else 'library.affected.gone')}**")
        st.button(
            say("library.affected.open", number=row.record_id),
            key=f"library-record-{number}",
            on_click=_open,
            args=(visit, row.record_id),
        )


def _open(visit: Visit, number: str) -> None:
    st.session_state[OPENED], visit.focus = number, "record"


def _close() -> None:
    st.session_state.pop(OPENED, None)
