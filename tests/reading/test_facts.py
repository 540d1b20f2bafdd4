"""Negation, hypotheticals, Scots, and things said in two ways."""

from collections.abc import Callable

import pytest

from sharebot.reading.facts import CueReader
from sharebot.reading.model import Found
from sharebot.reading.text import Text

Facts = Callable[[str], dict[str, Found]]


def value(found: dict[str, Found], fact: str) -> str | None:
    return found[fact].value if fact in found else None


@pytest.mark.parametrize(
    "message",
    [
        "he has a knife and says he will kill her",
        "she has taken an overdose",
        "he says hes gonnae kill himsel the night, says he will murder her",
        "hes gonnae batter her the now, he's got a knife",
    ],
)
def test_danger_is_read_in_english_and_in_scots(facts_of: Facts, message: str):
    assert value(facts_of(message), "danger") == "yes"


def test_danger_that_is_denied_is_not_danger(facts_of: Facts):
    assert value(facts_of("nobody has a knife"), "danger") != "yes"
    assert value(facts_of("she has not taken an overdose"), "danger") != "yes"


def test_danger_that_is_only_supposed_is_not_said(facts_of: Facts):
    assert value(facts_of("what if he has a knife"), "danger") != "yes"


def test_a_denial_reaches_no_further_than_its_clause(facts_of: Facts):
    assert value(facts_of("she is not at school but he has a knife"), "danger") == "yes"


def test_agreement_and_refusal_are_told_apart(facts_of: Facts):
    assert value(facts_of("she agreed to me telling social work"), "agreement") == "given"
    assert value(facts_of("she said no to me telling social work"), "agreement") == "refused"


def test_she_did_not_say_no_is_not_a_refusal(facts_of: Facts):
    assert value(facts_of("she didn't say no"), "agreement") != "refused"


def test_agreement_taken_back_is_not_agreement(facts_of: Facts):
    taken_back = value(facts_of("she agreed last week but has changed her mind"), "agreement")
    assert taken_back in {"withdrawn", "refused"}


def test_a_message_that_says_two_things_is_reported_and_read_cautiously(cues: CueReader):
    found, contradictions = cues.read(Text("she agreed to it. she refused it."))
    assert "agreement" in contradictions
    assert found["agreement"].value in {"refused", "withdrawn"}


def test_the_age_of_one_person_is_not_that_of_another(facts_of: Facts):
    assert value(facts_of("her boyfriend is 25, she is 13, can i tell social work"), "age") == "12-15"


def test_mum_of_a_grown_up_patient_is_a_relative(facts_of: Facts):
    assert value(facts_of("my patient is 40 and his mum wants to know how he is"), "recipient") == "relative"
    assert value(facts_of("his mum wants to know how he is at school, hes 8"), "recipient") == "parent"


def test_the_words_of_a_fact_are_the_workers_own(facts_of: Facts):
    found = facts_of("He's got a KNIFE")
    assert found["danger"].words == "got a KNIFE"


def test_a_message_without_facts_gives_none(facts_of: Facts):
    assert facts_of("hello") == {}


def test_scores_name_the_cue_family_that_speaks(cues: CueReader):
    scores = cues.scores(Text("he has a knife, the police want his address"))
    assert scores["danger=yes"] > 0
    assert scores["asks=police"] > 0
    assert not any(name.startswith("agreement=") for name in scores)
