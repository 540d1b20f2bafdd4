"""Who asks, and who would be told."""

from collections.abc import Callable

import pytest

from sharebot.reading.actors import Actor, ActorReader
from sharebot.reading.lexicon import Lexicon
from sharebot.reading.model import Found
from sharebot.reading.text import Text

Facts = Callable[[str], dict[str, Found]]


@pytest.fixture(scope="module")
def people(lexicon: Lexicon) -> Callable[[str], dict[str, Actor]]:
    reader = ActorReader(lexicon)
    return lambda message: {actor.recipient: actor for actor in reader.read(Text(message))}


def test_somebody_who_wants_information_asks(facts_of: Facts):
    found = facts_of("the police want his address")
    assert (found["recipient"].value, found["request"].value) == ("police", "asked")
    assert found["recipient"].words == "police"


def test_somebody_the_worker_would_tell_is_told(facts_of: Facts):
    found = facts_of("can i tell the police about it")
    assert (found["recipient"].value, found["request"].value) == ("police", "own")


def test_a_letter_from_somebody_is_their_asking(facts_of: Facts):
    assert facts_of("had a letter from his solicitor about my client")["request"].value == "asked"


def test_what_he_told_somebody_is_not_the_workers_telling(people: Callable[[str], dict[str, Actor]]):
    assert people("he told the police last week")["police"].told == 0
    assert people("should i tell the police")["police"].told > 1


def test_the_asker_comes_before_somebody_merely_named(lexicon: Lexicon):
    actors = ActorReader(lexicon).read(Text("the police want to know about the school he goes to"))
    assert actors[0].recipient == "police"


def test_words_by_which_workers_name_themselves_are_not_the_other_side(facts_of: Facts):
    found = facts_of("im a social worker, the police want his address")
    assert found["sharer"].value == "council"
    assert found["recipient"].value == "police"


def test_nobody_named_is_nobody_found(facts_of: Facts):
    assert "recipient" not in facts_of("can i share this")


def test_the_longest_words_name_the_person(people: Callable[[str], dict[str, Actor]]):
    assert len(people("can i tell his social worker")) == 1
