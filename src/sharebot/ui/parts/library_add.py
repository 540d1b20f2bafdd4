"""Adding a document: choose it, say what it is, look at how it would be split, put it in."""

from typing import Any

import streamlit as st

from ingest.add import FOLDER_OF_TIER, MOST_LETTERS, Described
from ingest.preview import Preview
from ingest.read import MOST_BYTES, MOST_BYTES_OF_TEXT
from sharebot.retrieval.differences import area_name
from sharebot.service import Sharebot
from sharebot.ui import marks, resources
from sharebot.ui.parts import library_work
from sharebot.ui.parts.library_documents import passage
from sharebot.ui.parts.library_words import from_the_start, paged
from sharebot.ui.resources import say
from sharebot.ui.visiting import Visit

UPLOAD = "library-upload"
"""The name and the bytes of the file that was chosen: they outlast the widget, which forgets them with its page."""

TIMES = "library-uploads"
PASSAGES = "library-preview-passages"
MB = 1_000_000
FIELDS: dict[str, Any] = {
    "library-tier": "local",
    "library-area": None,
    "library-new-title": "",
    "library-version": "",
    "library-review": None,
    "library-supersedes": [],
}


def show(bot: Sharebot, _: Visit) -> None:
    """The form, and beneath it the preview."""
    if st.session_state.pop(library_work.ADDED, False):
        _emptied()
    st.header(say("library.add"), anchor=False)
    st.markdown(say("library.add.lead", most=MOST_BYTES // MB, text=MOST_BYTES_OF_TEXT // MB))
    _file()
    _description(bot)
    if UPLOAD not in st.session_state:
        return
    st.button(
        say("library.add.preview"),
        key="library-look",
        icon=":material/visibility:",
        on_click=_look,
        args=(bot,),
    )
    if preview := st.session_state.get(library_work.PREVIEW):
        _preview(bot, preview)


def _file() -> None:
    key = f"library-file-{st.session_state.get(TIMES, 0)}"
    held = st.file_uploader(
        say("library.add.file"), key=key, max_upload_size=MOST_BYTES // MB, on_change=_chosen, args=(key,)
    )
    chosen = st.session_state.get(UPLOAD)
    if chosen and held is None:  # the page was left and opened again
        name, contents = chosen
        size = say("library.add.size", size=-(-len(contents) // 1000))
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(say("library.add.chosen", name=marks.text(name), size=size), width="content")
            st.button(say("library.add.remove"), key="library-remove", icon=":material/close:", on_click=_removed)


def _description(bot: Sharebot) -> None:
    for key, start in FIELDS.items():
        st.session_state.setdefault(key, start)
    tier = st.selectbox(
        say("library.add.tier"),
        sorted(FOLDER_OF_TIER, key=("local", "code", "toolkit").index),
        key="library-tier",
        format_func=lambda one: say(f"library.add.tier.{one}"),
        persist_state="session",
    )
    if tier == "local":
        typed = st.session_state["library-area"]
        st.selectbox(
            say("library.add.area"),
            [*dict.fromkeys([*resources.areas(), *([typed] if typed else [])])],
            key="library-area",
            format_func=area_name,
            help=say("library.add.area.help"),
            accept_new_options=True,
            persist_state="session",
        )
    one, other = st.columns(2)
    one.text_input(say("library.add.title"), key="library-new-title", max_chars=MOST_LETTERS, persist_state="session")
    other.text_input(say("library.add.version"), key="library-version", max_chars=MOST_LETTERS, persist_state="session")
    one.date_input(say("library.add.review"), key="library-review", format="DD/MM/YYYY", persist_state="session")
    titles = _titles(bot)
    other.multiselect(
        say("library.add.supersedes"),
        [*titles],
        key="library-supersedes",
        format_func=lambda source_id: titles.get(source_id, source_id),
        persist_state="session",
    )


def _titles(bot: Sharebot) -> dict[str, str]:
    """By id. Two documents of one name are told apart by their ids."""
    library = bot.open_library()
    documents = library.documents() if library else []
    titles = [str(one["title"]) for one in documents]
    return {
        one["source_id"]: one["title"] if titles.count(one["title"]) == 1 else f"{one['title']} ({one['source_id']})"
        for one in documents
    }


def _preview(bot: Sharebot, preview: Preview) -> None:
    with st.container(border=True, key="library-preview"):
        st.header(say("library.preview", title=marks.text(preview.title)), anchor=False)
        st.markdown(say("library.preview.count", count=len(preview.passages)))
        if not preview.passages:
            st.warning(say("library.preview.none"), icon=":material/warning:")
        st.markdown(say("library.add.preview.lead"))
        st.button(
            say("library.add.put"),
            key="library-put",
            type="primary",
            icon=":material/library_add:",
            on_click=_put,
            args=(bot,),
        )
        if preview.notes:
            st.subheader(say("library.preview.notes"), anchor=False)
            st.markdown("\n".join(f"- {marks.text(note)}" for note in preview.notes))
        st.subheader(say("library.preview.split"), anchor=False)
        paged(preview.passages, PASSAGES, passage)


def _described() -> Described | None:
    """What the form says; None, and a sentence on the page, when local guidance names no area."""
    told = {key: st.session_state.get(key) or None for key in FIELDS}
    tier, typed, review = told["library-tier"] or "local", told["library-area"], told["library-review"]
    area = "-".join(str(typed or "").lower().split()) if tier == "local" else ""
    if tier == "local" and not area:
        library_work.tell("error", say("library.add.area.none"))
        return None
    return Described(
        tier=tier,
        area=area or None,
        title=" ".join((told["library-new-title"] or "").split()) or None,
        review_by=review.isoformat() if review else None,
        version=" ".join((told["library-version"] or "").split()) or None,
        supersedes=tuple(told["library-supersedes"] or ()),
    )


def _chosen(key: str) -> None:
    _dropped()
    if (file := st.session_state.get(key)) is not None:
        st.session_state[UPLOAD] = (file.name, file.getvalue())


def _removed() -> None:
    _dropped()
    st.session_state[TIMES] = int(st.session_state.get(TIMES, 0)) + 1


def _dropped() -> None:
    st.session_state.pop(UPLOAD, None)
    st.session_state.pop(library_work.PREVIEW, None)
    library_work.forget()


def _emptied() -> None:
    """Ready for the next document."""
    told = st.session_state.get(library_work.TOLD)
    _removed()
    st.session_state.update({**FIELDS, library_work.TOLD: told})


def _look(bot: Sharebot) -> None:
    st.session_state.pop(library_work.PREVIEW, None)
    from_the_start(PASSAGES)
    if described := _described():
        name, contents = st.session_state[UPLOAD]
        library_work.start("preview", name, lambda _: bot.librarian.preview(name, contents, described))


def _put(bot: Sharebot) -> None:
    if described := _described():
        name, contents = st.session_state[UPLOAD]
        library_work.start("add", name, lambda progress: bot.librarian.add(name, contents, described, progress))
