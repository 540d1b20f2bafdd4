"""Cards speak to the case: advice is about its purpose, recipient, risk or agreement, and nothing contradicts it."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import pytest

from sharebot.framework.advise import Advised, advise
from sharebot.framework.assess import assess, case_of
from sharebot.framework.model import Advice, Assessment, Words
from tests.framework.support import FOLDER, WorkedCase, case_rows, real_framework

FRAMEWORK = real_framework()
RULES = {rule.id: rule for rule in FRAMEWORK.rules}
BUILD = sorted((FOLDER.parents[1] / "tests" / "evaluation").glob("build*.jsonl"))
EVERY = 4
"""One message in so many is looked at, to keep the tests quick."""
PARTS = (
    "share", "leave_out", "with_whom", "tell", "words", "who_decides", "risk_of_sharing", "risk_of_not_sharing",
    "safeguards",
)  # fmt: skip
RISKS_AND_AGREEMENT = {
    "danger", "child_concern", "others_risk", "adult_at_risk", "recipient_risk", "told", "agreement", "capacity",
    "sexual_activity",
}  # fmt: skip
NARROW = {"purpose": 4, "recipient": 5} | dict.fromkeys(RISKS_AND_AGREEMENT, 2)
"""How many values of a fact an entry may name and still be about that kind of case."""
FEWEST = 0.95
CLOSED = {"do-not-share", "get-advice-first"}
PROTECTORS = {"police", "social-work", "health", "reporter", "marac", "school", "justice"}


@dataclass(frozen=True)
class Carded:
    """A case, how it came out, and the advice on its card."""

    id: str
    values: Mapping[str, str | None]
    assessment: Assessment
    advised: Advised

    @property
    def outcome(self) -> str:
        return self.assessment.outcome

    def words(self, *uses: str) -> list[Words]:
        return [words for words in self.advised.words if words.use in uses]


def true_facts() -> Iterator[tuple[str, dict[str, str]]]:
    """What is true of the build messages, and of the worked cases where one value is given."""
    rows = [json.loads(line) for path in BUILD for line in path.read_text(encoding="utf-8").splitlines()]
    for row in [row for row in rows if row["intent"] == "case"][::EVERY]:
        said = {fact["id"]: fact["value"] for fact in row["facts"]}
        yield row["id"], {fact: value for fact, value in {**row["answers"], **said}.items() if fact in FRAMEWORK.facts}
    for row in case_rows():
        case = WorkedCase.model_validate(row.raw)
        yield case.id, {fact: values[0] for fact, values in case.facts.items() if len(values) == 1}


@lru_cache(maxsize=1)
def carded() -> tuple[Carded, ...]:
    cards = []
    for name, facts in true_facts():
        assessment = assess(FRAMEWORK, case_of(facts))
        values = {fact: known.value for fact, known in assessment.case.items()}
        cards.append(Carded(name, values, assessment, advise(FRAMEWORK, assessment)))
    return tuple(cards)


def narrow(when: Mapping[str, tuple[str, ...]]) -> bool:
    return any(len(values) <= NARROW.get(fact, 0) for fact, values in when.items())


def specific(entry: Advice) -> bool:
    """By its own conditions, or because every rule it stands for is about one kind of case."""
    rules = entry.when.get("rule", ())
    return narrow(entry.when) or (bool(rules) and all(narrow(RULES[rule].when) for rule in rules))


def from_specific(card: Carded, part: str) -> bool:
    """One thing shown in this part, at least, comes from a specific entry."""
    shown = getattr(card.advised, part)
    shown = shown if isinstance(shown, tuple) else (shown,)
    return not _given(part).isdisjoint(shown)


@lru_cache(maxsize=len(PARTS))
def _given(part: str) -> frozenset[object]:
    given = [getattr(entry, part) for entry in FRAMEWORK.advice if specific(entry)]
    return frozenset(item for one in given if one for item in (one if isinstance(one, tuple) else (one,)))


@pytest.mark.parametrize("part", PARTS)
def test_nearly_every_card_has_each_part_from_advice_about_this_kind_of_case(part: str) -> None:
    due = [card for card in carded() if part != "share" or card.outcome not in CLOSED]
    general = Counter(card.assessment.rule.id for card in due if not from_specific(card, part))

    assert 1 - general.total() / len(due) >= FEWEST, general.most_common(5)


def test_a_card_that_keeps_things_closed_lists_nothing_to_share() -> None:
    assert {card.id: card.advised.share for card in carded() if card.outcome in CLOSED and card.advised.share} == {}


def test_who_gets_nothing_stands_before_those_who_can_advise() -> None:
    late = {
        card.id: card.advised.with_whom
        for card in carded()
        if any(one.startswith("Nobody") for one in card.advised.with_whom)
        and not card.advised.with_whom[0].startswith("Nobody")
    }

    assert late == {}


def test_nobody_is_told_where_telling_is_unsafe() -> None:
    told = {
        card.id: card.advised.tell
        for card in carded()
        if card.values.get("told") == "unsafe" and (card.advised.tell is None or card.advised.tell.when != "not-yet")
    }

    assert told == {}


TELLS = re.compile(
    r"\bI(?: have to|'m going to| am going to| will|'ll| must| need to) (?:tell|speak|phone|ring|share|pass|call|write)"
    r"|\bI(?:'m| am) (?:telling|phoning|ringing|calling|sharing|passing)"
    r"|\bask(?:ed|ing) (?:about|for) you",
    re.IGNORECASE,
)


def test_words_to_the_person_give_nothing_away_where_telling_is_unsafe() -> None:
    given_away = {
        (card.id, words.text)
        for card in carded()
        if card.values.get("told") == "unsafe"
        for words in card.words("the person")
        if TELLS.search(words.text)
    }

    assert given_away == set()


SAID_NO = re.compile(
    r"\b(?:you|they|he|she) (?:have )?(?:asked (?:me|us) not to|said no\b)|\byou don't want me to", re.IGNORECASE
)


def test_words_say_that_somebody_said_no_only_where_they_did() -> None:
    wrong = {
        (card.id, words.text)
        for card in carded()
        if card.values.get("agreement") not in {"refused", "withdrawn"}
        for words in card.words("the person", "the recipient", "a refusal")
        if SAID_NO.search(words.text)
    }

    assert wrong == set()


AGREED = re.compile(r"\b(?:has|have|they|he|she) agreed\b", re.IGNORECASE)


def test_words_say_that_somebody_agreed_only_where_they_did_or_are_asked_first() -> None:
    wrong = {
        (card.id, words.text)
        for card in carded()
        if card.values.get("agreement") not in {"given", "withdrawn"} and card.outcome != "share-with-agreement"
        for words in card.words("the person", "the recipient")
        if AGREED.search(words.text)
    }

    assert wrong == set()


DONE = re.compile(
    r"\b(?:I|we)(?:'ve| have)? (?:told|phoned|rang|reported|shared|spoken to|passed) (?!(?:\S+ ){0,2}nothing)",
    re.IGNORECASE,
)


def test_words_never_say_that_it_is_done_before_it_is() -> None:
    """Where the person is told afterwards, it is done by the time the words are used."""
    early = {
        (card.id, words.text)
        for card in carded()
        if card.values.get("request") != "past" and card.advised.tell and card.advised.tell.when != "after"
        for words in card.words("the person", "the recipient")
        if DONE.search(words.text)
    }

    assert early == set()


WHEREABOUTS = re.compile(
    r"\b(?:address|where (?:they|the|who|someone)|new school|street|door|number plate)\b", re.IGNORECASE
)
ONLY_THOSE = "To 999, police or social work only, what is listed here"


def test_no_whereabouts_are_listed_for_anyone_but_those_who_protect_when_they_must_stay_hidden() -> None:
    """A card for danger lists them for 999, police and social work, and says so before anything else."""
    shown = {
        (card.id, item)
        for card in carded()
        if card.values.get("recipient_risk") == "yes" and card.values.get("recipient") not in PROTECTORS
        and ONLY_THOSE not in card.advised.share[:1]
        for item in card.advised.share
        if WHEREABOUTS.search(item) and not re.search(r"safe|hidden|taken off|without", item)
    }  # fmt: skip

    assert shown == set()


def test_an_address_to_be_hidden_is_always_on_the_list_to_leave_out() -> None:
    silent = {
        (card.id, card.assessment.rule.id)
        for card in carded()
        if card.values.get("recipient_risk") == "yes"
        and not any(
            re.search(
                r"address|where|whereabouts|school|street|knowing|nothing|anything|all of it", item.item, re.IGNORECASE
            )
            for item in card.advised.leave_out
        )
    }

    assert silent == set()


READ_ALOUD = 18
"""Words to a sentence, on average, that can be said in one breath."""


def test_words_to_the_person_are_short_enough_to_say() -> None:
    long = {
        (entry.id, words.text)
        for entry in FRAMEWORK.advice
        for words in entry.words
        if words.use == "the person"
        and len(words.text.split()) / max(1, len(re.findall(r"[.?!](?:\s|$)", words.text))) > READ_ALOUD
    }

    assert long == set()
