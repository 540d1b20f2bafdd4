"""Assessing: unknown is not no, assumptions are shown, one good question, real changes, law with dates."""

from datetime import date

import pytest
from hypothesis import given

from sharebot.errors import AnswerError
from sharebot.framework.assess import assess, case_of, would_change
from sharebot.framework.model import (
    OPEN,
    About,
    Assumption,
    Case,
    Fact,
    Framework,
    Known,
    Option,
    Outcome,
    Rule,
)
from tests.framework.support import partial_cases, quick, real_framework

OUTCOMES = ("do-not-share", "get-advice-first", "share-with-agreement", "share", "share-now")
IN_FORCE = date(2026, 11, 22)


def a_fact(fact_id: str, *values: str, **more: object) -> Fact:
    options = {value: Option(label=value, say=value) for value in values or ("yes", "no")}
    return Fact(id=fact_id, label=fact_id, ask=f"{fact_id}?", why="It matters.", points=(), options=options, **more)


def a_rule(rule_id: str, then: str, when: dict[str, object] | None = None, **more: object) -> Rule:
    return Rule(id=rule_id, then=then, when=when or {}, because="Because.", sources=(), **more)


def a_framework(facts: list[Fact], rules: list[Rule]) -> Framework:
    return Framework(
        about=About(name="Small", version="1", owner="Tests", in_force=IN_FORCE, note=""),
        facts={fact.id: fact for fact in facts},
        rules=(*rules, a_rule("otherwise", "do-not-share")),
        advice=(),
        bases=(),
        cites=(),
        outcomes={
            outcome: Outcome(id=outcome, openness=place, label=outcome, headline=outcome, means=outcome)
            for place, outcome in enumerate(OUTCOMES, start=1)
        },
        fingerprint="small",
    )


def values(case: Case) -> dict[str, tuple[str | None, str]]:
    return {fact: (known.value, known.origin) for fact, known in case.items()}


DANGER = a_rule("danger", "share-now", {"danger": "yes"})


def test_a_fact_nobody_knows_is_not_a_no():
    small = a_framework([a_fact("danger")], [DANGER])

    assert assess(small, {}).possible == ("do-not-share", "share-now")
    assert assess(small, {}).provisional
    assert assess(small, case_of({"danger": "no"})).possible == ("do-not-share",)


def test_an_open_rule_keeps_its_outcome_possible_until_a_rule_is_true():
    small = a_framework(
        [a_fact("danger"), a_fact("agreed"), a_fact("duty")],
        [DANGER, a_rule("duty", "share", {"duty": "yes"}), a_rule("asked", "share-with-agreement", {"agreed": "yes"})],
    )

    assert assess(small, case_of({"duty": "yes"})).possible == ("share", "share-now")


def test_an_open_rule_that_says_what_follows_anyway_raises_no_doubt():
    small = a_framework([a_fact("danger"), a_fact("child")], [DANGER, a_rule("child", "share-now", {"child": "yes"})])
    assessment = assess(small, case_of({"child": "yes"}))

    assert (assessment.outcome, assessment.rule.id, assessment.question) == ("share-now", "child", None)


def test_a_rule_needs_every_fact_it_names():
    small = a_framework([a_fact("danger"), a_fact("duty")], [a_rule("both", "share", {"danger": "no", "duty": "yes"})])

    assert assess(small, case_of({"danger": "no", "duty": "yes"})).rule.id == "both"
    assert assess(small, case_of({"danger": "no", "duty": "no"})).rule.id == "otherwise"
    assert assess(small, case_of({"danger": "yes"})).possible == ("do-not-share",)


def test_not_sure_is_an_answer_of_its_own_and_not_the_same_as_unknown():
    small = a_framework([a_fact("danger")], [DANGER, a_rule("unsure", "get-advice-first", {"danger": "not-sure"})])
    unsure = assess(small, case_of({"danger": "not-sure"}))

    assert (unsure.outcome, unsure.provisional, unsure.question) == ("get-advice-first", False, None)
    assert assess(small, {}).provisional


@pytest.mark.parametrize(
    ("allowed", "possible"),
    [
        (["red", "amber"], ("share",)),
        (["red"], ("do-not-share", "share")),
        (["green"], ("do-not-share",)),
    ],
)
def test_a_fact_narrowed_to_two_values_is_true_false_or_open_by_what_a_rule_allows(allowed: list[str], possible: tuple):
    small = a_framework([a_fact("light", "red", "amber", "green")], [a_rule("light", "share", {"light": allowed})])

    assert assess(small, {"light": Known(frozenset({"red", "amber"}), "said")}).possible == possible


def test_a_narrowed_fact_is_asked_with_the_values_still_open_and_not_sure():
    small = a_framework([a_fact("light", "red", "amber", "green")], [a_rule("light", "share", {"light": "red"})])
    question = assess(small, {"light": Known(frozenset({"red", "amber"}), "said")}).question

    assert question is not None
    assert question.options == ("red", "amber", "not-sure")


