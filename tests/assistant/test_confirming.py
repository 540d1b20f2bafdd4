"""A recommendation to share never rests on a guess at what it is for or who gets it."""

from dataclasses import replace

from sharebot.assistant.assessing import Assessor
from sharebot.assistant.conversation import Conversation
from sharebot.framework.model import known

SETTLED = {
    "danger": known("no"),
    "child_concern": known("no"),
    "request": known("own"),
    "age": known("under-12"),
    "recipient": known("foster-carer"),
}


def _asked(bot, purpose):
    return Assessor(bot.framework, {}).assess(Conversation(case={**SETTLED, "purpose": purpose}))


def test_a_purpose_that_was_worked_out_is_asked_before_anything_is_shared_on_it(bot):
    assessment = _asked(bot, known("placement", "inferred"))

    assert assessment.outcome == "share"
    assert assessment.question is not None
    assert assessment.question.fact.id == "purpose"
    assert assessment.provisional


def test_a_purpose_that_was_said_or_answered_is_not_asked_again(bot):
    for origin in ("said", "answered"):
        assessment = _asked(bot, known("placement", origin))

        assert assessment.outcome == "share"
        assert assessment.question is None


def test_danger_never_waits_for_a_guess_to_be_confirmed(bot):
    conversation = Conversation(case={**SETTLED, "danger": known("yes"), "purpose": known("placement", "inferred")})

    assessment = Assessor(bot.framework, {}).assess(conversation)

    assert assessment.outcome == "share-now"
    assert assessment.question is None


def test_after_six_questions_nothing_more_is_asked(bot):
    conversation = Conversation(case={**SETTLED, "purpose": known("placement", "inferred")})

    assessment = Assessor(bot.framework, {}).assess(replace(conversation, asked=("a", "b", "c", "d", "e", "f")))

    assert assessment.question is None
