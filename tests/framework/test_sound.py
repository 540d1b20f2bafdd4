"""The rules hold together: every path ends, every rule can decide, every released version is as it was."""

import random
from collections.abc import Iterator
from itertools import pairwise, product
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharebot.framework.assess import assess, case_of
from sharebot.framework.model import Assessment, Framework, Known, Rule
from sharebot.yamltext import read_yaml
from tests.framework.support import FOLDER, WorkedCase, full_cases, partial_cases, quick, quiet, real_framework

BUDGET = 300
"""How many different cases the walk may look at, of millions: taken by chance, the same ones on every run."""

Conversation = list[Assessment]


@pytest.fixture(scope="module")
def walks(framework: Framework) -> list[Conversation]:
    """Conversations from the empty case to the end, each answer by chance, until the budget is spent."""
    chance = random.Random(20261122)
    seen: dict[frozenset[tuple[str, str]], Assessment] = {}
    conversations: list[Conversation] = []
    while len(seen) < BUDGET:
        conversations.append(list(_walk(framework, chance, seen)))
    return conversations


def _walk(
    framework: Framework, chance: random.Random, seen: dict[frozenset[tuple[str, str]], Assessment]
) -> Iterator[Assessment]:
    case: dict[str, str] = {}
    while True:
        key = frozenset(case.items())
        if key not in seen:
            seen[key] = assess(framework, case_of(case))
        yield seen[key]
        question = seen[key].question
        if question is None:
            return
        assert question.fact.id not in case, f"asked twice: {question.fact.id}"
        case[question.fact.id] = chance.choice(question.options)


def test_every_conversation_ends_in_one_decision(walks: list[Conversation]):
    unfinished = [_answers(path[-1]) for path in walks if path[-1].provisional]

    assert unfinished == []


def test_a_conversation_goes_on_only_while_something_could_still_change(walks: list[Conversation]):
    needless = [step for path in walks for step in path[:-1] if not step.provisional]

    assert needless == []


def test_an_answer_never_brings_back_an_outcome_that_was_ruled_out(walks: list[Conversation]):
    back = [
        (set(after.possible) - set(before.possible), _answers(after))
        for path in walks
        for before, after in pairwise(path)
        if not set(after.possible) <= set(before.possible)
    ]

    assert back == []


def _answers(assessment: Assessment) -> dict[str, str | None]:
    return {fact: known.value for fact, known in assessment.case.items() if known.origin != "assumed"}


def test_from_nothing_at_all_three_questions_are_usually_enough(walks: list[Conversation]):
    assert median(len(path) - 1 for path in walks) <= 3


@given(full_cases)
@quick(150)
def test_a_case_with_every_fact_known_has_exactly_one_outcome_and_no_question(case: dict[str, str]):
    assessment = assess(real_framework(), case_of(case))

    assert assessment.possible == (assessment.outcome,)
    assert assessment.outcome == assessment.rule.then
    assert assessment.question is None


@given(partial_cases)
@quick(80)
def test_the_steer_is_always_one_of_the_outcomes_still_possible(case: dict[str, str]):
    assessment = assess(real_framework(), case_of(case))

    assert assessment.outcome in assessment.possible
    assert assessment.outcome == assessment.rule.then
    assert assessment.provisional == (assessment.question is not None)


@given(partial_cases, st.randoms(use_true_random=False))
@quick(80)
def test_however_the_rest_turns_out_the_outcome_was_among_the_possible_ones(
    case: dict[str, str], chance: random.Random
):
    framework = real_framework()
    assessment = assess(framework, case_of(case))
    rest = case_of({fact.id: chance.choice(fact.values) for fact in framework.facts.values()})

    assert assess(framework, {**rest, **assessment.case}).outcome in assessment.possible


@given(partial_cases, st.randoms(use_true_random=False))
@quick(80)
def test_the_steer_stays_possible_where_a_fact_is_only_narrowed_to_two_values(
    case: dict[str, str], chance: random.Random
):
    framework = real_framework()
    narrowed = dict(case_of(case))
    for fact in chance.sample(sorted(case), min(2, len(case))):
        other = chance.choice(framework.facts[fact].values)
        narrowed[fact] = Known(frozenset({case[fact], other}), "said")
    assessment = assess(framework, narrowed)

    assert assessment.outcome in assessment.possible


def test_every_rule_decides_some_case(framework: Framework, worked_cases: tuple[WorkedCase, ...]):
    reached = {assess(framework, case.known).rule.id for case in worked_cases}
    in_force = [rule for rule in framework.rules if rule.in_force(framework.about.in_force)]
    dead = [rule.id for rule in in_force if rule.id not in reached and not _witness(framework, rule)]

    assert dead == []


def _witness(framework: Framework, rule: Rule, tries: int = 3000) -> dict[str, str] | None:
    """A full case that `rule` decides: first with everything else at rest, then by chance."""
    rest = {fact.id: quiet(fact) or fact.values[-1] for fact in framework.facts.values()}
    for values in product(*rule.when.values()):
        case = {**rest, **dict(zip(rule.when, values, strict=True))}
        if assess(framework, case_of(case)).rule is rule:
            return case
    chance = random.Random(rule.id)
    for _ in range(tries):
        case = {
            fact.id: chance.choice(rule.when.get(fact.id, (*[rest[fact.id]] * 6, *fact.values)))
            for fact in framework.facts.values()
        }
        if assess(framework, case_of(case)).rule is rule:
            return case
    return None


def test_a_version_that_was_released_still_has_its_fingerprint(framework: Framework):
    released = read_yaml(FOLDER / "released.yaml")

    assert isinstance(released, dict)
    assert all(len(fingerprint) == 64 for fingerprint in released.values())
    assert released.get(framework.about.version, framework.fingerprint) == framework.fingerprint, (
        f"Version {framework.about.version} was released and must not change: give the framework a new version."
    )
