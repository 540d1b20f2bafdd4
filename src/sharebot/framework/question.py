"""The one best question: the fact whose answer is expected to narrow the possible outcomes most, danger first."""

from sharebot.framework.engine import Compiled, Masks, Standing, assumed, is_open, standing
from sharebot.framework.model import NOT_SURE, Fact, Framework, Question
from sharebot.framework.steer import Chances

LEAST_CHANCE = 0.02
"""Every answer counts as at least this likely: reading may be wrong about any of them."""

NO_SIGN = 0.95
"""A risk other than danger is asked early unless reading gives its usual answer, "no", at least this chance."""

DANGER_FIRST, LAST = 1, 99


def best_question(
    framework: Framework, rules: Compiled, masks: Masks, full: Masks, now: Standing, chances: Chances
) -> Question | None:
    """What to ask next, or None when the outcome is settled. `masks` is what is known, `full` adds what is assumed."""
    if not now.opens:
        return None
    open_facts = {fact for _, condition in now.opens for fact, _ in condition if is_open(full, fact)}
    fact = min(_rate(framework, rules, masks, full, fact, chances) for fact in open_facts)[-1]
    return Question(framework.facts[fact], options(rules, full, framework.facts[fact]))


def options(rules: Compiled, full: Masks, fact: Fact) -> tuple[str, ...]:
    """The values still possible, not-sure last. None is hidden for being unlikely."""
    mask = full.get(fact.id, -1)
    return tuple(value for value, bit in rules.bits[fact.id].items() if value == NOT_SURE or mask & bit)


def _rate(
    framework: Framework, rules: Compiled, masks: Masks, full: Masks, fact_id: str, chances: Chances
) -> tuple[bool, int, float, float, int, str]:
    """How far from settled the case is expected to stay after asking: less is better.

    A fact that changes nothing by itself comes last: it is asked only where two open rules lead to one outcome, so that
    it takes two answers to close it.
    """
    fact = framework.facts[fact_id]
    values = options(rules, full, fact)
    results = [
        standing(rules, assumed(rules, {**masks, fact_id: rules.bits[fact_id][value]})).trimmed() for value in values
    ]
    idle = len({(result.possible, result.decided.then) for result in results}) < 2
    weights = [max(LEAST_CHANCE, chances.get(fact_id, {}).get(value, 0.0)) for value in values]
    total = sum(weights)
    left = sum(weight * (len(result.possible) - 1) for weight, result in zip(weights, results, strict=True)) / total
    opens = sum(weight * len(result.opens) for weight, result in zip(weights, results, strict=True)) / total
    place = list(framework.facts).index(fact_id)
    return (idle, _turn(fact, chances), left, opens, place, fact_id)


def _turn(fact: Fact, chances: Chances) -> int:
    """Danger comes first, other facts marked `first` next unless the message gives no sign of them, then the rest."""
    if fact.first is None or fact.first == DANGER_FIRST:
        return fact.first or LAST
    no_sign = fact.usual is not None and chances.get(fact.id, {}).get(fact.usual, 0.0) >= NO_SIGN
    return LAST if no_sign else fact.first
