"""Three-valued reading of the rules, first match decides, with values as bits so that a rule takes a microsecond.

A condition on a fact is true when every value still possible is allowed, false when none is, and open otherwise. Rules
are read from the top; while an earlier rule is open, its outcome stays possible.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sharebot.framework.model import OPEN, Case, Framework, Rule, When

Masks = dict[str, int]
"""For each fact a set of values as bits; a fact that is absent may have any value."""

Condition = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Compiled:
    """A framework's conditions as bit masks."""

    bits: dict[str, dict[str, int]]
    rules: tuple[tuple[Rule, Condition], ...]
    assumptions: tuple[tuple[str, int, Condition], ...]
    usual: Masks

    def masks(self, case: Case) -> Masks:
        """What is known of a case, as bits."""
        return {fact: sum(self.bits[fact][value] for value in what.values) for fact, what in case.items()}


@dataclass(frozen=True)
class Standing:
    """Where the rules stand: those still open, in order, and the first that is true."""

    opens: tuple[tuple[Rule, Condition], ...]
    decided: Rule

    @property
    def possible(self) -> frozenset[str]:
        """The outcomes still possible."""
        return frozenset(rule.then for rule, _ in self.opens) | {self.decided.then}

    def trimmed(self) -> "Standing":
        """Without the open rules that cannot change the outcome: whatever they are, the rest says the same."""
        later = {self.decided.then}
        kept = []
        for rule, condition in reversed(self.opens):
            if later != {rule.then}:
                kept.append((rule, condition))
                later.add(rule.then)
        return Standing(tuple(reversed(kept)), self.decided)


@lru_cache(maxsize=16)
def compiled(framework: Framework, as_at: date) -> Compiled:
    """The rules in force on a date."""
    facts = framework.facts
    bits = {fact.id: {value: 1 << place for place, value in enumerate(fact.values)} for fact in facts.values()}

    def masks(when: When) -> Condition:
        return tuple((fact, sum(bits[fact][value] for value in set(values))) for fact, values in when.items())

    return Compiled(
        bits=bits,
        rules=tuple((rule, masks(rule.when)) for rule in framework.rules if rule.in_force(as_at)),
        assumptions=tuple(
            (fact.id, 0 if assumption.value == OPEN else bits[fact.id][assumption.value], masks(assumption.when))
            for fact in facts.values()
            for assumption in fact.assume
        ),
        usual={fact.id: bits[fact.id][fact.usual] for fact in facts.values() if fact.usual is not None},
    )


def state(condition: Iterable[tuple[str, int]], masks: Masks) -> bool | None:
    """True, False, or None while open."""
    open_ = False
    for fact, allowed in condition:
        possible = masks.get(fact)
        if possible is None:
            open_ = True
        elif not possible & allowed:
            return False
        elif possible & ~allowed:
            open_ = True
    return None if open_ else True


def assumed(rules: Compiled, masks: Masks) -> Masks:
    """Add what may be taken for granted; a fact already known or narrowed is left alone.

    Assumptions may rest on one another (a purpose gives the recipient, the recipient gives more), so they are read
    until nothing is added.
    """
    full = dict(masks)
    before = -1
    while len(full) != before:
        before = len(full)
        for fact, value, condition in rules.assumptions:
            if fact not in full and state(condition, full):
                full[fact] = value
    return {fact: mask for fact, mask in full.items() if mask}


def standing(rules: Compiled, masks: Masks) -> Standing:
    """Read the rules from the top until one is true."""
    opens: list[tuple[Rule, Condition]] = []
    for rule, condition in rules.rules:
        met = state(condition, masks)
        if met:
            return Standing(tuple(opens), rule)
        if met is None:
            opens.append((rule, condition))
    raise AssertionError("the loader makes sure that the last rule always matches")


def as_usual(rules: Compiled, masks: Masks) -> Rule:
    """The rule that decides if every missing fact has its usual value; one with no usual value counts as no match."""
    guess = assumed(rules, masks)
    for fact, value in rules.usual.items():
        possible = guess.get(fact)
        if possible is None or (possible & (possible - 1) and possible & value):
            guess[fact] = value
    guess = assumed(rules, guess)
    return next(rule for rule, condition in rules.rules if state(condition, guess))


def is_open(masks: Masks, fact: str) -> bool:
    """True while a fact has no value or more than one."""
    mask = masks.get(fact)
    return mask is None or mask & (mask - 1) != 0
