"""Taking a document out of use, with a reason and a second look, and bringing it back."""

from pathlib import PurePath
from typing import Any

import streamlit as st

from sharebot.service import Sharebot
from sharebot.ui import marks
from sharebot.ui.parts import library_work
from sharebot.ui.parts.library_words import paged
from sharebot.ui.resources import say

JSON = dict[str, Any]
ASKED = "library-withdrawing"
WHY = "library-why"


def offer(bot: Sharebot, document: JSON) -> None:
    """One button; then the reason and a second button."""
    source_id = document["source_id"]
    if st.session_state.get(ASKED) != source_id:
        st.button(
            say("library.withdraw"),
            key="library-withdraw",
            icon=":material/archive:",
            on_click=_ask,
            args=(source_id,),
        )
        return
    with st.container(border=True):
        st.markdown(say("library.withdraw.lead"))
        st.text_input(say("library.withdraw.why"), key=WHY, max_chars=300)
        with st.container(horizontal=True):
            st.button(
                say("library.withdraw.yes"),
                key="library-withdraw-yes",
                type="primary",
                on_click=_withdraw,
                args=(bot, source_id, document["title"]),
            )
            st.button(say("library.withdraw.no"), key="library-withdraw-no", on_click=_ask, args=("",))


def left_out(bot: Sharebot, status: JSON) -> None:
    """The documents that are no longer in use, and why; what was withdrawn can be brought back."""
    rows: list[JSON] = status["left_out"]
    if not rows:
        return
    st.header(say("library.left-out", count=len(rows)), anchor=False)
    titles = {one["source_id"]: one["title"] for one in [*rows, *status["documents"]]}
    paged(rows, "library-left-out", lambda row: _left(bot, row, titles))


def _left(bot: Sharebot, row: JSON, titles: dict[str, str]) -> None:
    title = marks.text(row["title"])
    version = say("library.version", version=marks.text(row["version"])) if row["version"] else ""
    with st.container(border=True, gap="small"):
        st.subheader(title, anchor=False)
        st.caption(" · ".join(part for part in (version, marks.text(PurePath(row["file"]).name)) if part))
        if row["withdrawn"]:
            st.markdown(marks.text(say("library.left-out.why", day=row["withdrawn"], why=row["why"] or "–")))
        if row["superseded_by"]:
            newer = titles.get(row["superseded_by"], row["superseded_by"])
            st.markdown(say("library.left-out.superseded", title=marks.text(newer)))
            return
        st.markdown(say("library.left-out.withdrawn"))
        st.button(
            say("library.restore", title=title),
            key=f"library-restore-{row['source_id']}",
            icon=":material/unarchive:",
            wrap=True,
            on_click=_restore,
            args=(bot, row["source_id"], row["title"]),
        )


def _ask(source_id: str) -> None:
    st.session_state[ASKED] = source_id
    library_work.forget()


def _withdraw(bot: Sharebot, source_id: str, title: str) -> None:
    why = " ".join(str(st.session_state.get(WHY) or "").split())
    if not why:
        library_work.tell("error", say("library.withdraw.why.none"))
        return
    st.session_state[ASKED] = ""
    library_work.start("withdraw", title, lambda progress: bot.librarian.withdraw(source_id, why, progress))


def _restore(bot: Sharebot, source_id: str, title: str) -> None:
    library_work.start("restore", title, lambda progress: bot.librarian.restore(source_id, progress))
