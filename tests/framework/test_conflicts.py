"""Where two sources do not agree, a card the conflict touches shows both sides and who decides; no other does."""

import pytest

from sharebot.framework.advise import advise
from sharebot.framework.assess import assess, case_of
from sharebot.framework.model import Framework
from sharebot.yamltext import read_yaml
from tests.framework.support import FOLDER

SAID_NO = {
    "purpose": "protect-adult", "recipient": "social-work", "request": "own", "age": "adult", "capacity": "capable",
    "agreement": "refused", "adult_at_risk": "yes", "others_risk": "none", "danger": "no", "child_concern": "no",
}  # fmt: skip
ABUSE = {
    "purpose": "domestic-abuse", "recipient": "marac", "age": "adult", "agreement": "not-asked", "danger": "no",
    "child_concern": "no", "sharer": "charity",
}  # fmt: skip
SUICIDE = {
    "purpose": "self-harm", "recipient": "parent", "request": "own", "age": "adult", "danger": "soon",
    "child_concern": "no",
}  # fmt: skip
POLICE = {"purpose": "crime-inquiry", "recipient": "police", "request": "asked", "sharer": "health-board"}
FAMILY = {"purpose": "family-news", "recipient": "relative", "age": "adult", "capacity": "not-capable"}
RESEARCH = {"purpose": "research", "recipient": "researcher", "information": "sensitive"}
WOUND = {"purpose": "weapon-wound", "recipient": "police", "danger": "no"}
CHILD = {"purpose": "protect-child", "child_concern": "yes", "recipient": "social-work", "age": "under-12"}
ANONYMOUS = {**RESEARCH, "information": "anonymous"}
AT_RISK = "conflict-two-tests-of-risk"
REFUSAL = "conflict-refusal-or-report"
TASK = "conflict-borrowed-public-task"


def shown(framework: Framework, facts: dict[str, str]) -> set[str]:
    assessment = assess(framework, case_of(facts))
    return {conflict.id for conflict in advise(framework, assessment).conflicts}


@pytest.mark.parametrize(
    ("facts", "conflicts"),
    [
        ({**SAID_NO, "sharer": "council"}, {REFUSAL}),
        ({**SAID_NO, "sharer": "charity"}, {REFUSAL, AT_RISK}),
        ({**SAID_NO, "sharer": "practice"}, {REFUSAL, AT_RISK, TASK}),
        ({**SAID_NO, "sharer": "practice", "agreement": "given"}, {AT_RISK, TASK}),
        ({**SAID_NO, "sharer": "council", "adult_at_risk": "not-sure"}, {REFUSAL}),
        (ABUSE, {"conflict-two-tests-domestic-abuse"}),
        (SUICIDE, {"conflict-english-suicide-statement"}),
        (POLICE, {"conflict-english-police-guidance"}),
        (FAMILY, {"conflict-english-best-interests"}),
        (RESEARCH, {"conflict-english-section-251"}),
        (WOUND, {"conflict-english-knife-duty"}),
    ],
)
def test_a_case_that_has_a_conflict_shows_it_and_no_other(
    framework: Framework, facts: dict[str, str], conflicts: set[str]
) -> None:
    assert shown(framework, facts) == conflicts


@pytest.mark.parametrize(
    ("facts", "absent"),
    [
        ({**SAID_NO, "sharer": "council", "agreement": "given"}, REFUSAL),
        ({**SAID_NO, "sharer": "council", "capacity": "not-capable"}, REFUSAL),
        ({**SAID_NO, "sharer": "council", "capacity": "pressured"}, REFUSAL),
        ({**SAID_NO, "sharer": "council", "others_risk": "serious"}, REFUSAL),
        ({**SAID_NO, "sharer": "council", "adult_at_risk": "no"}, REFUSAL),
        ({**SAID_NO, "sharer": "council", "danger": "yes"}, REFUSAL),
        ({**SAID_NO, "sharer": "health-board"}, TASK),
        ({**SAID_NO, "sharer": "practice", "adult_at_risk": "no"}, TASK),
        ({**SAID_NO, "sharer": "council"}, AT_RISK),
        ({**ABUSE, "age": "under-12"}, "conflict-two-tests-domestic-abuse"),
        ({**SUICIDE, "recipient": "health"}, "conflict-english-suicide-statement"),
        ({**POLICE, "sharer": "charity"}, "conflict-english-police-guidance"),
        ({**FAMILY, "capacity": "capable"}, "conflict-english-best-interests"),
        (ANONYMOUS, "conflict-english-section-251"),
        ({**WOUND, "purpose": "crime-inquiry"}, "conflict-english-knife-duty"),
    ],
)
def test_a_case_that_has_not_the_conflict_does_not_show_it(
    framework: Framework, facts: dict[str, str], absent: str
) -> None:
    assert absent not in shown(framework, facts)


def test_an_ordinary_child_protection_concern_shows_no_conflict(framework: Framework) -> None:
    assert shown(framework, CHILD) == set()


def test_every_conflict_has_two_different_sides_in_two_sets_of_words(framework: Framework) -> None:
    assert framework.conflicts
    for conflict in framework.conflicts:
        one, other = conflict.sides
        assert one.quote != other.quote, conflict.id
        assert one.source != other.source, conflict.id
        assert conflict.who_decides.endswith("."), conflict.id
        assert conflict.meanwhile.endswith("."), conflict.id


def test_both_sides_of_every_conflict_are_among_the_cites_that_are_checked(framework: Framework) -> None:
    cited = {(cite.supports, cite.page, cite.quote) for cite in framework.cites}

    assert {(c.id, side.page, side.quote) for c in framework.conflicts for side in c.sides} <= cited


def test_every_source_of_a_conflict_is_registered(framework: Framework) -> None:
    registered = {source["id"] for source in read_yaml(FOLDER.parent / "sources.yaml")}

    assert {s for c in framework.conflicts for s in c.sources if s.split()[0] not in registered} == set()
