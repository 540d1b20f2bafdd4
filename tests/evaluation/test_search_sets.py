"""The questions that retrieval is measured on are sound, and retrieval does not get worse at them."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from benchmarks.measures import Outcome, Scores, difference, scores
from benchmarks.ours import Ours
from benchmarks.questions import NONE, OTHER, TEST, TUNE, Piece, Place, Quote, folded, load
from benchmarks.retrieval import by_file, outcomes_of
from ingest.pipeline import run
from ingest.read import read
from ingest.sources import find
from sharebot.retrieval.embedder import Embedder
from sharebot.settings import ROOT, Settings
from tests.evaluation.search_floors import FLOORS, LOCAL, SLICES

OWN = (TEST, TUNE)
KNOWLEDGE = ROOT / "knowledge"
AREAS = {"invermorran"}


def rows(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def plain(question: str) -> str:
    return " ".join(re.findall(r"\w+", question.casefold()))


@pytest.fixture(scope="module")
def pages() -> Mapping[str, str]:
    """Every document's words by its id, as its reader gives them."""
    documents = [read(found) for found in find(KNOWLEDGE, KNOWLEDGE / "data")]
    return {one.source.source_id: folded("\n".join(block.text for block in one.blocks)) for one in documents}


@pytest.fixture(scope="module")
def whole_library(tmp_path_factory: pytest.TempPathFactory, real_embedder: Embedder) -> Iterator[Ours]:
    settings = Settings(data=tmp_path_factory.mktemp("whole"), knowledge=KNOWLEDGE)
    run(settings, KNOWLEDGE, lambda *_: None, real_embedder)
    ours = Ours(settings, real_embedder)
    yield ours
    ours.close()


@pytest.fixture(scope="module")
def measured(whole_library: Ours) -> Mapping[str, Scores]:
    """Scores only, so that a failing test cannot show a question."""
    pieces = by_file(whole_library.pieces)
    sets = {file.name: [one for one in load(file, whole_library.files) if one.answerable] for file in OWN}
    return {name: scores(outcomes_of(asked, whole_library.search, pieces)) for name, asked in sets.items()}


def test_every_question_has_an_id_of_its_own() -> None:
    ids = Counter(row["id"] for file in (*OWN, OTHER) for row in rows(file))
    assert [name for name, count in ids.items() if count > 1] == []


def test_no_question_is_asked_twice_or_stands_in_two_parts() -> None:
    asked = Counter(plain(row["question"]) for file in OWN for row in rows(file))
    assert [count for count in asked.values() if count > 1] == []


@pytest.mark.parametrize("file", OWN, ids=lambda file: file.stem)
def test_every_slice_is_known_and_each_part_has_them_all(file: Path) -> None:
    assert {row["slice"] for row in rows(file)} == {*SLICES, NONE}


@pytest.mark.parametrize("file", OWN, ids=lambda file: file.stem)
def test_a_question_has_an_answer_unless_it_is_one_that_the_guidance_does_not_answer(file: Path) -> None:
    assert [row["id"] for row in rows(file) if bool(row["right"]) == (row["slice"] == NONE)] == []


@pytest.mark.parametrize("file", OWN, ids=lambda file: file.stem)
def test_an_area_is_named_where_local_guidance_is_asked_for_and_nowhere_else(file: Path) -> None:
    wrong = [row["id"] for row in rows(file) if (row["area"] is not None) != (row["slice"] == LOCAL)]
    assert wrong == []
    assert {row["area"] for row in rows(file)} - {None} == AREAS


@pytest.mark.parametrize("file", OWN, ids=lambda file: file.stem)
def test_every_quote_stands_in_its_document(file: Path, pages: Mapping[str, str]) -> None:
    missing = [
        (row["id"], number)
        for row in rows(file)
        for number, right in enumerate(row["right"])
        if folded(right["quote"]) not in pages.get(right["source_id"], "")
    ]
    assert missing == []


def test_there_are_as_many_questions_as_were_promised() -> None:
    assert sum(len(rows(file)) for file in OWN) >= 150
    assert len(rows(TEST)) > len(rows(TUNE))


@pytest.mark.parametrize("file", OWN, ids=lambda file: file.stem)
@pytest.mark.parametrize("measure", ["hit_10", "ndcg"])
def test_retrieval_keeps_to_its_floors(measured: Mapping[str, Scores], file: Path, measure: str) -> None:
    figure, floor = getattr(measured[file.name], measure), FLOORS[file.name][measure]

    assert figure >= floor, f"{measure} of {file.stem}: {figure:.3f} beside a floor of {floor}"


def test_ndcg_is_one_when_every_right_piece_comes_first_and_falls_with_each_place_lost() -> None:
    first, second = Outcome((True, False), (True, True), 1), Outcome((False, True), (True, True), 1)

    assert first.ndcg() == 1.0
    assert second.ndcg() == pytest.approx(0.6309, abs=0.0001)
    assert Outcome((True,), (True,), 2).ndcg() == pytest.approx(0.6131, abs=0.0001)
    assert Outcome((False,), (False,), 0).ndcg() == 0.0
    assert scores([first, second]).mrr == 0.75


def test_a_difference_is_worse_only_beyond_noise() -> None:
    right, wrong = Outcome((True,), (True,), 1), Outcome((False,), (False,), 1)

    assert difference([wrong] * 20, [right] * 20).worse
    assert not difference([right, wrong] * 10, [wrong, right] * 10).worse
    assert difference([right, wrong] * 10, [wrong, wrong] * 10) == difference([right, wrong] * 10, [wrong, wrong] * 10)


def test_a_quote_stands_in_a_piece_whatever_its_marks_references_and_line_ends() -> None:
    quote = Quote("a.md", "Tell the family first [ngcp 1.129], unless it is dangerous.")

    assert quote.stands_in(Piece("a.md", None, "- **Tell the family\n  first**, unless it is dangerous. [ngcp 1.129]"))
    assert not quote.stands_in(Piece("b.md", None, quote.quote))
    assert not quote.stands_in(Piece("a.md", None, "Tell the family first"))


def test_a_place_is_found_by_its_first_or_last_words_on_its_page_or_the_next() -> None:
    place = Place("a.pdf", 4, "You need a lawful basis3 to", "of harm.")

    assert place.stands_in(Piece("a.pdf", 5, "you need a law-\nful basis to share"))
    assert place.stands_in(Piece("a.pdf", None, "… at risk of harm"))
    assert not place.stands_in(Piece("a.pdf", 6, "of harm"))
