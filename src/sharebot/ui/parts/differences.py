"""Local guidance beside national guidance: on a card, and as a page of its own for one area."""

from collections.abc import Iterable
from typing import Any

import streamlit as st

from sharebot.errors import LibraryError
from sharebot.retrieval.differences import area_name, as_json
from sharebot.service import Sharebot
from sharebot.ui import marks
from sharebot.ui.parts import sources
from sharebot.ui.resources import say
from sharebot.ui.visiting import Visit

JSON = dict[str, Any]


def on_card(visit: Visit, place: int, rows: Iterable[JSON]) -> None:
    """Each difference that bears on the card, both sides open to view."""
    turn = visit.exchanges[place]["turn"]
    cited = {citation["n"]: citation for citation in turn["citations"]}
    for row in rows:
        area = area_name(cited[row["local"]].get("area") or "")
        with st.container(key=f"difference-{row['id']}"):
            st.markdown(f"**{say('differences.card', area=marks.text(area))}:** {marks.text(row['sentence'])}")
            st.markdown(marks.text(row["order"]))
            names = {"local": say("differences.local", area=marks.text(area)), "national": say("differences.national")}
            for side, column in zip(names, st.columns(2), strict=True):
                with column:
                    _cited(visit, place, names[side], cited.get(row[side]), row, side)


def _cited(visit: Visit, place: int, name: str, citation: JSON | None, row: JSON, side: str) -> None:
    st.markdown(f"#### {name}")
    if citation is None:
        st.caption(say("differences.no-national"))
        return
    st.markdown(marks.passage(citation["quote"], row["words"].get(side, "")))
    sources.buttons(visit, place, [citation["n"]], f"difference-{row['id']}-{side}", quoted=True)


def show(bot: Sharebot, area: str) -> None:
    """Every difference of one area: what must be raised first, then what local guidance adds."""
    if not area:
        st.info(say("differences.no-area"))
        return
    try:
        found = bot.library().differences(area)
    except LibraryError as error:
        st.warning(marks.text(error))
        return
    st.header(say("differences.title", area=marks.text(area_name(area))), anchor=False)
    rows = [as_json(bot.wording, area, one) for one in found.differences] if found else []
    compared = found.compared if found else 0
    key = "differences.lead" if rows else "differences.none"
    st.markdown(say(key, count=len(rows), compared=compared))
    for conflict, name in ((True, "conflicts"), (False, "others")):
        part = [row for row in rows if row["conflict"] is conflict]
        if part:
            st.subheader(say(f"differences.{name}"), anchor=False)
            st.markdown(say(f"differences.{name}.lead"))
            for row in part:
                _row(area, row)
    st.caption(say("differences.limits"))


def _row(area: str, row: JSON) -> None:
    with st.container(border=True, key=f"differs-{row['id']}"):
        st.markdown(f"**{marks.text(row['topic'])}** · {say('differences.kind.' + row['kind'])}")
        st.markdown(marks.text(row["sentence"]))
        st.markdown(marks.text(row["order"]))
        names = {
            "local": say("differences.local", area=marks.text(area_name(area))),
            "national": say("differences.national"),
        }
        for side, column in zip(names, st.columns(2), strict=True):
            with column:
                st.markdown(f"#### {names[side]}")
                _words(row[side], row["words"].get(side, ""))


def _words(side: JSON | None, differing: str) -> None:
    if side is None:
        st.caption(say("differences.no-national"))
        return
    st.markdown(marks.passage(side["quote"], differing))
    page = f", {say('differences.page', page=side['page'])}" if side["page"] is not None else ""
    st.caption(f"{marks.text(side['title'])} › {marks.text(side['section'])}{page}")
