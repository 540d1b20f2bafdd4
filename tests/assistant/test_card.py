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
from sharebot.retrieval.passage import Passage
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


REFUSED = {
    "purpose": "protect-adult", "recipient": "social-work", "request": "own", "age": "adult", "capacity": "capable",
    "agreement": "refused", "adult_at_risk": "yes", "others_risk": "none", "danger": "no", "child_concern": "no",
    "sharer": "council",
}  # fmt: skip


def test_a_conflict_of_sources_is_given_with_both_sides_each_with_words_of_the_library(bot: Sharebot) -> None:
    turn = json.loads(json.dumps(bot.decide_facts(case_of(REFUSED))))

    [conflict] = turn["recommendation"]["conflicts"]

    assert conflict["id"] == "conflict-refusal-or-report"
    assert len(conflict["sides"]) == 2
    assert all(side["says"] and side["source"] for side in conflict["sides"])
    assert conflict["who_decides"]
    assert conflict["meanwhile"]


class Pages:
    """The real practice pages, each as one passage."""

    def passages_of(self, source_id: str) -> list[Passage]:
        text = (ROOT / "knowledge" / "code-of-practice" / f"{source_id}.md").read_text(encoding="utf-8")
        return [
            Passage(
                source_id, source_id, "A page", "Us", "1", "", None, None, None, "code", None, "Scotland", None, text
            )
        ]


def test_the_card_says_both_sides_with_their_words_and_who_decides_between_them(bot: Sharebot) -> None:
    citations = Citations()
    card = CardMaker(bot.framework, Pages(), citations).card(assess(bot.framework, case_of(REFUSED)))
    text = full_card(bot.wording, Shown(card, citations.all(), (), (), (), library=True))
    [conflict] = card.conflicts
    quoted = [citations.all()[n - 1].quote for side in conflict["sides"] for n in side["citations"]]

    assert f"Where sources disagree: {conflict['about']}" in text
    assert all(side["says"] in text for side in conflict["sides"])
    assert f"Who decides: {conflict['who_decides']}" in text
    assert len(quoted) == 2
    assert quoted[0].startswith("Doctors should usually abide by a capable adult's refusal")
    assert all(f"“{quote}”" in text for quote in quoted)


def test_a_card_without_a_conflict_does_not_speak_of_one(bot: Sharebot) -> None:
    one = shown(bot, child_concern="yes", purpose="protect-child", recipient="social-work", age="under-12")

    assert one.card.conflicts == ()
    assert "Where sources disagree" not in full_card(bot.wording, one)


def test_a_risk_goes_on_in_small_letters_after_its_label(bot: Sharebot) -> None:
    card = shown(
        bot, purpose="deceased-records", recipient="relative", request="asked", sharer="council", verified="yes"
    )

    assert "Of sharing: a family learns" in full_card(bot.wording, card)
