"""The fact board: each fact as a chip with the words it came from; opening one offers its options."""

from typing import Any

import streamlit as st

from sharebot.framework.model import NOT_SURE, Fact
from sharebot.service import Sharebot
from sharebot.ui import marks
from sharebot.ui.resources import say
from sharebot.ui.steps import want
from sharebot.ui.visiting import Visit

JSON = dict[str, Any]
ICONS = {
    "said": ":material/chat_bubble:",
    "answered": ":material/task_alt:",
    "inferred": ":material/lightbulb:",
    "assumed": ":material/radio_button_unchecked:",
    "open": ":material/help:",
}


def show(bot: Sharebot, visit: Visit) -> None:
    """What was said and answered first, then what is open, then what was taken for granted."""
    card = visit.card()
    if card is None:
        return
    turn = card[1]
    st.header(say("ui.board.title"), anchor=False)
    st.caption(say("ui.board.lead"))
    known = [row for row in turn["facts"] if row["origin"] != "assumed"]
    for row in known:
        _chip(bot.framework.facts[row["id"]], row["label"], row)
    for row in _open(bot, turn):
        _chip(bot.framework.facts[row["id"]], row["label"], row)
    assumed = [row for row in turn["facts"] if row["origin"] == "assumed"]
    if assumed:
        with st.expander(say("ui.board.assumed", count=len(assumed)), icon=ICONS["assumed"]):
            st.caption(say("ui.board.assumed.lead"))
            for row in assumed:
                _chip(bot.framework.facts[row["id"]], row["label"], row)


def _open(bot: Sharebot, turn: JSON) -> list[JSON]:
    """What was narrowed but not settled, and what is asked just now."""
    narrowed = [
        {**row, "origin": "open", "words": _left(bot.framework.facts[row["id"]], row)} for row in turn["narrowed"]
    ]
    question = turn["question"]
    if question and question["fact"] not in {row["id"] for row in narrowed}:
        fact = bot.framework.facts[question["fact"]]
        narrowed.append({"id": fact.id, "label": fact.label, "origin": "open", "words": "", "value": None})
    return narrowed


def _left(fact: Fact, row: JSON) -> str:
    """What it may still be, once something has been ruled out."""
    return " / ".join(row["labels"]) if len(row["values"]) < len(fact.values) else ""


def _chip(fact: Fact, label: str, row: JSON) -> None:
    """Icon and caption say where the fact comes from; neither rests on colour."""
    origin, words = row["origin"], marks.text(row.get("words") or "")
    with st.container(key=f"chip-{origin}-{fact.id}", gap=None):
        st.menu_button(
            marks.text(label),
            list(fact.values),
            key=f"fact-{fact.id}",
            icon=ICONS[origin],
            width="stretch",
            wrap=True,
            format_func=lambda value: _option(fact, value, row.get("value")),
            on_click=_changed,
            args=(fact,),
        )
        st.caption(f"{say(f'ui.origin.{origin}')}: “{words}”" if words else say(f"ui.origin.{origin}"))


def _option(fact: Fact, value: str, chosen: object) -> str:
    label = say("not-sure") if value == NOT_SURE else fact.options[value].label
    return say("ui.board.chosen", label=label) if value == chosen else label


def _changed(fact: Fact) -> None:
    value = st.session_state[f"fact-{fact.id}"]
    label = say("not-sure") if value == NOT_SURE else fact.options[value].label
    want("change", fact=fact.id, value=value, label=say("ui.corrected", fact=fact.label, label=label))
