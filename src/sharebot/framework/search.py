"""Exact search: a case that a rule decides, or the certainty that there is none.

Every earlier rule must fail, so each gives a clause: one of its facts has a value the rule does not allow. Clauses with
one way left are followed; of the others the shortest is tried, way by way. Nothing is sampled: None means none exists.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from math import prod

from sharebot.errors import FrameworkError
from sharebot.framework.engine import Condition, Masks, compiled, standing
from sharebot.framework.model import Framework, Rule, When

BRANCHES = 20_000
"""Ways tried before one search gives up. It then says so; it never guesses."""

Values = dict[str, str]
"""A case with a value for every fact."""


@dataclass(frozen=True)
class Region:
    """Cases in which each fact of `where` has one of its values and no fact of `but` has one of those."""

    where: When = field(default_factory=dict)
    but: When = field(default_factory=dict)


class Search:
    """The rules in force on a date, ready to be searched for cases. Raises FrameworkError when it cannot finish."""

    def __init__(self, framework: Framework, as_at: date | None = None) -> None:
        self.framework = framework
        self.compiled = compiled(framework, as_at or framework.about.in_force)
        self.rules: tuple[Rule, ...] = tuple(rule for rule, _ in self.compiled.rules)
        self.combinations = prod(len(fact.values) for fact in framework.facts.values())
        self._conditions: tuple[Condition, ...] = tuple(condition for _, condition in self.compiled.rules)

    def masks(self, region: Region) -> Masks:
        """A region as bits. A fact or value that does not exist is a KeyError: a region never shrinks unseen."""
        every = {fact: sum(bits.values()) for fact, bits in self.compiled.bits.items()}
        asked = {fact: self._sum(fact, values) for fact, values in region.where.items()}
        left_out = {fact: self._sum(fact, values) for fact, values in region.but.items()}
        return {fact: asked.get(fact, mask) & ~left_out.get(fact, 0) for fact, mask in every.items()}

    def within(self, case: Mapping[str, str], masks: Masks) -> bool:
        """Is a full case one of those that `masks` leave?"""
        return all(self.compiled.bits[fact][value] & masks[fact] for fact, value in case.items())

    def decides(self, case: Mapping[str, str]) -> Rule:
        """The rule that decides a full case."""
        return standing(self.compiled, {fact: self.compiled.bits[fact][value] for fact, value in case.items()}).decided

    def decided_by(self, place: int, masks: Masks) -> Values | None:
        """A case within `masks` that the rule at `place` decides."""
        start = _within(masks, self._conditions[place])
        return None if start is None else self._solve(start, self._conditions[:place])

    def changed(self, fact: str, before: tuple[str, int], after: tuple[str, int], masks: Masks) -> Values | None:
        """A case decided by one rule while `fact` has one value and by another once it has the other.

        `before` and `after` are a value and a rule's place. The case is given with the first value.
        """
        places = [(self.compiled.bits[fact][value], place) for value, place in (before, after)]
        start: Masks | None = {name: mask for name, mask in masks.items() if name != fact}
        for bit, place in places:
            condition = _given(self._conditions[place], fact, bit)
            start = None if start is None or condition is None else _within(start, condition)
        if start is None:
            return None
        earlier = (_given(other, fact, bit) for bit, place in places for other in self._conditions[:place])
        found = self._solve(start, [clause for clause in earlier if clause is not None])
        return None if found is None else {**found, fact: before[0]}

    def allows(self, place: int, fact: str, value: str) -> bool:
        """Can the rule at `place` decide while `fact` has `value`?"""
        return _given(self._conditions[place], fact, self.compiled.bits[fact][value]) is not None

    def undecided(self) -> Values | None:
        """A case that no rule decides at all."""
        return self._solve(self.masks(Region()), self._conditions)

    def _sum(self, fact: str, values: Iterable[str]) -> int:
        return sum(self.compiled.bits[fact][value] for value in set(values))

    def _solve(self, start: Masks, clauses: Iterable[Condition]) -> Values | None:
        found = _solved(start, tuple(clauses), [BRANCHES])
        if found is None:
            return None
        names = {fact: {bit: value for value, bit in bits.items()} for fact, bits in self.compiled.bits.items()}
        return {fact: names[fact][found.get(fact, 1) & -found.get(fact, 1)] for fact in names}


def _within(masks: Masks, condition: Condition) -> Masks | None:
    """`masks` narrowed so that the condition is true; None where it cannot be."""
    narrowed = dict(masks)
    for fact, allowed in condition:
        narrowed[fact] &= allowed
    return narrowed if all(narrowed.values()) else None


def _given(condition: Condition, fact: str, bit: int) -> Condition | None:
    """What is left of a condition once `fact` is known; None where it is false."""
    if any(name == fact and not allowed & bit for name, allowed in condition):
        return None
    return tuple((name, allowed) for name, allowed in condition if name != fact)


def _solved(masks: Masks, clauses: tuple[Condition, ...], left: list[int]) -> Masks | None:
    left[0] -= 1
    if left[0] < 0:
        raise FrameworkError(f"The rules are too tangled to search within {BRANCHES} branches. Make them simpler.")
    settled = _followed(masks, clauses)
    if settled is None:
        return None
    masks, clauses = settled
    if not clauses:
        return masks
    for fact, allowed in min(clauses, key=len):
        found = _solved({**masks, fact: masks[fact] & ~allowed}, clauses, left)
        if found is not None:
            return found
        masks = {**masks, fact: masks[fact] & allowed}
    return None


def _followed(masks: Masks, clauses: tuple[Condition, ...]) -> tuple[Masks, tuple[Condition, ...]] | None:
    """Follow the clauses with one way left until there are none; None where a clause has no way left."""
    masks = dict(masks)
    moved = True
    while moved:
        moved = False
        still_open: list[Condition] = []
        for clause in clauses:
            ways = _ways(masks, clause)
            if ways is None:
                continue
            if not ways:
                return None
            if len(ways) > 1:
                still_open.append(ways)
                continue
            fact, allowed = ways[0]
            masks[fact] &= ~allowed
            moved = True
        clauses = tuple(still_open)
    return masks, clauses


def _ways(masks: Masks, clause: Condition) -> Condition | None:
    """The facts by which a clause can still be met; None where it is met already."""
    if any(not masks[fact] & allowed for fact, allowed in clause):
        return None
    return tuple((fact, allowed) for fact, allowed in clause if masks[fact] & ~allowed)
