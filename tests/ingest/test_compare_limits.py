"""Time limits: found in a sentence, made one measure, and told from what only looks like one."""

import pytest

from ingest.comparing.limits import HOURS, SAME_DAY, Limit, limits


def only(sentence: str) -> Limit:
    [found] = limits(sentence)
    return found


@pytest.mark.parametrize(
    ("sentence", "hours", "phrase"),
    [
        ("Phone the desk within four hours.", 4.0, "within four hours"),
        ("The report is made within one working day.", HOURS["working day"], "within one working day"),
        ("Reply in no more than 15 school days.", 15 * HOURS["school day"], "in no more than 15 school days"),
        ("The organisation has 72 hours to tell the regulator.", 72.0, "within 72 hours"),
        ("There is a 48-hour limit.", 48.0, "within 48 hours"),
        ("Send it by noon on the next working day.", HOURS["working day"], "by noon on the next working day"),
        ("Tell social work on the same day.", SAME_DAY, "on the same day"),
        ("Share it straight away.", 0.0, "straight away"),
        ("Do it within half an hour.", 0.5, "within half an hour"),
    ],
)
def test_a_limit_is_found_and_measured_in_hours(sentence: str, hours: float, phrase: str) -> None:
    found = only(sentence)

    assert (found.hours, found.sense) == (pytest.approx(hours), "at-most")
    assert found.phrase == phrase
    assert sentence[found.at : found.at + len(found.words)] == found.words


@pytest.mark.parametrize(
    ("sentence", "sense"),
    [
        ("Planning starts 12 months before the leaving date.", "at-least"),
        ("It goes at least six months before leaving.", "at-least"),
        ("It is asked for again every August.", "every"),
        ("The manager looks at it every five working days.", "every"),
        ("Records are kept for five years.", "keep"),
    ],
)
def test_a_limit_that_runs_ahead_or_comes_round_or_keeps_is_told_apart(sentence: str, sense: str) -> None:
    assert only(sentence).sense == sense


@pytest.mark.parametrize(
    "sentence",
    [
        "A boy who is two years old was hurt.",
        "Ring the 24 hour helpline.",
        "She has lived there for two years.",
        "If nobody answers within five minutes, phone the police.",
        "At 16 or 17 the young person decides.",
        "It happened two days ago.",
    ],
)
def test_ages_names_and_conditions_are_no_limits(sentence: str) -> None:
    assert limits(sentence) == ()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("within 24 hours", "within one working day", True),
        ("within one month", "within 30 days", True),
        ("within two weeks", "within ten working days", True),
        ("within 15 school days", "within 20 school days", False),
        ("within four hours", "within 24 hours", False),
        ("every 12 months", "within 12 months", False),
    ],
)
def test_the_same_time_in_other_words_is_the_same(one: str, other: str, same: bool) -> None:
    assert only(f"Reply {one}.").same_as(only(f"Reply {other}.")) is same
