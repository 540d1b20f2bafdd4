"""An answer typed instead of clicked is read by how the options of the question are put."""

import pytest

from sharebot.assistant.answers import names_which, typed_answer
from sharebot.framework.model import NOT_SURE
from sharebot.service import Sharebot


def read(bot: Sharebot, fact: str, message: str) -> set[str] | None:
    what = bot.framework.facts[fact]
    values = typed_answer(what, what.values, message, {})
    return None if values is None else set(values)


@pytest.mark.parametrize("message", ["no", "Naw.", "nope", "no, not that I know of", "don't think so", "nah pal"])
def test_a_no_in_any_voice_is_no(bot: Sharebot, message: str) -> None:
    assert read(bot, "danger", message) == {"no"}


@pytest.mark.parametrize(
    "message", ["dont know", "not sure", "nae idea", "I dunno", "hard to say", "dinnae ken", "maybe"]
)
def test_not_knowing_is_an_answer(bot: Sharebot, message: str) -> None:
    assert read(bot, "danger", message) == {NOT_SURE}


def test_yes_and_no_follow_the_words_of_the_options_and_not_their_ids(bot: Sharebot) -> None:
    assert read(bot, "law_in_force", "no") == {"yes"}
    assert read(bot, "controller", "no") == {"ours"}
    assert read(bot, "told", "no") == {"unsafe"}


def test_a_yes_that_fits_several_options_narrows_to_them(bot: Sharebot) -> None:
    assert read(bot, "others_risk", "aye") == {"serious", "lesser"}


@pytest.mark.parametrize(
    ("fact", "message", "value"),
    [
        ("verified", "not yet", "no"),
        ("agreement", "not yet", "not-asked"),
        ("agreement", "no", "refused"),
        ("age", "15", "12-15"),
        ("age", "she's nine I think", "under-12"),
        ("recipient", "the police", "police"),
        ("recipient", "Social work", "social-work"),
        ("purpose", "finding a missing person", "missing"),
    ],
)
def test_a_few_words_are_the_option_they_fit(bot: Sharebot, fact: str, message: str, value: str) -> None:
    assert read(bot, fact, message) == {value}


@pytest.mark.parametrize(("fact", "message"), [("danger", "purple monkeys"), ("purpose", "no"), ("age", "15 or 16")])
def test_words_that_fit_no_option_are_no_answer(bot: Sharebot, fact: str, message: str) -> None:
    assert read(bot, fact, message) is None


def test_of_two_things_said_the_first_or_the_last_can_be_named() -> None:
    options = ("given", "refused", NOT_SURE)

    assert names_which(options, "the first one") == {"given"}
    assert names_which(options, "the latest") == {"refused"}
    assert names_which(options, "the first or the second") is None