def assuming(*assumptions: Assumption) -> Framework:
    facts = [a_fact("who", "nurse", "caller"), a_fact("checked", assume=assumptions), a_fact("safe", assume=(
        Assumption(value="yes", when={"checked": "yes"}),
    ))]  # fmt: skip
    return a_framework(facts, [a_rule("checked", "share", {"checked": "yes"})])


NURSES_ARE_CHECKED = Assumption(value="yes", when={"who": "nurse"})


def test_what_is_taken_for_granted_decides_and_is_shown_as_assumed():
    assessment = assess(assuming(NURSES_ARE_CHECKED), case_of({"who": "nurse"}))

    assert assessment.outcome == "share"
    assert values(assessment.case) == {
        "who": ("nurse", "answered"),
        "checked": ("yes", "assumed"),
        "safe": ("yes", "assumed"),
    }


def test_what_is_said_overrides_what_would_be_assumed():
    assessment = assess(assuming(NURSES_ARE_CHECKED), case_of({"who": "nurse", "checked": "no"}, "said"))

    assert assessment.outcome == "do-not-share"
    assert values(assessment.case) == {"who": ("nurse", "said"), "checked": ("no", "said")}


def test_a_narrowed_fact_is_not_assumed_over():
    case = {"who": Known(frozenset({"nurse"}), "said"), "checked": Known(frozenset({"no", "not-sure"}), "said")}

    assert assess(assuming(NURSES_ARE_CHECKED), case).outcome == "do-not-share"


def test_the_first_assumption_that_fits_counts():
    small = assuming(Assumption(value="no", when={"who": "nurse"}), Assumption(value="yes"))

    assert assess(small, case_of({"who": "nurse"})).outcome == "do-not-share"
    assert assess(small, case_of({"who": "caller"})).outcome == "share"


def test_an_open_assumption_means_that_nothing_is_taken_for_granted_and_the_worker_is_asked():
    small = assuming(Assumption(value=OPEN, when={"who": "caller"}), Assumption(value="yes"))
    assessment = assess(small, case_of({"who": "caller"}))

    assert "checked" not in assessment.case
    assert assessment.question is not None
    assert assessment.question.fact.id == "checked"
    assert set(assessment.possible) == {"share", "do-not-share"}


def test_an_open_assumption_holds_only_where_its_condition_does():
    small = assuming(Assumption(value=OPEN, when={"who": "caller"}), Assumption(value="yes"))

    assert values(assess(small, case_of({"who": "nurse"})).case)["checked"] == ("yes", "assumed")
    assert values(assess(small, case_of({"who": "caller", "checked": "no"})).case)["checked"] == ("no", "answered")


def test_nothing_is_assumed_while_its_condition_is_open():
    assert "checked" not in assess(assuming(NURSES_ARE_CHECKED), {}).case


def test_danger_is_asked_first_even_where_another_fact_would_narrow_more():
    colours = ("red", "amber", "green", "blue")
    by_colour = [a_rule(colour, then, {"light": colour}) for colour, then in zip(colours, OUTCOMES[1:], strict=True)]
    small = a_framework([a_fact("light", *colours), a_fact("danger", first=1)], [DANGER, *by_colour])
    question = assess(small, {}).question

    assert question is not None
    assert question.fact.id == "danger"


def test_of_two_facts_the_one_that_settles_more_is_asked():
    settles = [a_rule("stop", "get-advice-first", {"duty": ["no", "not-sure"]})]
    small = a_framework([a_fact("safe"), a_fact("duty")], [*settles, a_rule("safe", "share", {"safe": "yes"})])
    question = assess(small, {}).question

    assert question is not None
    assert question.fact.id == "duty"


def test_a_fact_that_cannot_change_the_result_is_never_asked():
    small = a_framework([a_fact("idle"), a_fact("danger")], [DANGER, a_rule("idle", "do-not-share", {"idle": "yes"})])
    question = assess(small, {}).question

    assert question is not None
    assert question.fact.id == "danger"
    assert assess(small, case_of({"danger": "no"})).question is None


def test_the_real_framework_asks_about_danger_first(framework: Framework):
    question = assess(framework, {}).question

    assert question is not None
    assert question.fact.id == "danger"
    assert question.options == ("yes", "soon", "no", "not-sure")


@given(partial_cases)
@quick(40)
def test_some_answer_to_the_question_asked_would_change_what_is_possible(case: dict[str, str]):
    framework = real_framework()
    assessment = assess(framework, case_of(case))
    if assessment.question is not None:
        fact = assessment.question.fact.id
        after = {assess(framework, case_of({**case, fact: value})).possible for value in assessment.question.options}

        assert fact not in case
        assert after != {assessment.possible}


def test_while_a_fact_is_unknown_its_usual_value_gives_the_steer():
    usually_agreed = a_framework([a_fact("agreed", usual="yes")], [a_rule("agreed", "share", {"agreed": "yes"})])
    assessment = assess(usually_agreed, {})

    assert (assessment.outcome, assessment.provisional) == ("share", True)
    assert "agreed" not in assessment.case


