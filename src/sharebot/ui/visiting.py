"""One worker's visit: the case that is open, what was said, and what the screen shows of it."""

from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from sharebot.assistant import Conversation
from sharebot.service import Sharebot
from sharebot.ui import resources

SLOT = "visit"
ADDRESS = "case"
"""The name under which a case's key stands in the page's address, so that a refresh finds it again."""

JSON = dict[str, Any]


@dataclass
class Visit:
    """Plain data, kept in the session under one name.

    `exchanges` are what was said, how, and the turn that answered. `wanted` is the step asked for and not yet taken.
    `source` is the citation that is open: an exchange and a number. `focus` and `heard` are for attention.py.
    """

    conversation: Conversation
    exchanges: list[JSON] = field(default_factory=list)
    key: str = ""
    wanted: tuple[str, JSON] | None = None
    changed: bool = False
    restored: bool = False
    source: tuple[int, int] | None = None
    more_options: bool = False
    frame: dict[str, str] = field(default_factory=dict)
    note: str = ""
    trouble: str = ""
    trouble_with: str = ""
    unkept: str = ""
    focus: str = "box"
    heard: str = ""
    times: int = 0

    def told(self, sentence: str) -> None:
        """Something worth saying once at the top of the page."""
        self.note = sentence

    def refused(self, sentence: str) -> None:
        """The step could not be taken; the sentence is shown where it was asked for."""
        self.trouble, self.focus = sentence, "trouble"

    def not_kept(self, sentence: str) -> None:
        """The case goes on, but a refresh would lose it."""
        self.unkept = sentence

    def add(self, said: str, how: str, conversation: Conversation, turn: JSON) -> None:
        """One more exchange; the case is as the turn left it."""
        self.exchanges.append({"said": said, "how": how, "turn": turn})
        self.conversation = conversation
        self.source, self.more_options, self.changed = None, False, True
        card = turn["recommendation"]
        self.focus = {"typed": "", "decided": "recorded"}.get(how, "reply")
        self.heard = card["headline"] if card and how == "typed" else ""

    def card(self) -> tuple[int, JSON] | None:
        """The newest exchange that carries a recommendation, and its place; None before the first."""
        for place in range(len(self.exchanges) - 1, -1, -1):
            if self.exchanges[place]["turn"]["recommendation"]:
                return place, self.exchanges[place]["turn"]
        return None

    def cleared(self) -> None:
        """Ready for another case in the same place of work."""
        self.conversation = self.conversation.cleared()
        self.exchanges, self.key, self.frame = [], "", {}
        self.source, self.more_options, self.unkept, self.focus = None, False, "", "box"


def current(bot: Sharebot) -> Visit:
    """This session's visit, begun now if need be."""
    if SLOT not in st.session_state:
        chosen = resources.settings()
        st.session_state[SLOT] = Visit(bot.conversation(area=chosen.area, sector=chosen.sector))
    visit: Visit = st.session_state[SLOT]
    return visit


def restore(bot: Sharebot, visit: Visit) -> None:
    """Take up the case named in the address, once a session. Raises RecordError when it cannot be read."""
    if visit.restored:
        return
    visit.restored = True
    key = st.query_params.get(ADDRESS, "")
    kept = bot.kept(key) if key else None
    if kept is not None:
        visit.conversation, visit.exchanges = kept
        visit.key, visit.focus = key, ""
    elif key:
        visit.told(bot.wording["ui.kept.none"])


def keep(bot: Sharebot, visit: Visit) -> None:
    """Save the case after a step and name it in the address. Raises RecordError when it could not be saved."""
    if visit.changed and visit.exchanges:
        visit.changed = False
        visit.key = visit.key or bot.new_key()
        bot.keep(visit.key, visit.conversation, visit.exchanges)
        visit.unkept = ""
    if visit.key and not visit.unkept:
        st.query_params[ADDRESS] = visit.key
    elif ADDRESS in st.query_params:
        del st.query_params[ADDRESS]
