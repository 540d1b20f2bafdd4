"""Citations: the numbered buttons under a reason, and the passage one of them opens."""

import logging
from collections.abc import Sequence
from textwrap import shorten
from typing import Any

import streamlit as st

from sharebot.errors import LibraryError
from sharebot.retrieval.archive import Gone
from sharebot.retrieval.passage import Passage
from sharebot.service import Sharebot
from sharebot.ui import marks
from sharebot.ui.parts.library_words import around, day, is_due
from sharebot.ui.resources import say
from sharebot.ui.visiting import Visit

log = logging.getLogger(__name__)

JSON = dict[str, Any]
LONGEST = 120
"""Letters of a quote on a button; the whole of it stands in the source."""


def buttons(visit: Visit, place: int, numbers: Sequence[int], use: str, *, quoted: bool = False) -> None:
    """One button for each citation, named by its first words, or by its title where the words stand above it already.

    `use` tells apart the places on the page where the same one stands.
    """
    by_number = {citation["n"]: citation for citation in visit.exchanges[place]["turn"]["citations"]}
    with st.container(gap="small"):
        for number in numbers:
            citation = by_number[number]
            name = citation["title"] if quoted else f"“{shorten(citation['quote'], LONGEST, placeholder=' …')}”"
            st.button(
                f"{marks.text(f'[{number}]')} {marks.text(name)}",
                key=f"cite-{use}-{number}",
                type="tertiary",
                icon=":material/menu_book:",
                on_click=_open,
                args=(visit, place, number),
                wrap=True,
            )


def viewer(bot: Sharebot, visit: Visit) -> None:
    """The passage of the citation that is open, with the exact words marked, and where it comes from."""
    if visit.source is None:
        return
    place, number = visit.source
    citation = next(one for one in visit.exchanges[place]["turn"]["citations"] if one["n"] == number)
    with st.container(key="source"):
        st.header(say("ui.source.title", number=number), anchor=False)
        st.markdown(f"**{marks.text(citation['title'])}**")
        passage, gone = _passage(bot, citation)
        _words(passage, citation)
        if gone is not None:
            left = say(f"ui.source.left.{gone.reason}", day=day(gone.until))
            st.markdown(f":material/history: **{left}**")
        _origin(citation)
        if passage is not None:
            around(bot.library(), passage)
        st.button(say("ui.source.close"), key="close-source", icon=":material/close:", on_click=_close, args=(visit,))


def _words(passage: Passage | None, citation: JSON) -> None:
    if passage is None:
        st.markdown(f"> “{marks.text(citation['quote'])}”")
        st.caption(say("ui.source.gone"))
        return
    with st.container(border=True):
        st.markdown(marks.passage(passage.text, citation["quote"]))
    st.caption(say("ui.source.marked"))


def _origin(citation: JSON) -> None:
    tier, area = citation["tier"], (citation.get("area") or "").title()
    rows = {
        "section": _place(citation),
        "page": citation["page"],
        "publisher": citation["publisher"],
        "version": citation["version"],
        "tier": say(f"ui.source.tier.{tier}", area=area),
        "review": "" if is_due(citation.get("review_by")) else day(citation.get("review_by")),
        "refs": "; ".join(citation.get("refs") or ()),
    }
    lines = (f"- {say(f'ui.source.{name}')}: {marks.text(value)}" for name, value in rows.items() if value)
    st.markdown("\n".join(lines))
    if is_due(citation.get("review_by")):
        was_due = say("library.review.was-due", day=day(citation["review_by"]))
        st.markdown(f":material/schedule: **{was_due}**")
    if str(citation["url"] or "").startswith(("https://", "http://")):
        st.link_button(say("ui.source.link"), citation["url"], icon=":material/open_in_new:")


def _place(citation: JSON) -> str:
    """The heading path without the document's own title, which stands above it."""
    steps = [step.strip() for step in str(citation["section"]).split("›")]
    return " › ".join(steps[1:] if steps[0] == str(citation["title"]).strip() else steps)


def _passage(bot: Sharebot, citation: JSON) -> tuple[Passage | None, Gone | None]:
    """The passage, and why it left the library where it did; two times None when neither library nor archive has it."""
    passage_id = citation["passage_id"]
    try:
        library = bot.library()
        gone = library.gone([passage_id]).get(passage_id)
        return (gone.passage if gone else library.passage(passage_id)), gone
    except LibraryError as error:
        log.warning("A passage is shown by its quote alone: %s", error)
        return None, None


def _open(visit: Visit, place: int, number: int) -> None:
    visit.source, visit.focus = (place, number), "source"


def _close(visit: Visit) -> None:
    visit.source = None
