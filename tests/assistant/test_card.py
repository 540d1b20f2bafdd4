"""What a card is made of: lawful bases, telling the person with its words, and lists that stay short in the text."""

import json
from typing import Any

import pytest

from sharebot.answering.card_text import MOST_SAFEGUARDS, Shown, full_card, quote_line, steer
from sharebot.answering.citations import Citations
from sharebot.answering.turn import Citation
from sharebot.assistant.bases import bases_of
from sharebot.assistant.card import CardMaker
from sharebot.framework.assess import assess, case_of
from sharebot.framework.cases import load_cases
from sharebot.service import Sharebot
from sharebot.settings import ROOT

CASES = load_cases(ROOT / "knowledge" / "framework" / "cases")


def bases(bot: Sharebot, **facts: str) -> tuple[str, list[str]]:
    assessment = assess(bot.framework, case_of(facts))
    return assessment.outcome, [basis.id for basis in bases_of(bot.framework, assessment)]


def card_of(bot: Sharebot, **facts: str) -> dict[str, Any]:
    card: dict[str, Any] = json.loads(json.dumps(bot.decide_facts(case_of(facts))["recommendation"]))
    return card


def test_a_body_nobody_has_named_gets_the_bases_for_an_unknown_sharer(bot: Sharebot) -> None:
    concern = {"child_concern": "yes", "purpose": "protect-child", "recipient": "social-work"}

    _, unknown = bases(bot, **concern)
    _, council = bases(bot, **concern, sharer="council")

    assert "basis-sharer-unknown" in unknown
    assert council
    assert not [one for one in council if one.startswith("basis-sharer-unknown")]


def test_where_nobody_could_be_identified_no_other_basis_is_shown(bot: Sharebot) -> None:
    assert bases(bot, information="anonymous", purpose="planning", sharer="council")[1] == ["basis-anonymous"]


@pytest.mark.parametrize("case", [case for case in CASES if case.outcome == "do-not-share"], ids=lambda case: case.id)
def test_advice_not_to_share_shows_no_basis_for_sharing(bot: Sharebot, case: Any) -> None:
    assessment = assess(bot.framework, case.known)
    if assessment.outcome != "do-not-share":
        pytest.fail(f"{case.id} comes out as {assessment.outcome}")

    shown = [basis.id for basis in bases_of(bot.framework, assessment)]

    assert all(one.startswith(("basis-none", "basis-complaint", "basis-breach", "basis-anonymous")) for one in shown)


def test_a_complaint_shows_the_duty_that_takes_the_place_of_a_share(bot: Sharebot) -> None:
    assert "basis-complaint" in bases(bot, purpose="complaint", danger="no", child_concern="no")[1]


def test_telling_carries_the_words_of_the_rule_that_speak_of_telling(bot: Sharebot) -> None:
    case = next(case for case in CASES if case.rule == "driving-ask")
    citations = Citations()

    tell = CardMaker(bot.framework, bot.library(), citations).card(assess(bot.framework, case.known)).tell

    assert tell["text"]
    assert ["tell them before and after" in citations.all()[n - 1].quote for n in tell["citations"]] == [True]


def test_words_about_telling_the_police_are_not_shown_as_words_about_telling_the_person(bot: Sharebot) -> None:
    concern = card_of(bot, child_concern="yes")

    assert concern["because"][0]["citations"]
    assert concern["tell"]["text"]
    assert concern["tell"]["citations"] == []


def test_without_a_library_the_card_stands_without_numbers(bot: Sharebot) -> None:
    assessment = assess(bot.framework, case_of({"child_concern": "yes"}))

    card = CardMaker(bot.framework, None, Citations()).card(assessment)

    assert card.headline
    assert card.because[0].citations == ()


def shown(bot: Sharebot, library: bool = True, **facts: str) -> Shown:
    citations = Citations()
    guidance = bot.library() if library else None
    card = CardMaker(bot.framework, guidance, citations).card(assess(bot.framework, case_of(facts)))
    return Shown(card, citations.all(), ("If so: share.",), ("Living",), ("They agreed",), library)


def test_more_safeguards_than_can_be_read_in_a_hurry_are_counted_in_the_text_and_all_in_the_turn(
    bot: Sharebot,
) -> None:
    cards = [
        shown(bot, **{fact: values[0] for fact, values in case.facts.items() if len(values) == 1}) for case in CASES
    ]
    long = next(one for one in cards if len(one.card.safeguards) > MOST_SAFEGUARDS)
    more = len(long.card.safeguards) - MOST_SAFEGUARDS

    text = full_card(bot.wording, long)

    assert f"- and {more} more on the full list" in text
    assert long.card.safeguards[MOST_SAFEGUARDS - 1] in text
    assert f"- {long.card.safeguards[-1]}\n" not in text
    assert len(long.card.to_json()["safeguards"]) == len(long.card.safeguards)


def test_a_card_with_a_library_but_no_words_behind_it_says_so(bot: Sharebot) -> None:
    card = shown(bot, purpose="court", power="order")
    bare = Shown(card.card, (), (), (), (), library=True)

    assert ("No sentence of the indexed guidance" in steer(bot.wording, bare)) != bool(card.card.because[0].citations)
    assert "library is not available" in full_card(bot.wording, shown(bot, library=False, child_concern="yes"))


def citation(section: str, page: int | None = None) -> Citation:
    return Citation(3, "p", "s", "Share now", "", "1", section, page, None, "code", "Share at once.")


@pytest.mark.parametrize(
    ("section", "page", "line"),
    [
        ("Share now", None, "[3] “Share at once.” — Share now"),
        ("What to do", None, "[3] “Share at once.” — Share now, What to do"),
        ("Share now › What to do", 4, "[3] “Share at once.” — Share now, What to do, page 4"),
        ("", 4, "[3] “Share at once.” — Share now, page 4"),
    ],
)
def test_a_citation_names_its_place_once(section: str, page: int | None, line: str) -> None:
    assert quote_line(citation(section, page)) == line
