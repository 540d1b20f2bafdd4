"""What to add to an outcome: advice, lawful bases and conflicts whose condition is known to hold. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from sharebot.framework.model import Advice, Assessment, Basis, Conflict, Framework, Item, Tell, When, WhoDecides, Words

_T = TypeVar("_T")


@dataclass(frozen=True)
class Advised:
    """All advice that fits a case, joined in the order of the files, nothing said twice."""

    share: tuple[str, ...]
    leave_out: tuple[Item, ...]
    with_whom: tuple[str, ...]
    tell: Tell | None
    safeguards: tuple[str, ...]
    risk_of_sharing: tuple[str, ...]
    risk_of_not_sharing: tuple[str, ...]
    who_decides: WhoDecides | None
    words: tuple[Words, ...]
    conflicts: tuple[Conflict, ...]


def advise(framework: Framework, assessment: Assessment) -> Advised:
    """The advice for an assessed case. Of `tell` and `who_decides` the first that fits counts."""
    values = _values(assessment)
    fitting = [entry for entry in framework.advice if _holds(entry.when, values)]
    return Advised(
        share=_joined(entry.share for entry in fitting),
        leave_out=_joined(entry.leave_out for entry in fitting),
        with_whom=_nobody_first(_joined(entry.with_whom for entry in fitting)),
        tell=next((entry.tell for entry in fitting if entry.tell), None),
        safeguards=_joined(entry.safeguards for entry in fitting),
        risk_of_sharing=_joined(entry.risk_of_sharing for entry in fitting),
        risk_of_not_sharing=_joined(entry.risk_of_not_sharing for entry in fitting),
        who_decides=next((entry.who_decides for entry in fitting if entry.who_decides), None),
        words=_first_of_each(fitting),
        conflicts=tuple(conflict for conflict in framework.conflicts if _holds(conflict.when, values)),
    )


def bases_that_fit(framework: Framework, assessment: Assessment) -> tuple[Basis, ...]:
    """Every lawful basis whose condition holds, in the order of the file."""
    values = _values(assessment)
    return tuple(basis for basis in framework.bases if _holds(basis.when, values))


def _values(assessment: Assessment) -> Mapping[str, str | None]:
    values = {fact: what.value for fact, what in assessment.case.items() if what.value is not None}
    return {**values, "outcome": assessment.outcome, "rule": assessment.rule.id}


def _holds(when: When, values: Mapping[str, str | None]) -> bool:
    return all(values.get(fact) in allowed for fact, allowed in when.items())


def _joined(groups: Iterable[tuple[_T, ...]]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(entry for group in groups for entry in group))


def _nobody_first(recipients: Iterable[str]) -> tuple[str, ...]:
    """Whoever says that nobody gets it stands before those who can advise, so that none is taken for a recipient."""
    return tuple(sorted(recipients, key=lambda recipient: not recipient.startswith("Nobody")))


def _first_of_each(fitting: Iterable[Advice]) -> tuple[Words, ...]:
    """The words of the first entry that has any, and of later ones only for someone not yet spoken to."""
    chosen: dict[str, list[Words]] = {}
    for entry in fitting:
        fresh = [words for words in entry.words if words.use not in chosen]
        for words in fresh:
            chosen.setdefault(words.use, []).append(words)
    return tuple(words for group in chosen.values() for words in group)
