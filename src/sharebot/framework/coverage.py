"""Is every rule reached, does every case end in one outcome, and is what is called final final?"""

import random
from collections.abc import Callable, Iterator, Mapping
from itertools import product
from math import prod

from sharebot.framework.assess import assess, case_of
from sharebot.framework.model import Assessment, Framework, Rule
from sharebot.framework.plain import plainest, told
from sharebot.framework.proof import SEED, Proof, exact, unique
from sharebot.framework.search import Region, Search, Values

PER_RULE = 60
"""Cases looked at for each rule: all that its own facts give where they fit, otherwise so many by chance."""

UNFINISHED = 400
"""Unfinished cases for which a final recommendation is put to the test."""

Decide = Callable[[Framework, Mapping[str, str]], Assessment]


def decide_plainly(framework: Framework, case: Mapping[str, str]) -> Assessment:
    """What the rules say of a case of plain values."""
    return assess(framework, case_of(dict(case)))


def values_exist(framework: Framework) -> Proof:
    """Every fact and value a rule names exists."""
    failures = [
        f"Rule {rule.id} names {fact}={value}, which does not exist."
        for rule in framework.rules
        for fact, values in rule.when.items()
        for value in values
        if fact not in framework.facts or value not in framework.facts[fact].values
    ]
    count = sum(len(values) for rule in framework.rules for values in rule.when.values())
    return Proof("values", "Every fact and value that a rule names exists", f"all {count} of them", unique(failures))


def witnesses(search: Search) -> dict[str, Values]:
    """For every rule in force a case that it decides; a rule that can never decide has none."""
    found: dict[str, Values] = {}
    everywhere = search.masks(Region())
    for place, rule in enumerate(search.rules):
        case = search.decided_by(place, everywhere)
        if case is not None:
            found[rule.id] = plainest(search.framework, case, _still(search, rule))
    return found


def all_reached(search: Search, found: Mapping[str, Values]) -> Proof:
    """Every rule in force can decide some case."""
    failures = [
        f"Rule {rule.id} can never decide: earlier rules take every case it is for."
        for rule in search.rules
        if rule.id not in found
    ]
    return Proof("reached", "Every rule can decide a case", exact(search.combinations), tuple(failures))


def one_outcome(search: Search, found: Mapping[str, Values]) -> Proof:
    """Every case is decided, and the engine says of it what a plain reading of the rules says."""
    looked = [(rule, case) for rule in search.rules if rule.id in found for case in _around(search, rule, found)]
    nobody = search.undecided()
    failures = [] if nobody is None else [f"No rule decides the case {told(search.framework, nobody)}."]
    failures += [failure for _, case in looked for failure in _disagreement(search, case)]
    budget = f"{exact(search.combinations)}; read a second way for {len(looked)} cases, at most {PER_RULE} a rule"
    return Proof("one-outcome", "Every case ends in exactly one outcome", f"{budget}, seed {SEED}", unique(failures))


def final_is_final(search: Search, decide: Decide = decide_plainly) -> Proof:
    """Once a recommendation is final, no more cautious outcome can follow from what is still unknown."""
    failures: list[str] = []
    chance = random.Random(SEED)  # noqa: S311 - a fixed sample, not a secret
    for _ in range(UNFINISHED):
        case = _unfinished(search.framework, chance)
        assessment = decide(search.framework, case)
        if not assessment.provisional and case.get("danger") != "yes":
            failures += _more_cautious(search, case, assessment)
    return Proof(
        "final",
        "A final recommendation is never more open than the most cautious outcome still possible",
        f"{UNFINISHED} unfinished cases, seed {SEED}, each searched exactly",
        unique(failures),
    )


def _still(search: Search, rule: Rule) -> Callable[[Values], bool]:
    return lambda case: search.decides(case) is rule


def _around(search: Search, rule: Rule, found: Mapping[str, Values]) -> Iterator[Values]:
    """Cases that differ from the rule's own only in the facts the rule speaks of."""
    facts = [search.framework.facts[fact] for fact in rule.when]
    for values in _combinations([fact.values for fact in facts], rule.id):
        yield {**found[rule.id], **dict(zip(rule.when, values, strict=True))}


def _combinations(values: list[tuple[str, ...]], name: str) -> Iterator[tuple[str, ...]]:
    """All of them where they fit, otherwise a sample."""
    if prod(map(len, values)) <= PER_RULE:
        return product(*values)
    chance = random.Random(f"{SEED} {name}")  # noqa: S311 - a fixed sample, not a secret
    return (tuple(chance.choice(each) for each in values) for _ in range(PER_RULE))


def _disagreement(search: Search, case: Values) -> Iterator[str]:
    read = next(
        (rule for rule in search.rules if all(case[fact] in values for fact, values in rule.when.items())), None
    )
    if read is not None and search.decides(case) is not read:
        yield (
            f"The case {told(search.framework, case)} is decided by {search.decides(case).id}, but read from the top "
            f"{read.id} comes first."
        )


def _unfinished(framework: Framework, chance: random.Random) -> Values:
    """Some facts of a rule, and up to four others."""
    rule = chance.choice(framework.rules)
    facts = chance.sample(list(framework.facts.values()), chance.randint(0, 4))
    others = {fact.id: chance.choice(fact.values) for fact in facts}
    own = {fact: chance.choice(values) for fact, values in rule.when.items() if chance.random() < 0.8}
    return {**others, **own}


def _more_cautious(search: Search, case: Values, assessment: Assessment) -> Iterator[str]:
    openness = {outcome.id: outcome.openness for outcome in search.framework.outcomes.values()}
    known = {fact: tuple(what.values) for fact, what in assessment.case.items()}
    masks = search.masks(Region(known))
    for place, rule in enumerate(search.rules):
        stricter = openness[rule.then] < openness[assessment.outcome]
        found = search.decided_by(place, masks) if stricter else None
        if found is not None:
            said = ", ".join(f"{fact}={value}" for fact, value in case.items())
            yield (
                f"The case {said} is called final as {assessment.outcome} by {assessment.rule.id}. "
                f"The case {told(search.framework, found)} is decided by {rule.id}: {rule.then}."
            )
            return
