"""A second person in the same situation: a fresh case keeps what is the family's and drops what is the person's."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sharebot.assistant.conversation import Conversation
from sharebot.framework.model import Known
from sharebot.reading.text import Text

KEPT = (
    "request", "recipient", "purpose", "sharer", "verified", "scope", "crime", "reuse", "controller", "safe_route",
    "authorised", "law_in_force", "sharing_agreement",
)  # fmt: skip
"""Facts of the situation. Every other fact is the person's, and is not carried over."""

RISKS = {"danger": "no", "child_concern": "no", "others_risk": "none", "recipient_risk": "no", "bar": "no"}
"""Risks to anyone in the family are carried over; that there is none (the value here) is asked again."""

_THE_PERSON = {"sibling", "the-person"}
_PERHAPS_THE_PERSON = {*_THE_PERSON, "relative"}
_WHO = r"(?:brothers?|sisters?|bro|sis|siblings?|twins?|baby|babies|newborn|step(?:brother|sister|son|daughter)|cousin)"
_OTHER = (
    r"(?:other|older|younger|elder|eldest|oldest|youngest|wee|little|second|next|new)\W+(?:\w+\W+)?"
    r"(?:one|wan|yin|child|kid|wean|bairn|boy|girl|lad|lassie|son|daughter|kids|weans|bairns|children|boys|girls)"
)
_LEAD = r"^\W*(?:(?:ok|okay|right|so|and|an|but|also|thanks|oh|then|now|eh|great|grand|cheers)\b\W+){0,3}"
_OWNER = r"(?:(?:the|her|his|their|my|a|this|that|wee|little|big|baby|older|younger|half|\d+|yr|year|old)\W+){0,4}"
_ANOTHER = re.compile(
    _LEAD + rf"(?:(?:what|how|whit|wit)\W+(?:about|aboot|of)\W+{_OWNER}(?:{_WHO}|{_OTHER})\b"
    rf"|(?:(?:the|her|his|their|my)\W+){_OWNER}?(?:{_WHO}|{_OTHER})\b(?=\W*(?:$|too\b|as well\b|"
    rf"s?hes?\W+\d|.{{0,60}}\bsame\b|is\W+\d|aged?\b|\d|who\b))"
    rf"|(?:(?:is|does|would|can)\W+)?(?:it\W+|that\W+|the\W+)?(?:is\W+)?(?:the\W+)?same\W+(?:question\W+|"
    rf"thing\W+|again\W+|wan\W+|"
    rf"one\W+|situation\W+|goes\W+|apply\W+|advice\W+|answer\W+)?(?:about|aboot|for|fur|with|as|to)\W+(?:the|"
    rf"her|his|their|my|a)\W+\w+"
    rf"|.{{0,60}}\b(?:about|aboot|for)\W+(?:his|her|their|the)\W+{_OWNER}(?:{_WHO}|{_OTHER})\W+(?:too|as well|"
    rf"an aw|also)\b)"
)


@dataclass(frozen=True)
class Fresh:
    """The new case, and the facts that were carried over and those that were not."""

    conversation: Conversation
    kept: tuple[str, ...]
    dropped: tuple[str, ...]


def is_another_person(message: str) -> bool:
    """True for a message that turns to a brother, sister or other child of the same family."""
    normal = Text(message).normal
    return len(normal.split()) <= 30 and bool(_ANOTHER.search(normal))


def another(conversation: Conversation, said: Mapping[str, Known]) -> Fresh:
    """A fresh case about another person, with what this message `said` of them. Going back returns to the first."""
    old = conversation.case
    kept = {fact: known for fact, known in old.items() if _carried(fact, known)}
    new = {fact: known for fact, known in said.items() if known.words and not known.values & _PERHAPS_THE_PERSON}
    told = {fact: known for fact, known in new.items() if fact not in {"request", "purpose"} or fact not in kept}
    fresh = replace(
        conversation,
        case={**kept, **_not_hiding(kept, told)},
        messages=(),
        asked=(),
        question=None,
        disputed={},
        chances={fact: chances for fact, chances in conversation.chances.items() if fact in KEPT},
        before=(*conversation.before, old),
        record=None,
    )
    return Fresh(fresh, tuple(kept), tuple(fact for fact in old if fact not in kept and fact not in told))


def _carried(fact: str, known: Known) -> bool:
    if fact in RISKS:
        return known.value != RISKS[fact]
    return fact in KEPT and not known.values & _THE_PERSON


def _not_hiding(kept: Mapping[str, Known], told: Mapping[str, Known]) -> dict[str, Known]:
    """What was said of the second person, unless it would say that a risk in the family is none."""
    return {fact: known for fact, known in told.items() if not (fact in RISKS and fact in kept)}
