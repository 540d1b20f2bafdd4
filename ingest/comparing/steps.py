"""Steps that local guidance adds, and whom it says to contact."""

import re
from collections.abc import Iterator, Sequence

from ingest.comparing.align import Near, Placed
from ingest.comparing.found import (
    CONFLICT,
    DECIDER,
    FORM,
    LIKELY,
    NAMED,
    NUMBERED,
    SOME,
    STEP,
    SURE,
    UNMATCHED_CONTACT,
    UNMATCHED_STEP,
    Found,
    best,
    liked,
    side,
)
from ingest.comparing.slots import NEVER, Said

LOOKED_AT = 12
"""National sentences that fit best and might name the same role."""

LEAST_WORDS = 0.1
"""Of what the two say so much must be said by both for a national contact to be set beside a local one."""

_ANY_CONTACT = re.compile(
    r"\b(?:social work|police|101|999|lead|manager|advis[eo]r|officer|guardian|co-?ordinator|team|council|reporter|"
    r"governance|caldicott|dpo|senior)\b",
    re.IGNORECASE,
)
_FIRST_CONTACT = re.compile(r"\b(?:social work|police|101|out[- ]of[- ]hours|on-call|governance|ask)\b", re.IGNORECASE)
_WAITED_FOR = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (r"manager|lead\b|head", r"form\b|writ", r"meeting|discussion", r"signature|consent|agreement")
)


def second(local: Placed, near: Sequence[Near]) -> Iterator[Found]:
    """A second person or a sign-off; a conflict where national guidance says not to wait for that."""
    said = local.said
    if not said.second or said.must_not_wait or best(near, LIKELY, lambda other: bool(other.second)):
        return
    values = {"local": said.second}
    hurried = best(near, SURE, lambda other: _says_not_to_wait(said, other))
    if hurried is not None and "report" in said.actions:
        yield Found("step", "step.delay", local, hurried.placed, CONFLICT + hurried.score, values, conflict=True)
        return
    beside = liked(near, LIKELY, lambda other: bool(other.actions & {"record", "decide", "check"} & said.actions))
    yield Found("step", "step.second", local, side(beside), STEP if beside else UNMATCHED_STEP, values)


def _says_not_to_wait(said: Said, other: Said) -> bool:
    if not other.must_not_wait:
        return False
    return any(pattern.search(said.second) and pattern.search(other.text) for pattern in _WAITED_FOR)


def form(local: Placed, near: Sequence[Near]) -> Iterator[Found]:
    """A form of its own."""
    said = local.said
    if not said.forms or said.must_not_wait or best(near, LIKELY, lambda other: bool(other.forms)):
        return
    beside = best(near, LIKELY, lambda other: bool(other.actions & said.actions))
    if beside is not None:
        yield Found("step", "step.form", local, beside.placed, FORM, {"local": said.forms[0]})


def route(local: Placed, near: Sequence[Near]) -> Iterator[Found]:
    """Only one way of sending, or a way that is barred."""
    said = local.said
    if not said.only_by or said.roles or best(near, LIKELY, lambda other: bool(other.only_by)):
        return
    beside = best(near, SOME, lambda _: True)
    yield Found("step", "step.route", local, side(beside), STEP, {"local": said.only_by})


def contact(local: Placed, near: Sequence[Near]) -> Iterator[Found]:
    """A desk or post by name, where national guidance names none or another."""
    said = local.said
    if not said.roles or not (said.dials or said.numbers) or said.is_row:
        return
    role, number = said.roles[0], next(iter(said.numbers), "")
    if any(_names(role, one.placed.said.text) for one in near[:LOOKED_AT]):
        return
    speaking = [one for one in near if one.words >= LEAST_WORDS and _names_a_contact(one.placed.said)]
    beside = liked(speaking, SOME, lambda other: other.dials and bool(_FIRST_CONTACT.search(other.text)))
    weight = DECIDER if said.only_by or "decide" in said.actions else NUMBERED if number else NAMED
    values = {"local": role, "number": number}
    if beside is not None:
        variant = "contact.only" if said.only_by else "contact.named"
        yield Found("contact", variant, local, beside.placed, weight, values)
    elif number:
        yield Found("contact", "contact.alone", local, None, UNMATCHED_CONTACT, values)


def _names_a_contact(said: Said) -> bool:
    return said.strength != NEVER and _ANY_CONTACT.search(said.text) is not None


def _names(role: str, text: str) -> bool:
    """Whether the national sentence names the same role: "the MARAC co-ordinator"."""
    return _letters(role) in _letters(text)


def _letters(text: str) -> str:
    return re.sub(r"[^a-z ]", "", text.lower())
