"""Whoever shares, for whatever purpose: the card names the basis, the condition and the answer to confidence."""

import re
from functools import lru_cache
from itertools import product

import pytest

from sharebot.assistant.bases import answers, bases_of
from sharebot.framework.assess import case_of
from sharebot.framework.model import NOT_SURE, Assessment, Basis
from tests.framework.support import real_framework

FRAMEWORK = real_framework()
OPEN = ("share-now", "share", "share-with-agreement")
NOT_A_SHARE = {"breach", "complaint", "curiosity", "media-story", "hearing-outcome", NOT_SURE}
"""Purposes for which the card says which duty takes the place of a share, or why there is no basis."""
NO_SECTION_READ = {"Children (Scotland) Act 2020", "Protection of Vulnerable Groups (Scotland) Act 2007"}
"""Acts for which the facts we hold give no section."""
OF_THE_DEAD = {"deceased-records", "death-inquiry"}
SHARERS = [sharer for sharer in FRAMEWORK.facts["sharer"].values if sharer != NOT_SURE]
PURPOSES = [purpose for purpose in FRAMEWORK.facts["purpose"].values if purpose not in NOT_A_SHARE | OF_THE_DEAD]
RECIPIENTS = {
    "crime-inquiry": "police", "weapon-wound": "police", "direct-care": "health", "family-news": "relative",
    "placement": "foster-carer", "school-move": "school", "reporter": "reporter", "benefits-tax": "benefits",
    "immigration": "home-office", "elected": "elected", "driving": "dvla", "research": "researcher",
    "domestic-abuse": "marac", "optional-support": "charity", "team": "colleague", "court": "court",
    "work-or-insurance": "insurer", "proxy-decision": "attorney", "partner-past": "police", "sibling": "sibling",
}  # fmt: skip


def typical(sharer: str, outcome: str, purpose: str, information: str) -> Assessment:
    """A case that came out so: agreement given or still to be asked, danger or a child's need where it must be now."""
    child = purpose == "protect-child"
    facts = {
        "sharer": sharer, "purpose": purpose, "information": information,
        "recipient": RECIPIENTS.get(purpose, "social-work"),
        "request": "own", "power": "none", "died": "no", "danger": "yes" if outcome == "share-now" else "no",
        "child_concern": "yes" if child else "no", "age": "under-12" if child else "adult",
        "adult_at_risk": "yes" if purpose == "protect-adult" else "no",
        "agreement": "not-asked" if outcome == "share-with-agreement" else "given",
    }  # fmt: skip
    rule = next(rule for rule in FRAMEWORK.rules if rule.then == outcome)
    return Assessment(outcome, rule, (outcome,), None, case_of(facts))


@lru_cache(maxsize=3)
def grid(information: str) -> list[tuple[str, str, str, tuple[Basis, ...]]]:
    return [
        (sharer, outcome, purpose, bases_of(FRAMEWORK, typical(sharer, outcome, purpose, information)))
        for sharer, outcome, purpose in product(SHARERS, OPEN, PURPOSES)
    ]


def answered(bases: tuple[Basis, ...]) -> set[str]:
    return {question for basis in bases for question in answers(basis)}


@pytest.mark.parametrize(
    ("information", "needed"),
    [
        ("ordinary", {"basis"}),
        ("sensitive", {"basis", "sensitive"}),
        ("offence", {"basis", "offence"}),
    ],
)
def test_every_kind_of_body_has_a_basis_and_a_condition_for_every_purpose(information: str, needed: set[str]) -> None:
    lacking = {
        (sharer, outcome, purpose): missing
        for sharer, outcome, purpose, bases in grid(information)
        if (missing := needed - answered(bases))
    }

    assert lacking == {}


def test_sensitive_information_always_has_its_answer_to_confidence_except_with_the_police() -> None:
    lacking = {row[:3] for row in grid("sensitive") if row[0] != "police" and "confidence" not in answered(row[3])}

    assert lacking == set()


def test_confidence_is_answered_once() -> None:
    twice = {
        row[:3]
        for row in grid("sensitive")
        if len([one for one in row[3] if one.id.startswith("basis-otherwise-confidence")]) > 1
    }

    assert twice == set()


