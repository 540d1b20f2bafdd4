"""The steps of a case: what a button or the box asks for, and how it is taken before the page is drawn."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from typing import Any

import streamlit as st

from sharebot.answering.turn import Status, Turn
from sharebot.assistant import Conversation
from sharebot.errors import MessageError
from sharebot.privacy import screen
from sharebot.privacy.clean import clean_message
from sharebot.service import Sharebot
from sharebot.ui import resources
from sharebot.ui.visiting import SLOT, Visit

BOX = "box"
READERS = ThreadPoolExecutor(max_workers=8, thread_name_prefix="reading")
"""A message is read beside the page, so that the danger button works while the first one waits for the embedder."""

Answered = tuple[Conversation, Turn]


def want(step: str, **values: Any) -> None:
    """Ask for a step; a widget's callback. A message still being read goes back into the box."""
    visit: Visit = st.session_state[SLOT]
    if visit.wanted is not None and visit.wanted[0] == "ask":
        st.session_state[BOX] = visit.wanted[1]["message"]
    visit.wanted = (step, values)


def want_message() -> None:
    """What was typed into the box; a callback."""
    want("ask", message=str(st.session_state[BOX]))


def take(bot: Sharebot, visit: Visit) -> None:
    """Take the step that was asked for, if any. Raises a SharebotError when it cannot be taken; nothing is lost then.

    A step that the next click interrupts stays wanted, and is taken with that click's page.
    """
    if visit.wanted is None:
        return
    step, values = visit.wanted
    visit.note, visit.trouble, visit.trouble_with = "", "", step
    try:
        _STEPS[step](bot, visit, **values)
    except Exception:
        visit.wanted = None
        raise
    visit.wanted, visit.trouble_with = None, ""


def _ask(bot: Sharebot, visit: Visit, message: str) -> None:
    with st.spinner(resources.say("ui.reading")):
        conversation, turn = _beside(lambda: bot.ask(visit.conversation, message))
    if turn.status is Status.REFUSED:
        st.session_state[BOX] = message
    if visit.conversation.case and not conversation.case:
        visit.cleared()
    visit.add(_masked(message), "typed", conversation, turn.to_json())


def _beside(work: Callable[[], Answered]) -> Answered:
    """The result of work in another thread, letting a click through while it lasts."""
    doing, space = READERS.submit(work), st.empty()
    while not doing.done():
        wait([doing], timeout=0.2)
        space.empty()
    return doing.result()


def _masked(message: str) -> str:
    """A message as it is kept; empty when it cannot be."""
    try:
        return screen(clean_message(message)).text_masked
    except MessageError:
        return ""


def _answer(bot: Sharebot, visit: Visit, fact: str, value: str, label: str) -> None:
    visit.add(label, "answered", *_plain(bot.answer(visit.conversation, fact, value)))


def _change(bot: Sharebot, visit: Visit, fact: str, value: str, label: str) -> None:
    visit.add(label, "corrected", *_plain(bot.change(visit.conversation, fact, value)))


def _danger(bot: Sharebot, visit: Visit) -> None:
    visit.add(resources.say("ui.danger.button"), "danger", *_plain(bot.danger(visit.conversation)))


def _decide(bot: Sharebot, visit: Visit, decision: dict[str, Any]) -> None:
    if not recorded(visit):
        label = bot.framework.outcomes[decision["outcome"]].label
        visit.add(label, "decided", *_plain(bot.decide(visit.conversation, decision)))


def _restart(_: Sharebot, visit: Visit) -> None:
    visit.cleared()


def recorded(visit: Visit) -> str:
    """The number of the record when the newest card was recorded as it stands; else empty."""
    card = visit.card()
    return str((card[1].get("record") or {}).get("id", "")) if card else ""


def _plain(answered: Answered) -> tuple[Conversation, dict[str, Any]]:
    conversation, turn = answered
    return conversation, turn.to_json()


_STEPS: dict[str, Callable[..., None]] = {
    "ask": _ask,
    "answer": _answer,
    "change": _change,
    "danger": _danger,
    "decide": _decide,
    "restart": _restart,
}
