"""Slips of the pen in knowledge/reading are explained in one sentence."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sharebot.errors import KnowledgeError
from sharebot.reading.lexicon import load_lexicon

Folder = Callable[..., Path]


def mistake(folder: Path) -> str:
    with pytest.raises(KnowledgeError) as caught:
        load_lexicon(folder)
    message = str(caught.value)
    assert message.endswith(".")
    assert "\n" not in message
    return message


def test_a_sound_folder_becomes_patterns(folder: Folder):
    lexicon = load_lexicon(folder())
    (cue,) = lexicon.cues
    assert (cue.fact, cue.values) == ("danger", {"yes"})
    assert cue.pattern.search("mum has a knife")
    assert lexicon.actors["police"].search("the police")
    assert lexicon.intents["why"].search("why")


def test_every_file_of_cues_is_read(folder: Folder):
    place = folder(**{"cues-more": "- {fact: age, value: [12-15, 16-17], any: [teen]}"})
    assert [cue.fact for cue in load_lexicon(place).cues] == ["age", "danger"]


def test_an_empty_file_of_cues_has_no_cues(folder: Folder):
    assert load_lexicon(folder(cues="# none yet\n")).cues == ()


def test_an_unknown_key_is_named(folder: Folder):
    message = mistake(folder(cues="- {fact: danger, value: soon, any: [knife], unles: [butter]}"))
    assert "cues.yaml" in message
    assert "unles" in message


def test_a_missing_key_is_named(folder: Folder):
    message = mistake(folder(cues="- {fact: danger, any: [knife]}"))
    assert "cues.yaml" in message
    assert "value" in message


def test_a_weight_that_is_no_number_is_named(folder: Folder):
    assert "weight" in mistake(folder(cues="- {fact: danger, value: soon, any: [knife], weight: heavy}"))


def test_a_list_of_words_that_does_not_exist_is_named_with_its_cue(folder: Folder):
    message = mistake(folder(cues='- {fact: danger, value: soon, any: ["{folk} said"]}'))
    assert "cues.yaml, danger: soon" in message
    assert "'folk'" in message


@pytest.mark.parametrize("name", ["words", "actors", "intents"])
@pytest.mark.parametrize("text", ["", "- a\n- b\n", "police: the police\n"])
def test_a_file_that_is_not_lists_under_names_is_named(folder: Folder, name: str, text: str):
    assert f"{name}.yaml" in mistake(folder(**{name: text}))


def test_a_name_that_appears_twice_is_named_with_its_line(folder: Folder):
    message = mistake(folder(actors="police: [police]\npolice: [polis]\n"))
    assert "actors.yaml, line 2" in message


def test_a_missing_file_is_named(folder: Folder):
    place = folder()
    (place / "intents.yaml").unlink()
    assert "intents.yaml is missing" in mistake(place)