def test_the_police_always_have_part_3_or_a_police_function() -> None:
    assert {row[:3] for row in grid("offence") if row[0] == "police" and "offence" not in answered(row[3])} == set()


@pytest.mark.parametrize("sharer", ["charity", "care-provider", "private"])
def test_a_charity_or_company_is_never_told_that_it_has_a_public_task(sharer: str) -> None:
    told = {
        (row[2], basis.id) for row in grid("sensitive") if row[0] == sharer for basis in row[3] if
        any(provision.startswith("UK GDPR Art 6(1)(e)") and "(ea)" not in provision for provision in basis.provisions)
    }  # fmt: skip

    assert told == set()


@pytest.mark.parametrize("sharer", ["council", "health-board", "other-listed", "other-public", "practice", "police"])
def test_a_public_body_is_never_given_recognised_legitimate_interest(sharer: str) -> None:
    given = {
        (row[2], basis.id) for row in grid("sensitive") if row[0] == sharer for basis in row[3] if
        any("(ea)" in provision for provision in basis.provisions)
    }  # fmt: skip

    assert given == set()


def test_a_general_basis_is_not_shown_where_the_purpose_has_its_own() -> None:
    bases = bases_of(FRAMEWORK, typical("council", "share", "domestic-abuse", "sensitive"))

    assert [basis.id for basis in bases] == [
        "basis-marac-public", "basis-marac-sensitive", "basis-otherwise-confidence-agreed",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "line"),
    [
        ({"agreement": "given"}, "agreed"),
        ({"power": "duty", "agreement": "refused"}, "law"),
        ({"agreement": "refused", "others_risk": "serious"}, "interest"),
        ({"agreement": "not-asked", "purpose": "direct-care", "recipient": "social-work"}, "joint"),
        ({"agreement": "not-asked", "purpose": "direct-care", "recipient": "care-provider"}, "care"),
        ({"agreement": "not-asked", "child_concern": "yes", "purpose": "protect-child"}, "child"),
    ],
)
def test_confidence_is_answered_by_what_the_case_rests_on(facts: dict[str, str], line: str) -> None:
    case = {
        "sharer": "health-board", "information": "sensitive", "purpose": "team", "recipient": "police", "power": "none",
        "died": "no", "child_concern": "no", "request": "own", **facts,
    }  # fmt: skip
    rule = next(rule for rule in FRAMEWORK.rules if rule.then == "share")

    shown = bases_of(FRAMEWORK, Assessment("share", rule, ("share",), None, case_of(case)))

    assert [basis.id for basis in shown if "confidence" in answers(basis)] == [f"basis-otherwise-confidence-{line}"]


def test_a_duty_in_law_answers_confidence_whatever_the_person_said() -> None:
    case = {
        "sharer": "health-board", "information": "sensitive", "purpose": "protect-adult", "power": "none", "died": "no",
        "recipient": "social-work", "adult_at_risk": "yes", "request": "own", "agreement": "refused",
    }  # fmt: skip
    rule = next(rule for rule in FRAMEWORK.rules if rule.id == "adult-protection-duty")

    shown = bases_of(FRAMEWORK, Assessment("share", rule, ("share",), None, case_of(case)))

    assert [basis.id for basis in shown if "confidence" in answers(basis)] == ["basis-otherwise-confidence-duty"]


def test_law_that_may_not_have_started_says_so_in_plain_words() -> None:
    silent = {
        basis.id
        for basis in FRAMEWORK.bases
        if any("CHECK-COMMENCEMENT" in source for source in basis.sources)
        and not re.search(r"unconfirmed|may not have started|once the duties start", f"{basis.provisions} {basis.text}")
    }

    assert silent == set()


def test_an_act_of_the_scottish_parliament_is_named_with_its_section() -> None:
    acts = [p for basis in FRAMEWORK.bases for p in basis.provisions if "(Scotland) Act" in p]
    without = {act for act in acts if not re.search(r"\bss?\.\d|Part \d", act)}

    assert acts
    assert without <= NO_SECTION_READ
