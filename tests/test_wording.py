"""Sentences by key: none missing, none twice, every place filled."""

from pathlib import Path

import pytest

from sharebot.errors import KnowledgeError
from sharebot.settings import ROOT
from sharebot.wording import Wording, load_wording


def test_a_missing_sentence_is_named() -> None:
    with pytest.raises(KnowledgeError, match=r"no sentence called 'hello\.all'"):
        Wording({})["hello.all"]


@pytest.mark.parametrize("sentence", ["Hello {who}.", "Hello {}.", "Hello {name", "Hello {name!x}."])
def test_a_place_that_cannot_be_filled_is_named_with_those_that_can(sentence: str) -> None:
    with pytest.raises(KnowledgeError, match=r"'hello' has a place that cannot be filled. Places: \{name\}"):
        Wording({"hello": sentence}).say("hello", name="x")


def test_places_are_filled_once_and_what_fills_them_is_left_alone() -> None:
    assert Wording({"hello": "Hello {name}."}).say("hello", name="{name}") == "Hello {name}."


def test_the_real_sentences_load_and_can_be_listed() -> None:
    wording = load_wording(ROOT / "knowledge")

    assert len(wording) == len(list(wording)) > 50
    assert all(sentence.strip() for sentence in wording.values())


@pytest.mark.parametrize(
    ("other", "said"),
    [("a: again", "already given"), ("b: [1, 2]", "'b' must be one piece of text"), ("- b", "must hold lines")],
)
def test_a_second_file_may_not_repeat_a_sentence_or_hold_anything_else(tmp_path: Path, other: str, said: str) -> None:
    (tmp_path / "wording.yaml").write_text("a: one")
    (tmp_path / "wording.d").mkdir()
    (tmp_path / "wording.d" / "more.yaml").write_text(other)

    with pytest.raises(KnowledgeError, match=said):
        load_wording(tmp_path)
