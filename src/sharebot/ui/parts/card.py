"""The card: what to do, and why; everything a worker needs to stand behind it later."""

from typing import Any

import streamlit as st

from sharebot.ui import marks, resources
from sharebot.ui.parts import advice, conflicts, differences, sources
from sharebot.ui.resources import say
from sharebot.ui.visiting import Visit

JSON = dict[str, Any]


def show(visit: Visit) -> None:
    """The newest recommendation, the most important first, the rest folded."""
    newest = visit.card()
    if newest is None:
        return
    place, turn = newest
    card: JSON = turn["recommendation"]
    with st.container(border=True, key=f"outcome-{card['outcome']}"):
        _headline(turn)
        urgent = card["outcome"] == "share-now"
        if urgent:  # whom to phone comes before anything there is to read
            advice.whom(card)
        _reasons(visit, place, turn)
        advice.what(card)
        if not urgent:
            advice.whom(card)
        advice.telling(visit, place, card)
        advice.how(card)
        advice.words(card)
        advice.risks(card)
        conflicts.show(visit, place, card.get("conflicts", ()))  # a case kept by an older version has none
        advice.basis(visit, place, card)
        _changes(card)


def _headline(turn: JSON) -> None:
    card = turn["recommendation"]
    st.header(marks.text(card["headline"]), anchor=False)
    if card["provisional"]:
        st.markdown(f"**{say('ui.card.provisional')}**")
    else:
        st.caption(marks.text(resources.sharebot().framework.outcomes[card["outcome"]].means))
    for key in ("card.supposed", "card.assumed"):
        for sentence in _stated(turn, key):
            st.markdown(marks.text(sentence))


def _stated(turn: JSON, key: str) -> list[str]:
    """What the reply says with this sentence; which facts a card rests on unsaid stands nowhere else in a turn."""
    opening = resources.sharebot().wording[key].partition("{")[0]
    return [paragraph for paragraph in str(turn["text"]).split("\n\n") if paragraph.startswith(opening)]


def _reasons(visit: Visit, place: int, turn: JSON) -> None:
    st.subheader(say("card.because"), anchor=False)
    for index, reason in enumerate(turn["recommendation"]["because"]):
        st.markdown(marks.text(reason["text"]))
        if reason["citations"]:
            sources.buttons(visit, place, reason["citations"], f"because-{index}")
        else:
            st.caption(say("card.no-citation" if turn["versions"].get("library") else "card.no-library"))
    differences.on_card(visit, place, turn["recommendation"].get("differences", ()))  # an older version kept none
    _local(visit, place, turn)


def _local(visit: Visit, place: int, turn: JSON) -> None:
    """What the worker's own area says, when it is cited beside the national guidance."""
    beside = {row["local"] for row in turn["recommendation"].get("differences", ())}
    local = [one for one in turn["citations"] if one["tier"] == "local" and one["n"] not in beside]
    if local:
        st.markdown(f"**{say('card.local', area=marks.text((local[0].get('area') or '').title()))}**")
        for citation in local:
            st.markdown(f"> “{marks.text(citation['quote'])}”")
        sources.buttons(visit, place, [citation["n"] for citation in local], "local", quoted=True)


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
