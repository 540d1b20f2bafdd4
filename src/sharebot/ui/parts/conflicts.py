"""Where sources disagree: both sides beside each other with their quotes, who decides, and what to do meanwhile."""

from collections.abc import Iterable
from typing import Any

import streamlit as st

from sharebot.ui import marks
from sharebot.ui.parts import sources
from sharebot.ui.resources import say
from sharebot.ui.visiting import Visit

JSON = dict[str, Any]
NAMES = ("card.conflict.one", "card.conflict.other")


def show(visit: Visit, place: int, conflicts: Iterable[JSON]) -> None:
    """Each conflict the card is touched by, never folded: a worker is not left with one side of it."""
    for conflict in conflicts:
        with st.container(key=conflict["id"]):
            st.subheader(say("card.conflict", about=marks.text(conflict["about"])), anchor=False)
            for index, column in enumerate(st.columns(2)):
                with column:
                    _side(visit, place, say(NAMES[index]), conflict["sides"][index], f"{conflict['id']}-{index}")
            for key, text in (("who", conflict["who_decides"]), ("meanwhile", conflict["meanwhile"])):
                st.markdown(f"**{say(f'card.conflict.{key}')}:** {marks.text(text)}")


def _side(visit: Visit, place: int, name: str, side: JSON, use: str) -> None:
    st.markdown(f"#### {name}: {marks.text(side['source'])}")
    st.markdown(marks.text(side["says"]))
    turn = visit.exchanges[place]["turn"]
    for citation in turn["citations"]:
        if citation["n"] in side["citations"]:
            st.markdown(f"> “{marks.text(citation['quote'])}”")
    sources.buttons(visit, place, side["citations"], use, quoted=True)
    if turn["versions"].get("library") and not side["citations"]:
        st.caption(say("card.no-citation"))
