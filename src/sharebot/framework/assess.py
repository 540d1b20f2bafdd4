"""From what is known of a case to a recommendation: three-valued, first match decides.

A condition on a fact is true when every value still possible is allowed, false when none is, and open otherwise. Rules
are read from the top; while an earlier rule is open, its outcome stays possible. One possible outcome: it is decided.
Pure: no files, clock or network.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sharebot.errors import AnswerError
from sharebot.framework.model import (
    NOT_SURE,
    OPEN,
    Assessment,
    Case,
    Change,
    Fact,
    Framework,
    Known,
    Question,
    Rule,
    Step,
    When,
    known,
)

Masks = dict[str, int]
"""For each fact a set of values as bits; a fact that is absent may have any value."""


_Condition = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class _Compiled:
    """A framework's conditions as bit masks, so that a rule is tested in a microsecond."""

    bits: dict[str, dict[str, int]]
    rules: tuple[tuple[Rule, _Condition], ...]
    assumptions: tuple[tuple[str, int, _Condition], ...]
    usual: Masks


@dataclass(frozen=True)
class _Reading:
    """Where the rules stand: those still open, in order, and the first that is true."""

    opens: tuple[tuple[Rule, _Condition], ...]
    decided: Rule

    @property
    def possible(self) -> frozenset[str]:
        return frozenset(rule.then for rule, _ in self.opens) | {self.decided.then}


@lru_cache(maxsize=16)
def _compile(framework: Framework, as_at: date) -> _Compiled:
    facts = framework.facts
    bits = {fact.id: {value: 1 << place for place, value in enumerate(fact.values)} for fact in facts.values()}

    def masks(when: When) -> _Condition:
        return tuple((fact, sum(bits[fact][value] for value in set(values))) for fact, values in when.items())

    return _Compiled(
        bits=bits,
        rules=tuple((rule, masks(rule.when)) for rule in framework.rules if rule.in_force(as_at)),
        assumptions=tuple(
            (fact.id, 0 if assumption.value == OPEN else bits[fact.id][assumption.value], masks(assumption.when))
            for fact in facts.values()
            for assumption in fact.assume
        ),
        usual={fact.id: bits[fact.id][fact.usual] for fact in facts.values() if fact.usual is not None},
    )


def assess(
    framework: Framework, case: Case, as_at: date | None = None, likely: Mapping[str, str] | None = None
) -> Assessment:
    """What the rules say of `case`, as at a date (by default the day the framework came into force).

    `likely` are values reading leans to: they guide the provisional steer, never the decision. Raises AnswerError when
    the case names a fact or value the framework does not have.
    """
    check_case(framework, case)
    compiled = _compile(framework, as_at or framework.about.in_force)
    masks = _masks(compiled, case)
    full = _assumed(compiled, masks)
    reading = _trim(_read(compiled, full))
    question = _best_question(framework, compiled, masks, reading)
    leans = [(fact, value) for fact, value in (likely or {}).items() if _may_be(compiled, full, fact, value)]
    guess = {fact: compiled.bits[fact][value] for fact, value in leans}
    steer = _steer(compiled, {**full, **guess}) if reading.opens else reading.decided
    return Assessment(
        outcome=steer.then,
        rule=steer,
        possible=tuple(sorted(reading.possible, key=lambda o: framework.outcomes[o].openness)),
        question=question,
        case=_with_assumptions(compiled, case, full),
        path=tuple(_path(compiled, full, steer)),
    )


