"""What must hold whatever the rules say: danger goes first, a no never stops protection, nothing leaks."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharebot.framework.assess import assess, case_of
from sharebot.framework.model import Framework
from tests.framework.support import (
    about_protection,
    cases_near_a_rule,
    full_cases,
    partial_cases,
    quick,
    real_framework,
)

OFFICIALS = (
    "police",
    "social-work",
    "health",
    "benefits",
    "home-office",
    "regulator",
    "court",
    "fiscal",
    "solicitor",
    "attorney",
    "reporter",
    "advocate",
    "charity",
    "school",
    "college",
    "care-provider",
    "landlord",
    "employer",
    "insurer",
    "elected",
    "researcher",
    "justice",
    "public",
)
FAMILY = ("parent", "relative", "partner", "unpaid-carer", "foster-carer", "sibling", "the-person")
CHILD_PROTECTION = {
    "sexual-activity-under-13",
    "sexual-activity-harm-signs",
    "child-concern",
    "exploitation-young-person",
    "missing-child",
    "child-concern-not-sure",
    "child-concern-not-sure-asked",
}
ADULT_PROTECTION_DUTY = {"adult-protection-duty", "adult-protection-belief"}
OPEN = {"share", "share-now"}
NOT_CLOSED = OPEN | {"share-with-agreement"}
NOT_THE_DANGER = {"sibling", "the-person"}
"""For these two, "could reach someone dangerous" speaks of somebody else: the address is held back, not all news."""
REFUSALS = st.sampled_from(["refused", "withdrawn"])


def outcome(case: dict[str, str]) -> str:
    return assess(real_framework(), case_of(case)).outcome


def rule(case: dict[str, str]) -> str:
    return assess(real_framework(), case_of(case)).rule.id


@given(partial_cases)
@quick(80)
def test_danger_always_means_share_now_whatever_else_is_known(case: dict[str, str]):
    assessment = assess(real_framework(), case_of({**case, "danger": "yes"}))

    assert assessment.possible == ("share-now",)


def test_the_protection_rules_this_page_speaks_of_exist(framework: Framework):
    assert {rule.id for rule in framework.rules} >= CHILD_PROTECTION | ADULT_PROTECTION_DUTY


PROTECTION_RULES = st.sampled_from(sorted(CHILD_PROTECTION | ADULT_PROTECTION_DUTY))


@given(full_cases, PROTECTION_RULES, REFUSALS, st.randoms(use_true_random=False))
@quick(200)
def test_a_refusal_never_turns_a_protection_outcome_into_do_not_share(
    case: dict[str, str], wanted: str, refusal: str, chance: random.Random
):
    conditions = next(rule.when for rule in real_framework().rules if rule.id == wanted)
    case = {**case, **{fact: chance.choice(values) for fact, values in conditions.items()}}
    if rule(case) in CHILD_PROTECTION | ADULT_PROTECTION_DUTY:
        assert outcome({**case, "agreement": refusal}) != "do-not-share"


def leaks(fixed: dict[str, list[str]], then: set[str]) -> st.SearchStrategy[dict[str, str]]:
    """Cases that come near a rule with one of the outcomes `then`, with each fact of `fixed` one of its values."""
    chosen = st.fixed_dictionaries({fact: st.sampled_from(values) for fact, values in fixed.items()})
    return chosen.flatmap(lambda values: cases_near_a_rule(fixed=values, then=then))


def may_be_open(case: dict[str, str]) -> bool:
    """Protection cannot wait for a check, and words that identify nobody can harm nobody."""
    return about_protection(case) or case["information"] == "anonymous"


@given(leaks({"request": ["asked"], "recipient": [*OFFICIALS, *FAMILY], "verified": ["no", "not-sure"]}, OPEN))
@quick(200)
def test_nothing_goes_to_an_unchecked_official_or_relative_who_asks(case: dict[str, str]):
    if not may_be_open(case) and case["power"] != "order":
        assert outcome(case) not in OPEN, rule(case)


@given(leaks({"recipient": ["media"]}, NOT_CLOSED))
@quick(200)
def test_nothing_that_names_a_person_goes_to_the_press(case: dict[str, str]):
    if not may_be_open(case):
        assert outcome(case) not in NOT_CLOSED, rule(case)


@given(
    leaks(
        {"request": ["asked"], "recipient": [*FAMILY, "attorney", "public", "employer"], "recipient_risk": ["yes"]},
        NOT_CLOSED,
    )
)
@quick(200)
def test_nothing_goes_to_somebody_who_asks_and_may_be_the_danger(case: dict[str, str]):
    if not may_be_open(case) and case["recipient"] not in NOT_THE_DANGER:
        assert outcome(case) not in NOT_CLOSED, rule(case)


@given(partial_cases, st.randoms(use_true_random=False))
@quick(80)
def test_an_outcome_that_is_not_provisional_is_the_only_one_however_the_rest_is_answered(
    case: dict[str, str], chance: random.Random
):
    framework = real_framework()
    assessment = assess(framework, case_of(case))
    if not assessment.provisional:
        rest = case_of({fact.id: chance.choice(fact.values) for fact in framework.facts.values()})
        answered = assess(framework, {**rest, **assessment.case})

        assert (answered.outcome, answered.possible) == (assessment.outcome, (assessment.outcome,))


ADULT_WHO_CAN_DECIDE = {"danger": "no", "child_concern": "no", "age": "adult", "capacity": "capable"}
SAID_NO = ADULT_WHO_CAN_DECIDE | {"agreement": "refused", "recipient_risk": "no", "verified": "yes"}
PRESSED_YES = ADULT_WHO_CAN_DECIDE | {"capacity": "pressured", "agreement": "given"}
YOUNG = {"danger": "no", "child_concern": "no", "recipient_risk": "yes"}
ONCE_WRONG: dict[str, tuple[dict[str, str], set[str]]] = {
    "a court order that was seen is stopped by an adult's no": (
        SAID_NO | {"request": "asked", "recipient": "relative", "purpose": "court", "power": "order"},
        {"do-not-share"},
    ),
    "a carer asking before discharge is turned away without the senior view": (
        SAID_NO | {"request": "asked", "recipient": "unpaid-carer", "purpose": "carer-involvement"},
        {"do-not-share"},
    ),
    "somebody unchecked who says they are from MARAC is answered at high risk": (
        {"danger": "soon", "child_concern": "no", "request": "asked", "recipient": "marac", "verified": "no"},
        OPEN,
    ),
    "somebody unchecked who says they are from MARAC is answered when others are at risk": (
        ADULT_WHO_CAN_DECIDE
        | {
            "request": "asked",
            "recipient": "marac",
            "verified": "no",
            "others_risk": "serious",
            "agreement": "refused",
        },
        OPEN,
    ),
    "somebody unchecked who says they are the regulator is answered about a mistake": (
        {"request": "asked", "recipient": "regulator", "purpose": "breach", "verified": "no"},
        OPEN,
    ),
    "somebody unchecked who says they are the DVLA is answered": (
        ADULT_WHO_CAN_DECIDE
        | {"request": "asked", "recipient": "dvla", "purpose": "driving", "verified": "no", "agreement": "refused"},
        OPEN,
    ),
    "a parent may be told at once that a young person fears a forced marriage": (
        YOUNG | {"request": "own", "recipient": "parent", "purpose": "exploitation", "age": "16-17"},
        NOT_CLOSED,
    ),
    "a carer who may be the danger is told about a missing child": (
        YOUNG
        | {"request": "asked", "recipient": "foster-carer", "purpose": "missing", "age": "12-15", "verified": "yes"},
        NOT_CLOSED,
    ),
    "a yes under pressure opens research": (
        PRESSED_YES | {"request": "asked", "recipient": "researcher", "purpose": "research", "verified": "yes"},
        OPEN,
    ),
    "a yes under pressure opens a referral for radicalisation": (
        PRESSED_YES | {"request": "own", "recipient": "police", "purpose": "prevent"},
        OPEN,
    ),
    "a yes under pressure lets a colleague know who may not need it": (
        PRESSED_YES | {"request": "asked", "recipient": "colleague", "purpose": "team", "need": "not-sure"},
        OPEN,
    ),
}
"""What the rules once got wrong: each with the case that showed it and the outcomes it must not have."""


@pytest.mark.parametrize("wrong", ONCE_WRONG)
def test_what_the_rules_once_got_wrong_stays_mended(wrong: str):
    case, forbidden = ONCE_WRONG[wrong]

    assert outcome(case) not in forbidden, rule(case)


PRESSED = leaks({"capacity": ["pressured"], "agreement": ["given"]}, OPEN)


@given(PRESSED)
@quick(300)
def test_a_share_with_a_yes_under_pressure_would_also_be_open_without_that_yes(case: dict[str, str]):
    if outcome(case) in OPEN:
        without = {outcome({**case, "agreement": other}) for other in ("not-asked", "unsafe", "refused")}

        assert without & OPEN, rule(case)


@given(leaks({"capacity": ["pressured"], "agreement": ["refused"]}, OPEN))
@quick(300)
def test_a_yes_under_pressure_never_closes_what_a_no_leaves_open(case: dict[str, str]):
    if outcome(case) in OPEN:
        assert outcome({**case, "agreement": "given"}) in OPEN, rule({**case, "agreement": "given"})
