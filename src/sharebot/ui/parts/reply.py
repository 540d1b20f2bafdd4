"""What was said: the newest exchange in full, the earlier ones folded away."""

from typing import Any

import streamlit as st

from sharebot.ui import marks
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
        _guidance(turn)
    elif turn["recommendation"] is None or turn["status"] == "recorded":
        st.markdown(marks.ours(_without_quotes(turn)))
    else:
        if change := _change(turn):
            st.markdown(marks.ours(change))
        newest = card is not None and card[0] == place
        so_far = "ui.so-far" if turn["recommendation"]["provisional"] else "ui.see-card"
        st.markdown(say(so_far if newest else "ui.said-then", headline=marks.text(turn["recommendation"]["headline"])))


def _guidance(turn: JSON) -> None:
    st.markdown(say("guidance.lead"))
    for citation in turn["citations"]:
        st.markdown(f"> “{marks.text(citation['quote'])}” {marks.text('[' + str(citation['n']) + ']')}")
    if turn["completeness"] == "partial":
        st.markdown(say("guidance.partial"))
    st.markdown(say("guidance.case"))


def _change(turn: JSON) -> str:
    """The sentence that says what a correction changed: what stands before the question and the card."""
    first = str(turn["text"]).partition("\n\n")[0]
    return "" if first.startswith(("**", "## ")) else first


def _without_quotes(turn: JSON) -> str:
    """The reply without its list of quotations: they have buttons of their own."""
    lines = str(turn["text"]).split("\n")
    numbers = tuple(f"[{citation['n']}] “" for citation in turn["citations"])
    return "\n".join(line for line in lines if not (numbers and line.startswith(numbers))).strip()
