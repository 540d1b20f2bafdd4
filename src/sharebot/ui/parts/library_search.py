"""Searching as a worker would, with the score of every passage explained."""

from textwrap import shorten

import streamlit as st

from sharebot.retrieval.differences import area_name
from sharebot.retrieval.library import Library
from sharebot.retrieval.passage import Hit
from sharebot.retrieval.ranking import FLOOR, is_english
from sharebot.service import Sharebot
from sharebot.ui import marks, resources
from sharebot.ui.parts import library_score
from sharebot.ui.parts.library_words import around, place, review, tier, with_words
from sharebot.ui.resources import say
from sharebot.ui.visiting import Visit

TIERS = ("official", "code", "toolkit", "local")
MOST = 10
LONGEST = 300
"""Letters of what was searched for that are shown again."""


def show(bot: Sharebot, visit: Visit) -> None:
    """The question and what may be found, then what was found."""
    library = bot.library()
    st.header(say("library.search"), anchor=False)
    query = str(st.text_input(say("library.search.query"), key="library-query", type="search", persist_state="session"))
    area, tiers, jurisdictions = _limits(library, visit)
    if not query.strip():
        return
    spelled_out = bot.glossary.spelled_out(query)
    if spelled_out != query:
        st.caption(say("library.search.spelled", words=marks.text(shorten(spelled_out, LONGEST, placeholder=" …"))))
    with st.spinner(say("library.search.busy")):
        hits = library.search(query, top=MOST, area=area, tiers=tiers, jurisdictions=jurisdictions)
    _found(library, hits, spelled_out, area)


def _limits(library: Library, visit: Visit) -> tuple[str, list[str] | None, list[str] | None]:
    areas = resources.areas()
    chosen = visit.conversation.area
    st.session_state.setdefault("library-area-searched", chosen if chosen in areas else "")
    columns = st.columns(3)
    area = columns[0].selectbox(
        say("library.search.area"),
        ["", *areas],
        key="library-area-searched",
        format_func=lambda one: area_name(one) if one else say("library.national"),
        persist_state="session",
    )
    tiers = columns[1].multiselect(
        say("library.search.tiers"), TIERS, key="library-tiers", format_func=tier, persist_state="session"
    )
    known = sorted({str(one["jurisdiction"]) for one in library.documents() if one["jurisdiction"]})
    jurisdictions = columns[2].multiselect(
        say("library.search.jurisdictions"), known, key="library-jurisdictions", persist_state="session"
    )
    return str(area or ""), tiers or None, jurisdictions or None


def _found(library: Library, hits: list[Hit], query: str, area: str) -> None:
    answers = [hit for hit in hits if hit.score >= FLOOR]
    others = hits[len(answers) :]
    if not answers:
        key = "library.search.none" if hits else "library.search.nothing"
        st.info(say(key), icon=":material/search_off:")
    if hits:
        st.caption(say("library.search.marked"))
    for name, part in (("count", answers), ("nearest", others)):
        if part:
            st.header(say(f"library.search.{name}", count=len(part)), anchor=False)
        for hit in part:
            _hit(library, hit, query, area)


def _hit(library: Library, hit: Hit, query: str, area: str) -> None:
    one = hit.passage
    with st.container(border=True, gap="small"):
        st.subheader(marks.text(one.title), anchor=False)
        told = (place(one), tier(one.tier), marks.text(area_name(one.area)) if one.area else "", review(one.review_by))
        st.caption(" · ".join(part for part in told if part))
        if is_english(one):
            st.markdown(f":material/block: **{say('library.search.english')}**")
        st.markdown(with_words(one.text, query))
        with st.expander(say("library.search.why", score=f"{hit.score:.2f}"), key=f"why-{one.id}"):
            st.markdown(library_score.explained(library, hit, area))
        around(library, one)
