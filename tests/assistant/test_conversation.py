"""A conversation survives being kept, and a state that is not ours is refused in words."""

from typing import Any

import pytest

from sharebot.assistant import Conversation
from sharebot.errors import AnswerError
from sharebot.framework.model import Known, known
from sharebot.service import Sharebot
from tests.real_parts import CONCERN, VAGUE, Talk


def test_a_conversation_is_the_same_after_to_json_and_from_json(talk: Talk) -> None:
    talk.say(VAGUE)
    talk.answer(str(talk.now.question), "not-sure")

    assert Conversation.from_json(talk.now.to_json()) == talk.now


def test_a_conversation_is_kept_and_taken_up_with_its_turns(bot: Sharebot, talk: Talk) -> None:
    turn = talk.say(VAGUE).to_json()
    key = bot.new_key()

    bot.keep(key, talk.now, [turn])
    kept = bot.kept(key)

    assert kept is not None
    assert kept[0] == talk.now
    assert kept[1][0]["text"] == turn["text"]
    assert bot.kept(bot.new_key()) is None


@pytest.mark.parametrize(
    "stored",
    [
        None,
        [],
        "text",
        {"case": "agreement"},
        {"case": {"agreement": "refused"}},
        {"case": {"agreement": {"values": "refused", "origin": "said"}}},
        {"messages": "one"},
        {"asked": [1, 2]},
        {"chances": {"age": "adult"}},
        {"before": [[]]},
        {"record": {"id": 1}},
    ],
)
def test_a_stored_state_that_is_not_ours_is_refused_in_words(stored: Any) -> None:
    with pytest.raises(AnswerError, match="Start a new case"):
        Conversation.from_json(stored)


@pytest.mark.parametrize(
    "case",
    [
        {"shoe_size": known("7")},
        {"agreement": known("<script>alert(1)</script>")},
        {"agreement": Known(frozenset(), "said")},
    ],
)
def test_a_kept_case_that_no_longer_fits_the_framework_is_refused_in_words(
    bot: Sharebot, case: dict[str, Known]
) -> None:
    for kept in (Conversation(case=case), Conversation(before=(case,))):
        key = bot.new_key()
        bot.keep(key, kept, [])
        with pytest.raises(AnswerError, match="Start a new case"):
            bot.kept(key)


def test_no_step_changes_the_conversation_it_was_given(bot: Sharebot) -> None:
    first = Conversation()
    second, _ = bot.ask(first, CONCERN)
    third, _ = bot.change(second, "agreement", "refused")

    assert first == Conversation()
    assert "agreement" not in second.case
    assert third.before[-1] == second.case


@pytest.mark.parametrize(("fact", "value"), [("shoe_size", "7"), ("agreement", "maybe"), ("", "")])
def test_an_answer_that_is_not_ours_is_refused_with_what_there_is(talk: Talk, fact: str, value: str) -> None:
    talk.say(VAGUE)

    with pytest.raises(AnswerError, match=r"There are: |It has: "):
        talk.answer(fact, value)


def test_a_yes_about_a_check_does_not_answer_the_question_about_danger(talk: Talk) -> None:
    talk.say(VAGUE)
    assert talk.now.question == "danger"

    talk.say("aye I phoned them back on 101")

    assert talk.now.question == "danger"
    assert talk.now.case["verified"].value == "yes"


def test_no_danger_is_read_though_another_question_is_open(talk: Talk) -> None:
    talk.say(VAGUE)
    talk.answer("danger", "not-sure")
    talk.say("no danger that i know of")

    assert talk.now.case["danger"].value != "yes"


def test_a_dispute_is_not_settled_by_an_answer_to_another_question(talk: Talk) -> None:
    talk.say("college want to know if she is care experienced for the bursary. she said no")
    talk.say("she said aye that is fine")
    turn = talk.say("no")

    assert turn.question is None or turn.question["fact"] != "agreement" or "agreement" in talk.now.disputed
