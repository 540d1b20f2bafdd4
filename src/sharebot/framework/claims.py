"""Two kinds of claim about the rules: an outcome that never comes, and a change that never makes things worse."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sharebot.framework.engine import Masks
from sharebot.framework.model import Framework, Rule
from sharebot.framework.plain import plainest, told
from sharebot.framework.search import Region, Search, Values

Worse = Callable[[str, str], bool]


@dataclass(frozen=True)
class Never:
    """No case of a region has one of these outcomes."""

    id: str
    says: str
    regions: tuple[Region, ...]
    outcomes: frozenset[str]

    def failures(self, search: Search) -> Iterator[str]:
        """Every rule that gives such an outcome there, with a case."""
        for region in self.regions:
            masks = search.masks(region)
            for place, rule in enumerate(search.rules):
                found = search.decided_by(place, masks) if rule.then in self.outcomes else None
                if found is not None:
                    yield _one(search, _plain(search, masks, found, (rule,)), rule)


@dataclass(frozen=True)
class NeverChanges:
    """In no case does a change of one fact from the first value to the second make the outcome worse."""

    id: str
    says: str
    changes: tuple[tuple[str, str, str], ...]
    regions: tuple[Region, ...]
    worse: Callable[[Framework], Worse]

    def failures(self, search: Search) -> Iterator[str]:
        """Every pair of rules between which the change leads from one to the other, with the two cases."""
        worse = self.worse(search.framework)
        for region in self.regions:
            masks = search.masks(region)
            for fact, before, after in self.changes:
                for first, second in _pairs(search, fact, before, after, worse):
                    found = search.changed(fact, (before, first), (after, second), masks)
                    if found is not None:
                        rules = (search.rules[first], search.rules[second])
                        yield _two(search, _plain(search, masks, found, rules, (fact, after)), rules, (fact, after))


def _pairs(search: Search, fact: str, before: str, after: str, worse: Worse) -> Iterator[tuple[int, int]]:
    """Rules of which the second is worse than the first and could take its place. The earlier turns on the change."""
    starts = [place for place in range(len(search.rules)) if search.allows(place, fact, before)]
    ends = [place for place in range(len(search.rules)) if search.allows(place, fact, after)]
    stays = set(starts) & set(ends)
    return (
        (first, second)
        for first in starts
        for second in ends
        if min(first, second) not in stays and worse(search.rules[first].then, search.rules[second].then)
    )


def _plain(
    search: Search, masks: Masks, found: Values, rules: tuple[Rule, ...], change: tuple[str, str] | None = None
) -> Values:
    """The found case made as plain as it can be, still within `masks` and still decided by the same rules."""

    def holds(case: Values) -> bool:
        cases = (case,) if change is None else (case, {**case, change[0]: change[1]})
        kept = change is None or case[change[0]] == found[change[0]]
        return kept and search.within(case, masks) and tuple(search.decides(one) for one in cases) == rules

    return plainest(search.framework, found, holds)


def _one(search: Search, case: Values, rule: Rule) -> str:
    return f"The case {told(search.framework, case)} is decided by {rule.id}: {rule.then}."


def _two(search: Search, case: Values, rules: tuple[Rule, ...], change: tuple[str, str]) -> str:
    first, second = rules
    fact, after = change
    return (
        f"{_one(search, case, first)} With {fact}={after} in place of {fact}={case[fact]} it is decided by "
        f"{second.id}: {second.then}."
    )
