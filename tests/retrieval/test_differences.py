"""The published comparison: loaded, said in plain sentences, and refused where it is missing or damaged."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sharebot.errors import LibraryError
from sharebot.retrieval import differences
from sharebot.retrieval.differences import FILE_NAME, AreaDifferences, Difference, Side
from sharebot.retrieval.library import Library
from sharebot.settings import ROOT
from sharebot.wording import Wording, load_wording

LOCAL = Side("a1", "fern", "Fern procedure", "3. Reporting", 4, "In Fern, report it within four hours.")
NATIONAL = Side("b2", "national", "Reporting", "When", None, "Report it within one working day.")
VALUES = {
    "what": "report", "local": "within four hours", "said": "within four hours", "national": "one working day",
    "national_said": "within one working day", "number": "01632 960101",
}  # fmt: skip
ONE = Difference(
    "d1", "Reporting", "time", "time.stricter", VALUES, "local", conflict=False, by_law=False, local=LOCAL,
    national=NATIONAL,
)  # fmt: skip
FERN = AreaDifferences("glen-fern", 12, (ONE,))


@pytest.fixture(scope="module")
def wording() -> Wording:
    return load_wording(ROOT / "knowledge")


def written(folder: Path) -> Path:
    (folder / FILE_NAME).write_bytes(differences.as_file("v1", "v1 recipe", {"glen-fern": FERN}))
    return folder


def test_what_was_written_is_loaded_again(tmp_path: Path) -> None:
    assert differences.load(written(tmp_path)) == {"glen-fern": FERN}
    assert differences.made_by(tmp_path) == "v1 recipe"


def test_a_comparison_that_is_replaced_is_seen(tmp_path: Path) -> None:
    differences.load(written(tmp_path))
    (tmp_path / FILE_NAME).write_bytes(differences.as_file("v2", "later", {}))

    assert differences.load(tmp_path) == {}


@pytest.mark.parametrize("contents", [b"", b"{", b"[]", b'{"format": "other", "areas": {}}', b'{"areas": {}}'])
def test_a_damaged_comparison_is_one_clear_sentence(tmp_path: Path, contents: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(contents)

    with pytest.raises(LibraryError, match=r"is damaged\. Run: python -m ingest"):
        differences.load(tmp_path)


def test_a_missing_comparison_says_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match=r"have not been compared in this library\. Run: python -m ingest"):
        differences.load(tmp_path)
    assert differences.made_by(tmp_path) is None


def test_both_sides_are_said_in_one_plain_sentence(wording: Wording) -> None:
    said = differences.sentence(wording, "glen-fern", ONE)

    assert said == "Glen Fern asks for the report within four hours; national guidance says within one working day."
    law = differences.sentence(wording, "glen-fern", replace(ONE, by_law=True))
    assert law == "Glen Fern asks for the report within four hours; the law says within one working day."


def test_where_there_is_no_national_rule_the_sentence_says_so(wording: Wording) -> None:
    alone = replace(ONE, variant="time.alone", national=None)

    assert differences.sentence(wording, "fern", alone).endswith("; no national rule on this was found.")


@pytest.mark.parametrize(
    ("changes", "begins"),
    [
        ({}, "Follow the local step"),
        ({"kind": "contact", "variant": "contact.named"}, "For whom to phone, local guidance comes first"),
        ({"follow": "national", "conflict": True}, "National guidance comes before local guidance"),
        ({"follow": "law", "conflict": True}, "The law comes before national and local guidance"),
    ],
)
def test_the_order_is_stated(wording: Wording, changes: dict[str, object], begins: str) -> None:
    assert differences.order(wording, replace(ONE, **changes)).startswith(begins)  # type: ignore[arg-type]


def test_every_kind_the_comparison_can_find_has_its_sentence(wording: Wording) -> None:
    source = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "ingest" / "comparing").glob("*.py"))
    variants = sorted(set(re.findall(r'"((?:time|contact|consent|step|threshold|strength)\.[a-z]+)"', source)))

    assert len(variants) >= 20
    for variant in variants:
        national = None if variant.endswith(".alone") else NATIONAL
        kind = variant.split(".")[0]
        one = replace(ONE, kind=kind, variant=variant, national=national)  # type: ignore[arg-type]
        assert re.fullmatch(r"[A-Z][^{}]+; [^{}]+\.", differences.sentence(wording, "fern", one)), variant
        assert wording[f"differences.kind.{kind}"]


def test_everything_that_can_be_asked_for_has_a_name(wording: Wording) -> None:
    from ingest.comparing.patterns import ACTIONS

    assert all(wording[f"differences.what.{name}"] for name in (*ACTIONS, "this"))


def test_the_public_json_has_both_sides_and_the_words_that_differ(wording: Wording) -> None:
    row = differences.as_json(wording, "fern", ONE)

    assert set(row) == {
        "id", "topic", "kind", "sentence", "order", "follow", "conflict", "words", "local", "national",
    }  # fmt: skip
    assert row["words"] == {"local": "within four hours", "national": "one working day"}
    assert set(row["local"]) == {"passage_id", "source_id", "title", "section", "page", "quote"}


def test_the_library_gives_an_areas_differences_and_none_where_there_is_no_area(
    library: Library, build: Callable[[], None]
) -> None:
    east = library.differences("east")

    assert east is not None
    assert east.area == "east"
    assert library.differences("north") is None
