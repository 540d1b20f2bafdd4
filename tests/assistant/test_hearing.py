"""Courtesies, corrections, suppositions and other people, told apart by their words."""

import pytest

from sharebot.assistant.family import is_another_person
from sharebot.assistant.hearing import courtesy, put_right, supposed
from sharebot.assistant.steps import asks_again, new_case_told, steps_back


@pytest.mark.parametrize(
    ("message", "kind"),
    [("Thanks!", "thanks"), ("hiya", "hello"), ("ok", "ok"), ("FFS", "cross"), ("ta very much", "thanks")],
)
def test_a_courtesy_is_one_only_when_there_is_nothing_else(message: str, kind: str) -> None:
    assert courtesy(message) == kind
    assert courtesy(f"{message} he has a knife") is None


@pytest.mark.parametrize("message", ["", "???", "no", "aye", "15", "the police"])
def test_an_answer_is_no_courtesy(message: str) -> None:
    assert courtesy(message) is None


def test_a_correction_loses_what_it_is_instead_of() -> None:
    assert put_right("sorry he's 12 not 14").text == "hes 12"
    assert "police" not in put_right("no not the police, social work asked").text
    assert put_right("actually she has not agreed").text == "she has not agreed"


def test_a_supposition_is_read_as_if_it_were_so() -> None:
    assert supposed("what if she was 15?").text.startswith("she is 15")
    assert supposed("and if he says naw").text == "he said no"


@pytest.mark.parametrize(
    "message",
    ["and her wee brother?", "what about the baby", "same question about his sister, she's 8", "whit aboot her twin"],
)
def test_a_brother_sister_or_baby_is_another_person(message: str) -> None:
    assert is_another_person(message)


@pytest.mark.parametrize(
    "message", ["what about the police", "her brother hit her", "what about her age", "the baby is hurt"]
)
def test_a_mention_of_family_is_not_yet_another_case(message: str) -> None:
    assert not is_another_person(message)


def test_steps_back_are_counted_and_a_new_case_keeps_what_is_told() -> None:
    assert [steps_back(message) for message in ("undo", "go back two steps", "back 3")] == [1, 2, 3]
    assert new_case_told("new case: police want an address") == "police want an address"
    assert new_case_told("start again") == ""
    assert asks_again("so what do i do now")
    assert not asks_again("what do i do with his file")
