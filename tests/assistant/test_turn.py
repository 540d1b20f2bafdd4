"""Every way a message can end, in the published shape, with quotes that stand word for word."""

import json
from collections.abc import Iterator

import pytest
from jsonschema import Draft202012Validator

from sharebot.answering.turn import ROOMS, Status, Turn
from sharebot.assistant import Conversation
from sharebot.framework.assess import case_of
from sharebot.retrieval.library import Library
from sharebot.service import Sharebot
from sharebot.settings import ROOT
from tests.real_parts import CONCERN, DANGER, QUESTION, VAGUE, Talk

SCHEMA = json.loads((ROOT / "docs" / "schema" / "turn-1.json").read_text(encoding="utf-8"))
REFUSED = {
    "purpose": "protect-adult", "recipient": "social-work", "request": "own", "age": "adult", "capacity": "capable",
    "agreement": "refused", "adult_at_risk": "yes", "others_risk": "none", "danger": "no", "child_concern": "no",
}  # fmt: skip


def shape_problems(turn: Turn) -> list[str]:
    plain = json.loads(json.dumps(turn.to_json()))
    return [f"{error.json_path}: {error.message}" for error in Draft202012Validator(SCHEMA).iter_errors(plain)]


def quotes_out_of_place(library: Library, turn: Turn) -> Iterator[str]:
    for citation in turn.citations:
        passage = library.passage(citation.passage_id)
        if " ".join(citation.quote.split()) not in " ".join(passage.text.split()):
            yield citation.quote


def cited_numbers(turn: Turn) -> set[int]:
    card = turn.recommendation
    if card is None:
        return set()
    rows = [reason.citations for reason in card.because] + [basis["citations"] for basis in card.lawful_basis]
    return {number for numbers in [*rows, card.tell["citations"]] for number in numbers}


@pytest.fixture(scope="module")
def every_ending(bot: Sharebot) -> dict[str, Turn]:
    """One conversation that meets every status a library allows."""
    talk = Talk(bot)
    turns = {"question": talk.say(VAGUE)}
    turns["explanation"] = talk.say("why?")
    turns["words"] = talk.say("what do i say to mum")
    turns["recommendation"] = Talk(bot).say(CONCERN)
    turns["guidance"] = Talk(bot).say(QUESTION)
    turns["not-in-guidance"] = Talk(bot).say("What does the guidance say about parking permits for lorries?")
    turns["out-of-scope"] = Talk(bot).say("what is the weather like today")
    turns["refused"] = Talk(bot).say("")
    turns["personal-data"] = Talk(bot).say("Jean Smith 0131 496 0123")
    turns["recorded"] = talk.decide(outcome=bot.assess(talk.now).outcome, because="It is needed to keep him safe.")
    return turns


def test_each_ending_has_its_own_status(every_ending: dict[str, Turn]) -> None:
    assert {name: turn.status.value for name, turn in every_ending.items()} == {name: name for name in every_ending}


def test_every_ending_follows_the_published_schema(every_ending: dict[str, Turn]) -> None:
    assert {name: problems for name, turn in every_ending.items() if (problems := shape_problems(turn))} == {}


def test_a_conflict_of_sources_follows_the_published_schema_which_asks_for_two_sides(bot: Sharebot) -> None:
    _, turn = bot.answer(Conversation(case=case_of(REFUSED)), "sharer", "council")
    plain = json.loads(json.dumps(turn.to_json()))
    [conflict] = plain["recommendation"]["conflicts"]

    assert shape_problems(turn) == []
    conflict["sides"].pop()
    assert list(Draft202012Validator(SCHEMA).iter_errors(plain))


def test_the_schema_lists_the_statuses_that_exist() -> None:
    Draft202012Validator.check_schema(SCHEMA)

    assert set(SCHEMA["properties"]["status"]["enum"]) == {status.value for status in Status}
    assert set(SCHEMA["required"]) == set(Turn(Status.REFUSED, "No.").to_json())


def test_every_quote_stands_word_for_word_in_its_passage(bot: Sharebot, every_ending: dict[str, Turn]) -> None:
    assert sum(len(turn.citations) for turn in every_ending.values()) >= 4
    for turn in every_ending.values():
        assert list(quotes_out_of_place(bot.library(), turn)) == []


def test_every_number_in_a_card_is_a_citation_of_the_same_turn(every_ending: dict[str, Turn]) -> None:
    for turn in every_ending.values():
        assert cited_numbers(turn) <= {citation.n for citation in turn.citations}
    assert cited_numbers(every_ending["recommendation"])


@pytest.mark.parametrize("status", list(Status))
def test_every_status_has_words(bot: Sharebot, status: Status) -> None:
    assert bot.wording[f"status.{status.value}"]


