"""`sharebot library differences`: an area's guidance beside national guidance, as words or as one JSON document."""

from collections.abc import Callable
from pathlib import Path

from tests.commands.conftest import Said
from tests.real_parts import AREA

Run = Callable[..., Said]


def test_json_has_each_difference_with_the_words_of_both_sides(run: Run, with_library: Path) -> None:
    told = run("library", "differences", "--area", AREA, "--json").json

    assert set(told) == {"area", "library", "differences", "compared"}
    assert (told["area"], told["compared"] >= len(told["differences"]) > 0) == (AREA, True)
    row = next(row for row in told["differences"] if "five school days" in row["local"]["quote"])
    assert (row["kind"], row["follow"], row["conflict"]) == ("time", "local", False)
    assert "within five school days" in row["sentence"]


def test_words_name_the_area_the_sentence_the_order_and_both_quotations(run: Run, with_library: Path) -> None:
    rows = run("library", "differences", "--area", AREA, "--json").json["differences"]
    said = run("library", "differences", "--area", AREA).out

    assert said.startswith("Where Invermorran differs from national guidance")
    for row in rows:
        assert row["sentence"] in said
        assert f"“{row['local']['quote']}”" in said
        assert row["local"]["passage_id"] in said
        assert row["national"] is None or f"“{row['national']['quote']}”" in said
    assert said.rstrip().endswith("so read the local guidance as well.")


def test_an_area_without_guidance_is_the_callers_mistake_and_names_those_there_are(
    run: Run, with_library: Path
) -> None:
    said = run("library", "differences", "--area", "atlantis")

    assert (said.code, said.out) == (2, "")
    assert said.err == f"The library has no local guidance for 'atlantis'. It has: {AREA}.\n"


def test_an_area_must_be_named(run: Run, with_library: Path) -> None:
    assert run("library", "differences").code == 2


def test_a_library_that_was_never_compared_says_what_to_run(run: Run, with_library: Path) -> None:
    [file] = (with_library / "library").glob("*/differences.json")
    file.unlink()

    said = run("library", "differences", "--area", AREA)

    assert said.code == 1
    assert "Run: python -m ingest" in said.err
