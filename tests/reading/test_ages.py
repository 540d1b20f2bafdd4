"""Whose age, and which band."""

import pytest

from sharebot.reading.ages import ADULT, MINOR, SIXTEEN_17, TWELVE_TO_15, UNDER_12, Age, band, find_ages, subject_age
from sharebot.reading.text import Text


def age_in(message: str) -> Age | None:
    return subject_age(list(find_ages(Text(message))))


def bands(message: str) -> set[str]:
    age = age_in(message)
    return set(age.bands) if age else set()


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        (0, UNDER_12),
        (11, UNDER_12),
        (12, TWELVE_TO_15),
        (15, TWELVE_TO_15),
        (16, SIXTEEN_17),
        (17, SIXTEEN_17),
        (18, ADULT),
    ],
)
def test_bands_change_at_12_16_and_18(years: int, expected: str):
    assert band(years) == {expected}


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("a boy of 8", UNDER_12),
        ("my 14 year old pupil", TWELVE_TO_15),
        ("14yo lassie", TWELVE_TO_15),
        ("she is fifteen", TWELVE_TO_15),
        ("aged 17", SIXTEEN_17),
        ("client (45)", ADULT),
        ("72f with dementia", ADULT),
        ("8 months old", UNDER_12),
    ],
)
def test_a_number_said_of_somebody_is_their_age(message: str, expected: str):
    assert bands(message) == {expected}


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("in p5", {UNDER_12}),
        ("s2 pupil", {TWELVE_TO_15}),
        ("an s4", {TWELVE_TO_15, SIXTEEN_17}),
        ("S6 boy", {SIXTEEN_17}),
    ],
)
def test_a_school_stage_is_an_age(message: str, expected: set[str]):
    assert bands(message) == expected


@pytest.mark.parametrize("word", ["wean", "bairn", "child"])
def test_a_word_for_a_child_leaves_every_age_under_18_open(word: str):
    assert bands(f"the {word} was upset") == MINOR


@pytest.mark.parametrize(
    "message",
    ["it has been going on for 3 weeks", "she is 10 minutes late", "he is 2 months behind with it", "call me at 5 pm"],
)
def test_a_duration_or_a_time_is_no_age(message: str):
    assert age_in(message) is None


def test_the_age_of_the_boyfriend_is_not_the_age_of_the_girl():
    assert bands("her boyfriend is 23, she is 14") == {TWELVE_TO_15}


def test_an_age_that_is_only_somebody_elses_is_not_the_persons():
    age = age_in("her boyfriend is 23")
    assert age is None or not age.explicit


def test_a_number_says_more_than_a_word():
    assert bands("the client, a woman, is 17 years old") == {SIXTEEN_17}


def test_no_age_is_no_age():
    assert age_in("can I share this with the council") is None
