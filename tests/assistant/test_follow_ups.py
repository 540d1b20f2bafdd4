"""Why, what if, words, corrections, back and restart: the case stays as it was, or changes only as said."""

from collections.abc import Callable

from sharebot.answering.turn import Status
from sharebot.assistant.assessing import MOST_QUESTIONS
from sharebot.service import Sharebot
from tests.real_parts import AREA, CONCERN, QUESTION, VAGUE, Talk


def test_why_gives_the_rule_and_its_quotes_and_keeps_the_case(talk: Talk) -> None:
    card = talk.say(CONCERN).recommendation
    case = talk.now.case

    turn = talk.say("why?")

    assert card is not None
    assert turn.status is Status.EXPLANATION
    assert card.because[0].text in turn.text
    assert turn.citations
    assert talk.now.case == case


def test_what_if_says_what_would_come_out_and_keeps_the_case(talk: Talk) -> None:
    talk.say(CONCERN)
    case = talk.now.case

    turn = talk.say("what if he was in danger right now, with a knife")

    assert turn.status is Status.EXPLANATION
    assert "would" in turn.text or "If that were so" in turn.text
    assert talk.now.case == case


def test_a_what_if_that_cannot_be_read_says_how_to_put_it(talk: Talk) -> None:
    talk.say(CONCERN)

    assert "Say it as a short sentence" in talk.say("what if bananas").text


def test_words_are_those_for_the_one_named(talk: Talk) -> None:
    card = talk.say(CONCERN).recommendation
    assert card is not None
    note = next(row["text"] for row in card.words if row["for"] == "the note")

    turn = talk.say("what do i say in the note")

    assert turn.status is Status.WORDS
    assert note in turn.text


def test_a_question_about_guidance_does_not_touch_the_open_case(talk: Talk) -> None:
    talk.say(VAGUE)
    before = talk.now

    turn = talk.say(QUESTION)

    assert turn.status in {Status.GUIDANCE, Status.NOT_IN_GUIDANCE}
    assert talk.now == before


def test_going_back_takes_the_last_answer_away_and_its_question_counts_as_not_asked(talk: Talk) -> None:
    talk.say(VAGUE)
    before = talk.now
    talk.answer(str(talk.now.question), "not-sure")

    turn = talk.say("go back")

    assert turn.text.startswith("I have gone back one step.")
    assert (talk.now.case, talk.now.asked, talk.now.question) == (before.case, (), before.question)


def test_there_is_nothing_to_go_back_to_at_the_start(talk: Talk) -> None:
    talk.say(VAGUE)

    assert "nothing to go back to" in talk.say("go back").text


def test_starting_again_forgets_the_case_and_keeps_the_place(talk_in: Callable[..., Talk]) -> None:
    talk = talk_in(area=AREA, sector="schools")
    talk.say(CONCERN)

    talk.say("start again")

    assert (talk.now.case, talk.now.messages) == ({}, ())
    assert (talk.now.area, talk.now.sector) == (AREA, "schools")


def test_a_changed_fact_says_what_changed_and_whether_it_matters(talk: Talk) -> None:
    talk.say(CONCERN)

    same = talk.change("agreement", "refused")
    different = talk.change("danger", "yes")

    assert same.text.startswith("Changed: ")
    assert "The answer stays the same." in same.text
    assert different.recommendation is not None
    assert different.recommendation.rule == "danger-now"


def test_a_later_message_says_what_it_corrected(talk: Talk) -> None:
    talk.say(VAGUE)
    assert talk.now.case["age"].value == "12-15"

    turn = talk.say("sorry, he is 17")

    assert talk.now.case["age"].value == "16-17"
    assert turn.text.startswith("Changed: 16 or 17.")


def test_a_fact_said_in_two_ways_is_pointed_out(talk: Talk) -> None:
    turn = talk.say("can i tell the school about a boy of 14. mum agreed to it. mum refused to it.")

    assert turn.text.startswith("You have told me two different things about this: ")


def test_no_more_than_six_questions_are_asked(bot: Sharebot) -> None:
    talk = Talk(bot)
    turn = talk.say("someone phoned about someone and wants to know things, can i tell them")
    asked = 0
    while turn.question is not None:
        asked += 1
        turn = talk.answer(turn.question["fact"], "not-sure")

    assert asked <= MOST_QUESTIONS
    assert turn.status is Status.RECOMMENDATION


def test_when_the_questions_are_used_up_the_rest_counts_as_not_known(bot: Sharebot) -> None:
    talk = Talk(bot)
    open_question = talk.say(VAGUE).question
    assert open_question is not None
    used_up = Talk(bot, type(talk.now)(case=talk.now.case, messages=talk.now.messages, asked=("x",) * MOST_QUESTIONS))

    turn = used_up.change("recipient", "school")

    assert turn.question is None
    assert {"id": open_question["fact"], "value": "not-sure"}.items() <= next(
        row for row in turn.facts if row["id"] == open_question["fact"]
    ).items()


def test_the_sector_says_what_kind_of_body_shares(talk_in: Callable[..., Talk]) -> None:
    turn = talk_in(sector="schools").say(CONCERN)

    sharer = next(row for row in turn.facts if row["id"] == "sharer")
    assert (sharer["value"], sharer["origin"]) == ("council", "inferred")


def test_local_guidance_is_quoted_in_its_area_and_nowhere_else(talk_in: Callable[..., Talk]) -> None:
    message = "dad wants his daughter's school record, she is 9, the head teacher asked me what to do"
    here, elsewhere = talk_in(area=AREA).say(message), talk_in().say(message)

    assert {citation.area for citation in here.citations if citation.tier == "local"} == {AREA}
    assert [citation for citation in elsewhere.citations if citation.tier == "local"] == []


def test_a_general_question_in_an_area_marks_local_words(talk_in: Callable[..., Talk]) -> None:
    turn = talk_in(area=AREA).say("Who counts as a parent?")

    assert turn.status is Status.GUIDANCE
    assert any(citation.tier == "local" for citation in turn.citations)
    assert "(Local guidance)" in turn.text