def would_change(framework: Framework, assessment: Assessment, as_at: date | None = None) -> tuple[Change, ...]:
    """The single changes of a known or assumed fact that would change the outcome.

    Changing who asks or what it is for makes it another case, so those are left out.
    """
    compiled = _compile(framework, as_at or framework.about.in_force)
    full = _masks(compiled, assessment.case)
    return tuple(
        Change(fact.id, value, outcome)
        for fact, value, mask in _other_values(framework, compiled, full)
        if (outcome := _steer(compiled, {**full, fact.id: mask}).then) != assessment.outcome
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


def _masks(compiled: _Compiled, case: Case) -> Masks:
    return {fact: sum(compiled.bits[fact][value] for value in what.values) for fact, what in case.items()}


def _state(condition: Iterable[tuple[str, int]], masks: Masks) -> bool | None:
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


def _assumed(compiled: _Compiled, masks: Masks) -> Masks:
    """Add what may be taken for granted; a fact already known or narrowed is left alone.

    Assumptions may rest on one another (a purpose gives the recipient, the recipient gives more), so they are read
    until nothing is added.
    """
    full = dict(masks)
    before = -1
    while len(full) != before:
        before = len(full)
        for fact, value, condition in compiled.assumptions:
            if fact not in full and _state(condition, full):
                full[fact] = value
    return {fact: mask for fact, mask in full.items() if mask}


def _read(compiled: _Compiled, masks: Masks) -> _Reading:
    opens: list[tuple[Rule, _Condition]] = []
    for rule, condition in compiled.rules:
        state = _state(condition, masks)
        if state:
            return _Reading(tuple(opens), rule)
        if state is None:
            opens.append((rule, condition))
    raise AssertionError("the loader makes sure that the last rule always matches")


def _trim(reading: _Reading) -> _Reading:
    """Drop open rules that cannot change the outcome: whatever they turn out to be, the rest says the same."""
    later = {reading.decided.then}
    kept = []
    for rule, condition in reversed(reading.opens):
        if later != {rule.then}:
            kept.append((rule, condition))
            later.add(rule.then)
    return _Reading(tuple(reversed(kept)), reading.decided)


def _steer(compiled: _Compiled, masks: Masks) -> Rule:
    """The rule that decides if every missing fact has its usual value; one with no usual value counts as no match."""
    guess = _assumed(compiled, masks)
    for fact, value in compiled.usual.items():
        possible = guess.get(fact)
        if possible is None or (possible & (possible - 1) and possible & value):
            guess[fact] = value
    guess = _assumed(compiled, guess)
    return next(rule for rule, condition in compiled.rules if _state(condition, guess))


def _may_be(compiled: _Compiled, full: Masks, fact: str, value: str) -> bool:
    """True for a value that is still open; what is already known is never guessed away."""
    mask = full.get(fact)
    bit = compiled.bits[fact].get(value, 0)
    return bool(bit) and (mask is None or bool(mask & (mask - 1) and mask & bit))


def _best_question(framework: Framework, compiled: _Compiled, masks: Masks, reading: _Reading) -> Question | None:
    """The fact that most narrows the possible outcomes, those marked `first` before all others."""
    if not reading.opens:
        return None
    full = _assumed(compiled, masks)
    asked = {fact for _, condition in reading.opens for fact, _ in condition if _is_open(full, fact)}
    fact = min(_rate(framework, compiled, masks, full, fact) for fact in asked)[-1]
    return Question(framework.facts[fact], _options(compiled, full, framework.facts[fact]))


def _is_open(full: Masks, fact: str) -> bool:
    mask = full.get(fact)
    return mask is None or mask & (mask - 1) != 0


def _rate(
    framework: Framework, compiled: _Compiled, masks: Masks, full: Masks, fact_id: str
) -> tuple[bool, int, float, float, int, str]:
    """How far from settled the case would stay after asking: less is better.

    A fact that changes nothing by itself comes last: it is asked only where two open rules lead to one outcome, so that
    it takes two answers to close it.
    """
    fact = framework.facts[fact_id]
    results = [
        _trim(_read(compiled, _assumed(compiled, {**masks, fact_id: mask})))
        for mask in (compiled.bits[fact_id][value] for value in _options(compiled, full, fact))
    ]
    idle = len({(result.possible, result.decided.then) for result in results}) < 2
    left = sum(len(result.possible) - 1 for result in results) / len(results)
    rules = sum(len(result.opens) for result in results) / len(results)
    place = list(framework.facts).index(fact_id)
    return (idle, fact.first if fact.first is not None else 99, left, rules, place, fact_id)


def _options(compiled: _Compiled, full: Masks, fact: Fact) -> tuple[str, ...]:
    """The values still possible, not-sure last. None is hidden for being unlikely."""
    mask = full.get(fact.id, -1)
    return tuple(value for value, bit in compiled.bits[fact.id].items() if value == NOT_SURE or mask & bit)


def _other_values(framework: Framework, compiled: _Compiled, full: Masks) -> Iterator[tuple[Fact, str, int]]:
    for fact_id, mask in full.items():
        if fact_id in {"recipient", "purpose"}:
            continue
        for value, bit in compiled.bits[fact_id].items():
            if value != NOT_SURE and not bit & mask:
                yield framework.facts[fact_id], value, bit


def _with_assumptions(compiled: _Compiled, case: Case, full: Masks) -> Case:
    names = {fact: {bit: value for value, bit in bits.items()} for fact, bits in compiled.bits.items()}
    added = {fact: known(names[fact][mask], "assumed") for fact, mask in full.items() if fact not in case}
    return {**case, **added}


def _path(compiled: _Compiled, full: Masks, steer: Rule) -> Iterator[Step]:
    for rule, condition in compiled.rules:
        if rule is steer:
            yield Step(rule, "decides")
            return
        state = _state(condition, full)
        open_facts = tuple(fact for fact, allowed in condition if _state(((fact, allowed),), full) is None)
        yield Step(rule, "open" if state is None else "no", open_facts if state is None else ())


def case_of(values: dict[str, str], origin: str = "answered") -> dict[str, Known]:
    """A case from plain `fact: value` pairs."""
    return {fact: known(value, origin) for fact, value in values.items()}
