"""From what is known of a case to a recommendation. Pure: no files, clock or network."""

from collections.abc import Iterator
from datetime import date

from sharebot.errors import AnswerError
from sharebot.framework.engine import Compiled, Masks, as_usual, assumed, compiled, standing, state
from sharebot.framework.model import NOT_SURE, Assessment, Case, Change, Fact, Framework, Known, Rule, Step, known
from sharebot.framework.question import best_question
from sharebot.framework.steer import Chances, steer


def assess(framework: Framework, case: Case, as_at: date | None = None, chances: Chances | None = None) -> Assessment:
    """What the rules say of `case`, as at a date (by default the day the framework came into force).

    One possible outcome: it is decided. `chances` are how likely reading thinks the values of facts are: they guide the
    provisional steer and the choice of question, never the decision. Raises AnswerError when the case names a fact or
    value the framework does not have.
    """
    check_case(framework, case)
    rules = compiled(framework, as_at or framework.about.in_force)
    masks = rules.masks(case)
    full = assumed(rules, masks)
    now = standing(rules, full).trimmed()
    rule = steer(rules, masks, full, now, chances or {})
    return Assessment(
        outcome=rule.then,
        rule=rule,
        possible=tuple(sorted(now.possible, key=lambda o: framework.outcomes[o].openness)),
        question=best_question(framework, rules, masks, full, now, chances or {}),
        case=_with_assumptions(rules, case, full),
        path=tuple(_path(rules, full, rule)),
    )


def would_change(framework: Framework, assessment: Assessment, as_at: date | None = None) -> tuple[Change, ...]:
    """The single changes of a known or assumed fact that would change the outcome.

    Changing who asks or what it is for makes it another case, so those are left out.
    """
    rules = compiled(framework, as_at or framework.about.in_force)
    full = rules.masks(assessment.case)
    return tuple(
        Change(fact.id, value, outcome)
        for fact, value, mask in _other_values(framework, rules, full)
        if (outcome := as_usual(rules, {**full, fact.id: mask}).then) != assessment.outcome
    )


def check_case(framework: Framework, case: Case) -> None:
    """Raise AnswerError, in one sentence, if `case` names a fact or value that does not exist."""
    for fact_id, what in case.items():
        fact = framework.facts.get(fact_id)
        if fact is None:
            raise AnswerError(f"There is no fact '{fact_id}'. There are: {', '.join(framework.facts)}.")
        for value in what.values:
            if value not in fact.values:
                raise AnswerError(f"'{fact_id}' has no option '{value}'. It has: {', '.join(fact.values)}.")
        if not what.values:
            raise AnswerError(f"'{fact_id}' has no value. It can be: {', '.join(fact.values)}.")


def case_of(values: dict[str, str], origin: str = "answered") -> dict[str, Known]:
    """A case from plain `fact: value` pairs."""
    return {fact: known(value, origin) for fact, value in values.items()}


def _other_values(framework: Framework, rules: Compiled, full: Masks) -> Iterator[tuple[Fact, str, int]]:
    for fact_id, mask in full.items():
        if fact_id in {"recipient", "purpose"}:
            continue
        for value, bit in rules.bits[fact_id].items():
            if value != NOT_SURE and not bit & mask:
                yield framework.facts[fact_id], value, bit


def _with_assumptions(rules: Compiled, case: Case, full: Masks) -> Case:
    names = {fact: {bit: value for value, bit in bits.items()} for fact, bits in rules.bits.items()}
    added = {fact: known(names[fact][mask], "assumed") for fact, mask in full.items() if fact not in case}
    return {**case, **added}


def _path(rules: Compiled, full: Masks, decided: Rule) -> Iterator[Step]:
    for rule, condition in rules.rules:
        if rule is decided:
            yield Step(rule, "decides")
            return
        met = state(condition, full)
        open_facts = tuple(fact for fact, allowed in condition if state(((fact, allowed),), full) is None)
        yield Step(rule, "open" if met is None else "no", open_facts if met is None else ())