def test_time_is_told_for_every_room_and_the_total_covers_them(every_ending: dict[str, Turn]) -> None:
    for turn in every_ending.values():
        assert set(turn.timing_ms) == set(ROOMS)
        parts = [spent for room, spent in turn.timing_ms.items() if room != "total"]
        assert turn.timing_ms["total"] >= max(parts) - 0.01
    assert every_ending["recommendation"].timing_ms["total"] > 0


def test_a_turn_names_the_framework_and_the_library_that_made_it(bot: Sharebot, every_ending: dict[str, Turn]) -> None:
    assert {turn.versions["framework"] for turn in every_ending.values()} == {bot.framework.version}
    for name in ("recommendation", "question", "guidance", "explanation", "not-in-guidance", "recorded"):
        assert every_ending[name].versions["library"] == bot.library().version, name


def test_a_question_turn_is_short_and_asks_first(every_ending: dict[str, Turn]) -> None:
    turn = every_ending["question"]

    assert turn.question is not None
    assert turn.recommendation is not None
    assert turn.text.startswith(f"**{turn.question['ask']}**\n\nWhy I ask: ")
    assert turn.recommendation.headline in turn.text
    for left_out in ("**Risks**", "**Words to use**", "**Lawful basis**", "**What would change this**"):
        assert left_out not in turn.text
    assert turn.question["options"][-1]["value"] == "not-sure"


def test_a_provisional_steer_says_what_it_supposes(bot: Sharebot, every_ending: dict[str, Turn]) -> None:
    turn = every_ending["question"]
    known = {row["id"] for row in turn.facts}
    rule = next(rule for rule in bot.framework.rules if turn.recommendation and rule.id == turn.recommendation.rule)
    supposed = [fact for fact, values in rule.when.items() if len(values) == 1 and fact not in known]

    for fact in supposed:
        value = rule.when[fact][0]
        option = bot.framework.facts[fact].options.get(value)
        assert (option.label if option else bot.framework.facts[fact].label) in turn.text


def test_a_final_card_says_everything_and_folds_long_lists(every_ending: dict[str, Turn]) -> None:
    text = every_ending["recommendation"].text

    assert text.startswith("## Share now.")
    for part in ("**Share**", "**Leave out**", "**Telling the person**", "**Words to use**", "**Risks**"):
        assert part in text


def test_a_fact_that_was_said_keeps_its_words(every_ending: dict[str, Turn]) -> None:
    said = {row["id"]: row for row in every_ending["recommendation"].facts if row["origin"] == "said"}

    assert said["child_concern"]["value"] == "yes"
    assert all(row["words"] for row in said.values())


@pytest.mark.parametrize(
    "message",
    [
        DANGER,
        "she's swallowed a load of pills and is unconscious, can i tell the ambulance",
        "HELP!!! He is strangling her NOW!!! what do i do",
        "<b>he has a knife</b> and says he will **kill** her; DROP TABLE records;--",
    ],
)
def test_danger_in_any_voice_is_share_now(talk: Talk, message: str) -> None:
    turn = talk.say(message)

    assert turn.status in {Status.RECOMMENDATION, Status.QUESTION}
    assert turn.recommendation is not None
    assert turn.recommendation.outcome == "share-now"


def test_a_message_in_another_language_is_answered_and_not_refused(talk: Talk) -> None:
    turn = talk.say("Czy mogę powiedzieć szkole o chłopcu pod moją opieką?")

    assert turn.status is not Status.REFUSED
    assert shape_problems(turn) == []


@pytest.mark.parametrize(
    "message",
    ["", "   \n\t", "😱😱😱", "\x00\x01\x02", b"\x89PNG\r\n\x1a\n\xff", "?!?!", "x" * 20_001],
    ids=["empty", "blank", "emoji", "controls", "binary", "marks", "too-long"],
)
def test_what_cannot_be_read_is_refused_in_words_and_loses_nothing(talk: Talk, message: str | bytes) -> None:
    talk.say(VAGUE)
    before = talk.now

    turn = talk.say(message)

    assert turn.status is Status.REFUSED
    assert "Nothing was lost." in turn.text
    assert talk.now == before


def test_twenty_thousand_characters_are_read(talk: Talk) -> None:
    message = (CONCERN + ". " + "It was an ordinary day at school. " * 700)[:20_000]

    turn = talk.say(message)

    assert len(message) == 20_000
    assert turn.recommendation is not None
    assert turn.recommendation.outcome == "share-now"


def test_markup_in_a_message_never_becomes_markup_of_ours(talk: Talk) -> None:
    markup = "<script>alert(1)</script> '; DROP TABLE x;-- [click](http://x.scot)"

    turn = talk.say(f"{markup} can i tell the school about a boy")

    assert turn.status is not Status.REFUSED
    assert "<script>" not in turn.text
    assert "http://x.scot" not in turn.text
