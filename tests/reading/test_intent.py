"""What a message wants."""

from collections.abc import Callable

import pytest

from sharebot.reading.facts import CueReader
from sharebot.reading.intent import IntentReader
from sharebot.reading.lexicon import Lexicon
from sharebot.reading.model import Intent
from sharebot.reading.text import Text


@pytest.fixture(scope="module")
def intent_of(lexicon: Lexicon, cues: CueReader) -> Callable[..., Intent]:
    reader = IntentReader(lexicon)

    def read(message: str, conversation: bool = False) -> Intent:
        text = Text(message)
        return reader.read(text, cues.read(text)[0], conversation=conversation)

    return read


@pytest.mark.parametrize("message", ["what is the named person?", "when do I need consent?", "What must I write down?"])
def test_a_question_about_nobody_in_particular_is_a_question(intent_of: Callable[..., Intent], message: str):
    assert intent_of(message) is Intent.QUESTION


@pytest.mark.parametrize(
    "message",
    ["can i tell social work that he has bruises?", "my client is 40 and his gp phoned", "the police want her address"],
)
def test_a_message_about_somebody_is_a_case_even_as_a_question(intent_of: Callable[..., Intent], message: str):
    assert intent_of(message) is Intent.CASE


def test_danger_is_a_case_even_in_the_form_of_a_question(intent_of: Callable[..., Intent]):
    assert intent_of("what do I do, he has a knife?") is Intent.CASE


@pytest.mark.parametrize("message", ["whats the weather tomorrow", "tell me a joke", "how do I reset my password"])
def test_what_has_nothing_to_do_with_sharing_is_out_of_scope(intent_of: Callable[..., Intent], message: str):
    assert intent_of(message) is Intent.OUT_OF_SCOPE


def test_out_of_scope_words_do_not_hide_a_person_at_risk(intent_of: Callable[..., Intent]):
    assert intent_of("on annual leave and my client has taken an overdose") is Intent.CASE


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("why?", Intent.WHY),
        ("what if she says no", Intent.WHAT_IF),
        ("what do I say to her", Intent.WORDS),
        ("start again", Intent.RESTART),
        ("undo", Intent.BACK),
        ("actually she is 15", Intent.CORRECTION),
    ],
)
def test_a_follow_up_is_one_only_while_a_case_is_open(intent_of: Callable[..., Intent], message: str, expected: Intent):
    assert intent_of(message, conversation=True) is expected
    assert intent_of(message) is not expected


def test_a_long_message_that_begins_with_why_is_no_follow_up(intent_of: Callable[..., Intent]):
    long = "why i am writing is that the school nurse has phoned me about a boy of nine with bruises on his back"
    assert intent_of(long, conversation=True) is not Intent.WHY


def test_a_risk_told_after_a_question_makes_it_a_case(intent_of: Callable[..., Intent]):
    message = "can a nursery refer to the reporter or must it be social work. toddlers there, cigarette burns on one"

    assert intent_of(message) is Intent.CASE


def test_a_risk_named_only_in_a_question_leaves_it_a_question(intent_of: Callable[..., Intent]):
    assert intent_of("Is consent needed where there is a child protection concern?") is Intent.QUESTION


def test_a_longer_message_nobody_foresaw_is_asked_about_and_never_turned_away(intent_of: Callable[..., Intent]):
    message = "folk in the close keep on at us about number six upstairs and want an answer from the concierge desk"

    assert intent_of(message) is Intent.CASE


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("says who", Intent.WHY),
        ("where does it say that", Intent.WHY),
        ("how no?", Intent.WHY),
        ("and if he says no?", Intent.WHAT_IF),
        ("would it be different if she was 17", Intent.WHAT_IF),
        ("whit dae ah say tae her", Intent.WORDS),
        ("put that in a case note", Intent.WORDS),
        ("naw she's 15", Intent.CORRECTION),
        ("its her mum instead that wants it", Intent.CORRECTION),
        ("scratch that", Intent.BACK),
        ("oh no I pressed the wrong button", Intent.BACK),
        ("ok lets start over", Intent.RESTART),
        ("new case: a man of 40 whose landlord wants his address", Intent.RESTART),
        ("how long do i keep the record", Intent.QUESTION),
    ],
)
def test_follow_ups_are_known_in_the_words_people_use(intent_of: Callable[..., Intent], message: str, expected: Intent):
    assert intent_of(message, conversation=True) is expected
