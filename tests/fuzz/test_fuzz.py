"""The short run of reading damaged files; the long one is `make fuzz`."""

from pathlib import Path

import pytest

from tests.fuzz.mutations import damaged
from tests.fuzz.reading import outcome
from tests.fuzz.seeds import KINDS, seeds

EACH = 40


@pytest.mark.parametrize("kind", KINDS)
def test_the_sound_files_that_are_damaged_can_be_read(kind: str, tmp_path: Path) -> None:
    for number, contents in enumerate(seeds(kind, tmp_path)):
        file = tmp_path / f"sound-{number}{kind}"
        file.write_bytes(contents)
        found = outcome(file)
        assert (found.read, found.wrong) == (True, "")


@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_file_is_read_or_refused_in_one_clause_and_in_time(kind: str, tmp_path: Path) -> None:
    sound = seeds(kind, tmp_path)
    wrong = {}
    for number in range(EACH):
        file = tmp_path / f"{number}{kind}"
        file.write_bytes(damaged(sound, kind, number))
        found = outcome(file)
        if found.wrong:
            wrong[number] = found.wrong

    assert wrong == {}


def test_a_number_always_stands_for_the_same_damage(tmp_path: Path) -> None:
    sound = [b"<html><body><p>Some words to damage, 12 of them.</p></body></html>"] * 2

    assert [damaged(sound, ".html", n) for n in range(30)] == [damaged(sound, ".html", n) for n in range(30)]
    assert seeds(".xlsx", tmp_path) == seeds(".xlsx", tmp_path)
    assert len({damaged(sound, ".html", n) for n in range(30)}) > 25
