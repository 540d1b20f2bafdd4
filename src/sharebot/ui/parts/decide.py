"""Decide and record: one form, filled in from the card; then the case note."""

from typing import Any

import streamlit as st

from sharebot.service import Sharebot
from sharebot.ui import frame, marks, resources
from sharebot.ui.parts import recorded
from sharebot.ui.resources import listed, say
from sharebot.ui.steps import recorded as record_number
from sharebot.ui.steps import want
from sharebot.ui.visiting import Visit

JSON = dict[str, Any]
SHARES = ("share-now", "share", "share-with-agreement")
TOLD = ("before", "after", "not-yet", "no-need")
_TOLD_FROM_CARD = {"first": "before", "after": "after", "not-yet": "not-yet", "no-need": "no-need"}


def show(visit: Visit) -> None:
    """The form while nothing is recorded, the record afterwards."""
    newest = visit.card()
    if newest is None:
        return
    if number := record_number(visit):
        recorded.show(resources.sharebot(), number)
        return
    st.header(say("ui.decide.title"), anchor=False)
    st.markdown(say("ui.decide.lead"))
    _form(resources.sharebot(), newest[0], newest[1]["recommendation"])
    frame.trouble(visit, "decide")


def _form(bot: Sharebot, place: int, card: JSON) -> None:
    """Widgets are named after the card, so that a new card fills the form anew; the outcome stands outside the form."""
    name = f"decide-{place}"
    outcomes = sorted(bot.framework.outcomes, key=lambda outcome: -bot.framework.outcomes[outcome].openness)
    chosen = str(
        st.selectbox(
            say("ui.decide.outcome"),
            outcomes,
            index=outcomes.index(card["outcome"]),
            key=f"{name}-outcome",
            format_func=lambda outcome: bot.framework.outcomes[outcome].label,
        )
    )
    with st.form(name, border=True):
        _reasons(name, chosen, card)
        _items(name, chosen, card)
        _sending(name, chosen, card)
        _telling(name, card)
        _worker()
        st.form_submit_button(
            say("ui.decide.record"),
            key=f"{name}-record",
            type="primary",
            icon=":material/save:",
            on_click=_record,
            args=(name, card),
        )


def _reasons(name: str, chosen: str, card: JSON) -> None:
    reasons = " ".join(reason["text"] for reason in card["because"])
    st.text_area(say("ui.decide.because"), value=reasons, key=f"{name}-because")
    if chosen != card["outcome"]:
        st.text_area(say("ui.decide.departure"), key=f"{name}-departure")


def _items(name: str, chosen: str, card: JSON) -> None:
    """What is shared and what is left out; nothing is ticked as shared when the decision is not to share."""
    shares = chosen in SHARES
    if shares and card["share"]:
        st.markdown(f"**{say('ui.decide.shared')}**")
        for number, item in enumerate(card["share"]):
            st.checkbox(marks.text(item), value=card["outcome"] in SHARES, key=f"{name}-shared-{number}")
    if shares:
        st.text_input(say("ui.decide.shared.other"), key=f"{name}-shared-other")
    if card["leave_out"]:
        st.markdown(f"**{say('ui.decide.left-out')}**")
        for number, row in enumerate(card["leave_out"]):
            st.checkbox(marks.text(row["item"]), value=True, key=f"{name}-left-{number}")


def _sending(name: str, chosen: str, card: JSON) -> None:
    if chosen in SHARES:
        st.text_input(say("ui.decide.with"), value=next(iter(card["with"]), ""), key=f"{name}-with")
        st.selectbox(
            say("ui.decide.route"),
            ["", *listed("ui.route.")],
            key=f"{name}-route",
            format_func=lambda one: one or say("ui.choose"),
        )


def _telling(name: str, card: JSON) -> None:
    told = _TOLD_FROM_CARD[card["tell"]["when"]]
    st.radio(
        say("ui.decide.told"),
        TOLD,
        index=TOLD.index(told),
        key=f"{name}-told",
        format_func=lambda one: say(f"ui.told.{one}"),
    )
    st.text_input(say("ui.decide.told.reason"), key=f"{name}-told-reason")


def _worker() -> None:
    """Name and role stay for the next case of the same visit."""
    who, role, reference = st.columns(3)
    who.text_input(say("ui.decide.name"), key="worker-name", autocomplete="name", persist_state="session")
    role.text_input(
        say("ui.decide.role"), key="worker-role", autocomplete="organization-title", persist_state="session"
    )
    reference.text_input(say("ui.decide.reference"), key="case-reference", help=say("ui.decide.reference.help"))


def _record(name: str, card: JSON) -> None:
    """Read the form into a decision; a callback."""
    want("decide", decision=decision_of(name, card, {str(key): value for key, value in st.session_state.items()}))


def decision_of(name: str, card: JSON, form: JSON) -> JSON:
    """The decision a filled form states, as the service takes it; what was left empty is left out."""
    ticked = [item for number, item in enumerate(card["share"]) if form.get(f"{name}-shared-{number}")]
    other = _said(form, f"{name}-shared-other")
    shared = [*ticked, other] if other else ticked
    role = _said(form, "worker-role")
    worker = _said(form, "worker-name")
    decision = {
        "outcome": form[f"{name}-outcome"],
        "because": _said(form, f"{name}-because"),
        "departure_reason": _said(form, f"{name}-departure"),
        "shared": shared,
        "left_out": [row for number, row in enumerate(card["leave_out"]) if form.get(f"{name}-left-{number}")],
        "with": _said(form, f"{name}-with") if shared else "",
        "method": _said(form, f"{name}-route"),
        "telling": {"told": form[f"{name}-told"], **_given("reason", _said(form, f"{name}-told-reason"))},
        "person_reference": _said(form, "case-reference"),
        "extent": "none" if form[f"{name}-outcome"] not in SHARES else None,
    }
    if worker or role:
        not_given = say("ui.decide.not-given")
        decision["decided_by"] = {"name": worker or not_given, "role": role or not_given, "verified": False}
    return {key: value for key, value in decision.items() if value not in ("", None)}


def _said(form: JSON, key: str) -> str:
    return str(form.get(key) or "").strip()


def _given(key: str, value: str) -> JSON:
    return {key: value} if value else {}
