"""While a case is open: which of the outcomes still possible is the likeliest, so that the worker has a first steer.

Reading says how likely each value of a fact is. Cases are drawn from those chances, the rules decide each, and the
outcome most of them reach is the steer. It never decides: an outcome that is no longer possible is never given.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Mapping

from sharebot.framework.engine import Compiled, Masks, Standing, as_usual, is_open
from sharebot.framework.model import Rule

Chances = Mapping[str, Mapping[str, float]]
"""For some facts how likely each value is, from 0 to 1; under OUTCOME, what cases worded like this came out as."""

OUTCOME = "outcome"
DRAWN = 60
"""Cases drawn for one steer: enough that the two likeliest outcomes seldom change places, and quick."""

DRAWS_FLOOR, LEAN_FLOOR = 0.05, 0.02
"""Added to a share of the drawn cases, and to a chance of an outcome, so that neither rules anything out by itself."""


def steer(rules: Compiled, known: Masks, full: Masks, now: Standing, chances: Chances) -> Rule:
    """The rule behind the likeliest outcome still possible. `known` is what is known, `full` adds what is assumed."""
    if not now.opens:
        return now.decided
    if not chances:
        return as_usual(rules, full)
    reached: dict[str, Counter[str]] = defaultdict(Counter)
    by_id = {rule.id: rule for rule, _ in rules.rules}
    for case in _drawn(rules, known, chances):
        rule = as_usual(rules, case)
        reached[rule.then][rule.id] += 1
    lean = chances.get(OUTCOME, {})

    def weight(outcome: str) -> float:
        share = sum(reached[outcome].values()) / DRAWN
        return (share + DRAWS_FLOOR) * (lean.get(outcome, 0.0) + LEAN_FLOOR if lean else 1.0)

    best = max((outcome for outcome in reached if outcome in now.possible), key=weight, default=None)
    return as_usual(rules, full) if best is None else by_id[reached[best].most_common(1)[0][0]]


def _drawn(rules: Compiled, known: Masks, chances: Chances) -> list[Masks]:
    """Cases drawn from the chances, the same each time. A fact that is known keeps its value."""
    chance = random.Random(0)  # noqa: S311 - a fixed sample, not a secret
    draws: dict[str, list[int]] = {}
    for fact, by_value in chances.items():
        if fact not in rules.bits or not is_open(known, fact):
            continue
        allowed = known.get(fact, -1)
        bits = [(rules.bits[fact].get(value, 0), weight) for value, weight in by_value.items()]
        left = [(bit, weight) for bit, weight in bits if bit & allowed and weight > 0]
        if left:
            draws[fact] = chance.choices([bit for bit, _ in left], [weight for _, weight in left], k=DRAWN)
    return [{**known, **{fact: values[turn] for fact, values in draws.items()}} for turn in range(DRAWN)]
