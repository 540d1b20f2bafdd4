"""Law with dates: a rule decides from the day it starts until the day it ends, and never while that is unconfirmed."""

import dataclasses
from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from sharebot.framework.advise import bases_that_fit
from sharebot.framework.assess import assess, case_of, would_change
from sharebot.framework.commencement import IN_PLAIN_WORDS
from sharebot.framework.coverage import witnesses
from sharebot.framework.model import Framework
from sharebot.framework.search import Search
from tests.framework.support import real_framework

DAY = date(2027, 4, 1)
BEFORE = DAY - timedelta(days=1)
SOME = ("danger-now", "child-concern", "law-forbids", "court-order", "adult-protection-duty", "direct-care", "agreed")


@pytest.fixture(scope="module")
def found() -> Mapping[str, Mapping[str, str]]:
    """A case for every rule of the framework."""
    return witnesses(Search(real_framework()))


def dated(rule_id: str, **when: object) -> Framework:
    """The real framework with one rule that starts, ends or is unconfirmed."""
    real = real_framework()
    rules = tuple(rule.model_copy(update=when) if rule.id == rule_id else rule for rule in real.rules)
    return dataclasses.replace(real, rules=rules)


def decides(framework: Framework, case: Mapping[str, str], as_at: date) -> str:
    return assess(framework, case_of(dict(case)), as_at).rule.id


@pytest.mark.parametrize("rule", SOME)
def test_before_it_starts_a_rule_is_left_out_and_from_that_day_it_decides(
    found: Mapping[str, Mapping[str, str]], rule: str
) -> None:
    framework = dated(rule, since=DAY)

    assert decides(framework, found[rule], BEFORE) != rule
    assert decides(framework, found[rule], DAY) == rule


@pytest.mark.parametrize("rule", SOME)
def test_from_the_day_it_ends_a_rule_is_left_out(found: Mapping[str, Mapping[str, str]], rule: str) -> None:
    framework = dated(rule, until=DAY)

    assert decides(framework, found[rule], BEFORE) == rule
    assert decides(framework, found[rule], DAY) != rule


@pytest.mark.parametrize("rule", SOME)
def test_an_unconfirmed_rule_never_decides_nor_stands_in_the_path_on_any_day(
    found: Mapping[str, Mapping[str, str]], rule: str
) -> None:
    framework = dated(rule, since=BEFORE, unconfirmed="CHECK-COMMENCEMENT")
    for day in (BEFORE, DAY, date(2040, 1, 1)):
        assessment = assess(framework, case_of(dict(found[rule])), day)

        assert rule not in {step.rule.id for step in assessment.path}
        assert rule not in {each.id for each in Search(framework, day).rules}


def test_what_would_change_the_outcome_also_keeps_to_the_rules_of_that_day(framework: Framework) -> None:
    later = dated("danger-now", since=DAY)
    case = case_of({"danger": "no", "purpose": "complaint"})

    def to_share_now(as_at: date) -> set[tuple[str, str]]:
        changes = would_change(later, assess(later, case, as_at), as_at)
        return {(change.fact, change.value) for change in changes if change.outcome == "share-now"}

    assert ("danger", "yes") not in to_share_now(BEFORE)
    assert ("danger", "yes") in to_share_now(DAY)


def test_a_practice_that_reports_an_adult_is_told_that_the_newer_power_is_unconfirmed(framework: Framework) -> None:
    facts = {"purpose": "protect-adult", "request": "own", "sharer": "practice", "danger": "no", "age": "adult",
             "adult_at_risk": "yes", "power": "none"}  # fmt: skip
    bases = bases_that_fit(framework, assess(framework, case_of(facts)))
    practice = next(basis for basis in bases if basis.id == "basis-adult-practice")

    assert any("start unconfirmed" in provision for provision in practice.provisions)
    assert IN_PLAIN_WORDS.search(practice.text)
