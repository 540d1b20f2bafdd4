"""What was said: the newest exchange in full, the earlier ones folded away."""

from itertools import takewhile
from typing import Any

import streamlit as st

from sharebot.ui import marks
from sharebot.ui.parts import sources
from sharebot.ui.resources import say
from sharebot.ui.visiting import Visit

JSON = dict[str, Any]


def show(visit: Visit) -> None:
    """The worker's words as they are kept, and what sharebot says to them beside the card."""
    with st.container(key="reply"):
        _exchange(visit, len(visit.exchanges) - 1)


def earlier(visit: Visit) -> None:
    """Everything said before, the oldest first."""
    if len(visit.exchanges) > 1:
        with st.expander(say("ui.earlier", count=len(visit.exchanges) - 1), icon=":material/history:"):
            for place in range(len(visit.exchanges) - 1):
                _exchange(visit, place)


def _exchange(visit: Visit, place: int) -> None:
    exchange = visit.exchanges[place]
    turn: JSON = exchange["turn"]
    with st.chat_message("user", avatar=":material/person:"):
        st.markdown(marks.text(exchange["said"]) if exchange["said"] else say("ui.said.unreadable"))
        if turn["personal_data"]:
            kinds = ", ".join(f"{marks.text(row['kind'])} {marks.text(row['masked'])}" for row in turn["personal_data"])
            st.caption(say("ui.masked", kinds=kinds))
    with st.chat_message("assistant", avatar=":material/forum:"):
        _answer(visit, place, turn)


def _answer(visit: Visit, place: int, turn: JSON) -> None:
    card = visit.card()
    if turn["status"] == "guidance":
        _guidance(visit, place, turn)
    elif turn["recommendation"] is None or turn["status"] == "recorded":
        st.markdown(marks.ours(_without_quotes(turn)))
        if turn["recommendation"] is None:
            sources.buttons(visit, place, [citation["n"] for citation in turn["citations"]], f"reply-{place}")
    else:
        for sentence in _said_first(turn):
            st.markdown(marks.ours(sentence))
        newest = card is not None and card[0] == place
        so_far = "ui.so-far" if turn["recommendation"]["provisional"] else "ui.see-card"
        st.markdown(say(so_far if newest else "ui.said-then", headline=marks.text(turn["recommendation"]["headline"])))


def _guidance(visit: Visit, place: int, turn: JSON) -> None:
    st.markdown(say("guidance.lead"))
    for citation in turn["citations"]:
        local = f" ({say('guidance.local')})" if citation["tier"] == "local" else ""
        st.markdown(f"> “{marks.text(citation['quote'])}”{local}")
        sources.buttons(visit, place, [citation["n"]], f"reply-{place}", quoted=True)
    if turn["completeness"] == "partial":
        st.markdown(say("guidance.partial"))
    st.markdown(say("guidance.case"))


def _said_first(turn: JSON) -> list[str]:
    """What a reply says before its question and card: what a correction changed, what contradicts itself."""
    paragraphs = str(turn["text"]).split("\n\n")
    return list(takewhile(lambda paragraph: not paragraph.startswith(("**", "## ")), paragraphs))


def _without_quotes(turn: JSON) -> str:
    """The reply without its list of quotations: they have buttons of their own."""
    lines = str(turn["text"]).split("\n")
    numbers = tuple(f"[{citation['n']}] “" for citation in turn["citations"])
    return "\n".join(line for line in lines if not (numbers and line.startswith(numbers))).strip()
