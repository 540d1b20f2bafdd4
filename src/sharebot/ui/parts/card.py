"""The card: what to do, and why; everything a worker needs to stand behind it later."""

from typing import Any

import streamlit as st

from sharebot.ui import marks, resources
from sharebot.ui.parts import advice, sources
from sharebot.ui.resources import say
from sharebot.ui.visiting import Visit

JSON = dict[str, Any]
ICONS = {
    "share-now": ":material/campaign:",
    "share": ":material/check_circle:",
    "share-with-agreement": ":material/handshake:",
    "get-advice-first": ":material/support_agent:",
    "do-not-share": ":material/block:",
}


def show(visit: Visit) -> None:
    """The newest recommendation, the most important first, the rest folded."""
    newest = visit.card()
    if newest is None:
        return
    place, turn = newest
    card: JSON = turn["recommendation"]
    with st.container(border=True, key=f"outcome-{card['outcome']}"):
        _headline(card)
        parts: list[Callable[[], None]] = [
            lambda: _reasons(visit, place, turn),
            lambda: advice.what(card),
            lambda: advice.whom(card),
        ]
        for part in reversed(parts) if card["outcome"] == "share-now" else parts:
            part()
        advice.telling(visit, place, card)
        advice.how(card)
        advice.words(card)
        advice.risks(card)
        advice.basis(visit, place, card)
        _changes(card)


def _headline(card: JSON) -> None:
    st.header(f"{ICONS[card['outcome']]} {marks.text(card['headline'])}", anchor=False)
    if card["provisional"]:
        st.markdown(f":material/hourglass_top: **{say('ui.card.provisional')}**")
    else:
        st.caption(marks.text(resources.sharebot().framework.outcomes[card["outcome"]].means))


def _reasons(visit: Visit, place: int, turn: JSON) -> None:
    st.subheader(say("card.because"), anchor=False)
    for index, reason in enumerate(turn["recommendation"]["because"]):
        st.markdown(marks.text(reason["text"]))
        if reason["citations"]:
            sources.buttons(visit, place, reason["citations"], f"because-{index}")
        else:
            st.caption(say("card.no-citation" if turn["versions"].get("library") else "card.no-library"))
    _local(visit, place, turn)


def _local(visit: Visit, place: int, turn: JSON) -> None:
    """What the worker's own area says, when it is cited beside the national guidance."""
    local = [citation for citation in turn["citations"] if citation["tier"] == "local"]
    if local:
        st.markdown(f"**{say('card.local', area=marks.text((local[0].get('area') or '').title()))}**")
        for citation in local:
            st.markdown(f"> “{marks.text(citation['quote'])}”")
        sources.buttons(visit, place, [citation["n"] for citation in local], "local")


def _changes(card: JSON) -> None:
    if not card["would_change"]:
        return
    framework = resources.sharebot().framework
    with st.expander(say("card.change"), icon=":material/alt_route:"):
        for change in card["would_change"]:
            fact = framework.facts[change["fact"]]
            option = fact.options.get(change["value"])
            label = option.label if option else f"{fact.label}: {say('not-sure').lower()}"
            outcome = framework.outcomes[change["outcome"]].label.lower()
            st.markdown(f"- {say('card.change.line', label=marks.text(label), outcome=marks.text(outcome))}")
