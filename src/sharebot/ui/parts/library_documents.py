"""What is indexed: every document, the one that is open with its passages, and those no longer in use."""

from typing import Any

import streamlit as st

from sharebot.retrieval.passage import Passage
from sharebot.service import Sharebot
from sharebot.ui import marks
from sharebot.ui.parts import library_withdraw, library_work
from sharebot.ui.parts.library_words import day, details, filtered, from_the_start, is_due, paged, place, review
from sharebot.ui.resources import say
from sharebot.ui.visiting import Visit

JSON = dict[str, Any]
OPENED = "library-opened"
PASSAGES = "library-passages"
MOST_DUE = 10


def show(bot: Sharebot, visit: Visit) -> None:
    """The open document first, then what is due for review, then everything."""
    status = bot.library().status()
    documents: list[JSON] = status["documents"]
    _opened(bot, documents)
    _summary(bot, status)
    _due([one for one in documents if is_due(one["review_by"])])
    st.header(say("library.indexed", count=len(documents)), anchor=False)
    found = filtered(documents, "library-documents", say("library.indexed.filter"), _words)
    st.markdown(say("library.indexed.lead"))
    paged(found, "library-documents", lambda one: _row(visit, one))
    library_withdraw.left_out(bot, status)


def _summary(bot: Sharebot, status: JSON) -> None:
    told = {"version": marks.text(status["version"]), "when": day(status["built_at"]), "passages": status["passages"]}
    st.markdown(say("library.status.line", **told, documents=len(status["documents"])))
    st.button(
        say("library.refresh"),
        key="library-refresh",
        icon=":material/refresh:",
        on_click=library_work.refresh,
        args=(bot,),
    )


def _due(documents: list[JSON]) -> None:
    if not documents:
        return
    st.header(say("library.due", count=len(documents)), anchor=False)
    first = sorted(documents, key=lambda one: str(one["review_by"]))[:MOST_DUE]
    lines = [say("library.due.line", title=marks.text(one["title"]), since=review(one["review_by"])) for one in first]
    if more := len(documents) - len(first):
        lines.append(say("library.due.more", count=more))
    st.markdown("\n".join(f"- {line}" for line in lines))


def _words(document: JSON) -> str:
    told = ("title", "publisher", "area", "version", "file", "source_id")
    return " ".join(" ".join(str(document[name] or "").split()) for name in told)


def _row(visit: Visit, document: JSON) -> None:
    with st.container(border=True, gap="small"):
        st.button(
            marks.text(document["title"]),
            key=f"cite-document-{document['source_id']}",  # set on the left, as style.css sets a citation
            type="tertiary",
            icon=":material/menu_book:",
            on_click=_open,
            args=(visit, document["source_id"]),
            wrap=True,
        )
        st.caption(f"{details(document)} · {say('library.passages', count=document['passages'])}")


def _opened(bot: Sharebot, documents: list[JSON]) -> None:
    opened = st.session_state.get(OPENED)
    if not opened:
        return
    document = next((one for one in documents if one["source_id"] == opened), None)
    if document is None:
        st.info(say("library.document.gone"))
        return
    with st.container(border=True, key="record"):
        st.header(marks.text(document["title"]), anchor=False)
        st.caption(details(document))
        with st.container(horizontal=True):
            st.button(say("library.close"), key="library-close", icon=":material/close:", on_click=_close)
            if str(document["url"] or "").startswith(("https://", "http://")):
                st.link_button(say("library.document.original"), document["url"], icon=":material/open_in_new:")
        library_withdraw.offer(bot, document)
        st.subheader(say("library.document.passages"), anchor=False)
        paged(bot.library().passages_of(opened), PASSAGES, passage)


def passage(one: Passage) -> None:
    """A passage under the words that say where it stands."""
    st.caption(place(one))
    with st.container(border=True):
        st.markdown(marks.passage(one.text, ""))


def _open(visit: Visit, source_id: str) -> None:
    st.session_state[OPENED], visit.focus = source_id, "record"
    from_the_start(PASSAGES)


def _close() -> None:
    st.session_state.pop(OPENED, None)