def test_a_usual_value_that_has_been_ruled_out_does_not_steer():
    light = a_fact("light", "red", "amber", "green", usual="green")
    by_colour = [a_rule("green", "share", {"light": "green"}), a_rule("red", "get-advice-first", {"light": "red"})]
    assessment = assess(a_framework([light], by_colour), {"light": Known(frozenset({"red", "amber"}), "said")})

    assert assessment.possible == ("do-not-share", "get-advice-first")
    assert assessment.outcome in assessment.possible


def test_what_is_likely_steers_and_never_decides():
    small = a_framework([a_fact("danger"), a_fact("agreed")], [DANGER, a_rule("agreed", "share", {"agreed": "yes"})])
    known = case_of({"danger": "no"})
    steered = assess(small, known, chances={"agreed": {"yes": 0.9, "no": 0.1}})

    assert (steered.outcome, assess(small, known).outcome) == ("share", "do-not-share")
    assert steered.possible == assess(small, known).possible
    assert "agreed" not in steered.case
    assert (
        assess(small, case_of({"danger": "no", "agreed": "no"}), chances={"agreed": {"yes": 0.9, "no": 0.1}}).outcome
        == "do-not-share"
    )


def test_the_path_tells_of_each_rule_whether_it_was_no_or_open_and_which_decided():
    small = a_framework([a_fact("danger"), a_fact("duty")], [a_rule("duty", "share", {"duty": "yes"}), DANGER])
    path = assess(small, case_of({"duty": "no"})).path

    assert [(step.rule.id, step.state, step.open_facts) for step in path] == [
        ("duty", "no", ()),
        ("danger", "open", ("danger",)),
        ("otherwise", "decides", ()),
    ]


def test_the_changes_listed_are_every_single_answer_that_would_change_the_outcome():
    colours = a_fact("light", "red", "amber", "green")
    small = a_framework([a_fact("danger"), colours], [DANGER, a_rule("light", "share", {"light": "red"})])
    assessment = assess(small, case_of({"danger": "no", "light": "amber"}))
    changes = {(change.fact, change.value, change.outcome) for change in would_change(small, assessment)}

    assert changes == {("danger", "yes", "share-now"), ("light", "red", "share")}


@given(partial_cases)
@quick(40)
def test_each_change_listed_gives_the_outcome_it_names(case: dict[str, str]):
    framework = real_framework()
    assessment = assess(framework, case_of(case))
    for change in would_change(framework, assessment):
        changed = assess(framework, {**assessment.case, **case_of({change.fact: change.value})})

        assert change.fact not in {"recipient", "purpose"}
        assert changed.outcome == change.outcome != assessment.outcome, change


@pytest.mark.parametrize(
    ("dates", "as_at", "decides"),
    [
        ({"since": "2027-01-01"}, date(2026, 12, 31), False),
        ({"since": "2027-01-01"}, date(2027, 1, 1), True),
        ({"until": "2027-01-01"}, date(2026, 12, 31), True),
        ({"until": "2027-01-01"}, date(2027, 1, 1), False),
        ({"since": "2026-01-01", "unconfirmed": "CHECK-COMMENCEMENT"}, date(2030, 1, 1), False),
    ],
)
def test_a_rule_decides_only_while_its_law_is_in_force_and_confirmed(dates: dict[str, str], as_at: date, decides: bool):
    small = a_framework([a_fact("duty")], [a_rule("new law", "share", {"duty": "yes"}, **dates)])
    assessment = assess(small, case_of({"duty": "yes"}), as_at)

    assert assessment.rule.id == ("new law" if decides else "otherwise")


def test_without_a_date_the_rules_are_those_of_the_day_the_framework_came_into_force():
    small = a_framework([a_fact("duty")], [a_rule("later", "share", {"duty": "yes"}, since="2026-11-23")])

    assert assess(small, case_of({"duty": "yes"})).rule.id == "otherwise"


@pytest.mark.parametrize(
    ("case", "sentence"),
    [
        (case_of({"dangr": "yes"}), "There is no fact 'dangr'. There are: danger."),
        (case_of({"danger": "maybe"}), "'danger' has no option 'maybe'. It has: yes, no, not-sure."),
        (
            {"danger": Known(frozenset({"no", "maybe"}), "said")},
            "'danger' has no option 'maybe'. It has: yes, no, not-sure.",
        ),
        ({"danger": Known(frozenset(), "said")}, "'danger' has no value. It can be: yes, no, not-sure."),
    ],
)
def test_a_mistake_in_a_case_is_one_sentence_that_says_what_there_is(case: Case, sentence: str):
    with pytest.raises(AnswerError) as caught:
        assess(a_framework([a_fact("danger")], [DANGER]), case)

    assert str(caught.value) == sentence
