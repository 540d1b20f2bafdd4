"""The worked cases come out as the fact base says, for the reason it gives, and their files are in order."""

import re
from collections import Counter

import pytest

from sharebot.framework.assess import assess, check_case
from sharebot.framework.model import Framework
from sharebot.yamltext import read_yaml
from tests.framework.support import FOLDER, Row, WorkedCase, case_rows

WORKED = {f"W{n}" for n in range(1, 26)} | {f"C{n:02}" for n in range(1, 34)}
DECISION_POINT = re.compile(r"^DP?\d+(-DP?\d+)?$")


def every_case(test):
    return pytest.mark.parametrize("row", case_rows(), ids=str)(test)


@every_case
def test_a_case_has_everything_a_case_needs_and_nothing_else(row: Row):
    assert WorkedCase.model_validate(row.raw).id == str(row)


@every_case
def test_a_case_uses_only_facts_values_outcomes_and_rules_there_are(framework: Framework, row: Row):
    case = WorkedCase.model_validate(row.raw)
    check_case(framework, case.known)

    assert {case.outcome, *case.acceptable} <= set(framework.outcomes)
    assert case.rule in {rule.id for rule in framework.rules}


@every_case
def test_a_case_comes_out_as_it_should_and_for_the_right_reason(framework: Framework, row: Row):
    case = WorkedCase.model_validate(row.raw)
    assessment = assess(framework, case.known)

    assert (assessment.outcome, assessment.rule.id) == (case.outcome, case.rule), case.name


def test_the_outcome_of_a_case_is_among_those_the_fact_base_accepts(worked_cases: tuple[WorkedCase, ...]):
    assert [case.id for case in worked_cases if case.outcome not in case.acceptable] == []
    assert [case.id for case in worked_cases if len(set(case.acceptable)) < len(case.acceptable)] == []


def test_the_name_of_a_case_is_a_sentence_one_can_disagree_with(worked_cases: tuple[WorkedCase, ...]):
    labels = [
        case.name
        for case in worked_cases
        if not case.name[0].isupper() or len(case.name.split()) < 6 or case.name.endswith(".")
    ]

    assert labels == []


def test_a_case_says_what_to_share_or_what_to_leave_out(worked_cases: tuple[WorkedCase, ...]):
    assert [case.id for case in worked_cases if not (case.share or case.leave_out)] == []


def test_the_sector_of_a_case_is_one_a_worker_can_choose(worked_cases: tuple[WorkedCase, ...]):
    sectors = read_yaml(FOLDER.parent / "sectors.yaml")

    assert {case.sector for case in worked_cases} <= set(sectors)


def test_all_58_worked_cases_of_the_fact_base_are_here(worked_cases: tuple[WorkedCase, ...]):
    assert {case.id for case in worked_cases if case.id[0] in "WC"} == WORKED


@pytest.mark.parametrize("field", ["id", "name", "message"])
def test_no_two_cases_are_the_same(worked_cases: tuple[WorkedCase, ...], field: str):
    counted = Counter(getattr(case, field) for case in worked_cases)

    assert [value for value, times in counted.items() if times > 1] == []


def test_every_reference_of_a_case_is_a_source_of_the_register_or_a_decision_point(
    worked_cases: tuple[WorkedCase, ...],
):
    register = {source["id"] for source in read_yaml(FOLDER.parent / "sources.yaml")}
    unknown = {
        (case.id, reference)
        for case in worked_cases
        for reference in case.references
        if not DECISION_POINT.match(reference) and reference.split(" ")[0] not in register
    }

    assert unknown == set()
