"""The lawful bases a card shows for an assessed case."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sharebot.framework.advise import bases_that_fit
from sharebot.framework.model import NOT_SURE, Assessment, Basis, Framework, known

SAID_WHEN_NOT_SHARING = ("basis-none", "basis-complaint", "basis-breach")
"""How the ids begin of entries that say why there is no basis, or which duty takes the place of a share."""

ANONYMOUS = "basis-anonymous"

OTHERWISE = "basis-otherwise"
"""How the ids begin of entries for any purpose; each is shown only for a question that nothing before it answers."""

QUESTIONS = {
    "basis": ("UK GDPR Art 6", "DPA 2018 Part 3"),
    "sensitive": ("UK GDPR Art 9", "DPA 2018 Sch 8"),
    "offence": ("UK GDPR Art 10", "DPA 2018 Sch 8"),
    "confidence": ("common law", "common-law"),
}
"""What a share must have an answer to, with how the provisions that answer it begin."""


def bases_of(framework: Framework, assessment: Assessment) -> tuple[Basis, ...]:
    """Those that fit, a body nobody has named counting as not known.

    A basis for sharing is not shown beside advice not to share, nor any other where nobody could be identified.
    """
    case = {"sharer": known(NOT_SURE, "assumed"), **assessment.case}
    fitting = bases_that_fit(framework, replace(assessment, case=case))
    anonymous = tuple(basis for basis in fitting if basis.id == ANONYMOUS)
    if anonymous:
        return anonymous
    if assessment.outcome == "do-not-share":
        return tuple(basis for basis in fitting if basis.id.startswith(SAID_WHEN_NOT_SHARING))
    return tuple(_without_repeats(fitting))


def answers(basis: Basis) -> frozenset[str]:
    """The questions of `QUESTIONS` a basis answers."""
    return frozenset(
        question
        for question, beginnings in QUESTIONS.items()
        if any(provision.startswith(beginnings) for provision in basis.provisions)
    )


def _without_repeats(fitting: Iterable[Basis]) -> Iterator[Basis]:
    """First what is about this purpose; then, in order, only what answers a question still open."""
    rows = list(fitting)
    own = [basis for basis in rows if not basis.id.startswith(OTHERWISE)]
    yield from own
    if any(basis.id.startswith(SAID_WHEN_NOT_SHARING) for basis in own):
        return
    answered = {question for basis in own for question in answers(basis)}
    for basis in rows:
        if basis.id.startswith(OTHERWISE) and not answers(basis) <= answered:
            answered |= answers(basis)
            yield basis
