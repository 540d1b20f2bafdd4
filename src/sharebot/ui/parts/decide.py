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
    outcomes = list(reversed(bot.framework.outcomes))
    chosen = st.selectbox(
        say("ui.decide.outcome"), outcomes, index=outcomes.index(card["outcome"]), key=f"{name}-outcome",
        format_func=lambda outcome: bot.framework.outcomes[outcome].label,
    )
    with st.form(name, border=True):
        _reasons(name, chosen, card)
        _items(name, chosen, card)
        _sending(name, chosen, card)
        _telling(name, card)
        _worker()
        st.form_submit_button(
            say("ui.decide.record"), key=f"{name}-record", type="primary", icon=":material/save:", on_click=_record, args=(name, card)
        )
