"""A local sentence against the national ones that speak of the same thing: where they differ in a way that matters."""

from collections.abc import Iterator, Sequence

from ingest.comparing.align import Near, Placed
from ingest.comparing.found import CONFLICT, LIKELY, SOME, SURE, WORDED, WRITTEN, Found, Rule, best, liked, side
from ingest.comparing.slots import MAY, MUST, NEED_NOT, SHOULD
from ingest.comparing.steps import contact, form, route, second
from ingest.comparing.times import time

RENEWED = WRITTEN - 0.1
SAME_RULE = 0.35
"""Of what the two say so much must be said by both for one age to be set against the other."""

SAME_SENTENCE = 0.45
"""The same for "may" to be set against "must": nearly the same sentence."""

HIGH = 2
"""From this severity on a bar is a high one."""


def found_in(local: Placed, near: Sequence[Near]) -> list[Found]:
    """Every way in which a local sentence differs from national guidance."""
    rules: tuple[Rule, ...] = (time, _consent_first, _consent, second, contact, route, _age, _bar, _proof, form)
    found = [one for rule in rules for one in rule(local, near)]
    return found or list(_strength(local, near))


def _consent_first(local: Placed, near: Sequence[Near]) -> Iterator[Found]:
    """Consent is asked for where national guidance says that it is not needed."""
    said = local.said
    # A report held up for consent is the gravest difference of all, so a looser fit is enough.
    least = LIKELY if "report" in said.actions else SURE
    free = best(near, least, lambda other: bool(other.no_consent)) if said.needs_consent else None
    if free is None or best(near, free.score - 0.05, lambda other: bool(other.needs_consent)):
        return
    values = {"local": said.needs_consent, "national": free.placed.said.no_consent}
    yield Found("consent", "consent.needed", local, free.placed, CONFLICT + free.score, values, conflict=True)


def _consent(local: Placed, near: Sequence[Near]) -> Iterator[Found]:
    """Consent in writing, or asked for again."""
    said = local.said
    renewed = next((limit for limit in said.limits if limit.sense == "every"), None)
    if not said.consent or not (said.written or renewed) or said.no_consent:
        return
    about = [one for one in near if one.placed.said.consent and not one.placed.said.no_consent]
    beside = side(liked(about, SOME, lambda other: bool(set(other.ages) & set(said.ages))))
    if renewed:
        values = {"local": renewed.words, "said": renewed.phrase}
        yield Found("consent", "consent.renewed", local, beside, RENEWED, values)
    elif not best(near, LIKELY, lambda other: other.consent and bool(other.written) and other.strength != NEED_NOT):
        yield Found("consent", "consent.written", local, beside, WRITTEN, {"local": said.written})


def _age(local: Placed, near: Sequence[Near]) -> Iterator[Found]:
    """Another age for the same thing."""
    said = local.said
    aged = [one for one in near if one.placed.said.ages]
    first = next((one for one in aged if one.score >= LIKELY), None)
    if not said.ages or first is None or any(set(one.placed.said.ages) & set(said.ages) for one in aged):
        return
    if said.actions & first.placed.said.actions and first.words >= SAME_RULE:
        values = {"local": str(said.ages[0]), "national": str(first.placed.said.ages[0])}
        yield Found("threshold", "threshold.age", local, first.placed, CONFLICT + first.score, values, conflict=True)


def _bar(local: Placed, near: Sequence[Near]) -> Iterator[Found]:
    """A higher bar before anything is reported."""
    bar = local.said.level
    if bar is None or bar < HIGH or "report" not in local.said.actions:
        return
    lower = best(near, LIKELY, lambda other: other.severity is not None and other.severity < bar)
    equal = best(near, LIKELY, lambda other: other.severity is not None and other.severity >= bar)
    if lower and (equal is None or equal.score < lower.score):
        yield Found("threshold", "threshold.level", local, lower.placed, CONFLICT + lower.score, conflict=True)


def _proof(local: Placed, near: Sequence[Near]) -> Iterator[Found]:
    """Proof before anything is reported."""
    said = local.said
    free = best(near, SOME, lambda other: bool(other.no_proof)) if said.proof and "report" in said.actions else None
    if free:
        yield Found("threshold", "threshold.proof", local, free.placed, CONFLICT + free.score, conflict=True)


def _strength(local: Placed, near: Sequence[Near]) -> Iterator[Found]:
    """ "May" where national guidance says "must", or the other way round."""
    said, first = local.said, near[0] if near else None
    if first is None or first.score < SURE or first.words < SAME_SENTENCE:
        return
    theirs = first.placed.said.strength
    if not said.actions & first.placed.said.actions:
        return
    values = {"local": said.modal, "national": first.placed.said.modal}
    if theirs == MUST and said.strength in (MAY, NEED_NOT):
        yield Found("strength", "strength.weaker", local, first.placed, CONFLICT + first.score, values, conflict=True)
    elif said.strength == MUST and theirs in (MAY, NEED_NOT, SHOULD):
        yield Found("strength", "strength.stricter", local, first.placed, WORDED + first.score, values)
