"""The labelled messages are split by family of situation, and the test part is large and varied enough to tell."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from sharebot.framework.load import load_framework
from sharebot.settings import ROOT

HERE = Path(__file__).parent
PARTS = {"build": "build*.jsonl", "tune": "tune.jsonl", "test": "test*.jsonl"}
SECTORS = {
    *(
        "social work",
        "schools",
        "nursery",
        "health visiting",
        "hospital",
        "GP practice",
        "CAMHS",
        "dentistry",
        "pharmacy",
    ),
    *("housing", "homelessness", "police", "prisons and justice", "Reporter", "third sector", "advocacy", "care homes"),
    *("care at home", "employers", "colleges", "sport and youth groups", "transport"),
}


def rows(part: str) -> list[dict[str, Any]]:
    """Every labelled message of a part."""
    files = sorted(HERE.glob(PARTS[part]))
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def everything() -> list[dict[str, Any]]:
    return [row for part in PARTS for row in rows(part)]


@pytest.mark.parametrize(("one", "other"), [("build", "test"), ("build", "tune"), ("tune", "test")])
def test_no_family_of_situations_stands_in_two_parts(one: str, other: str) -> None:
    assert {row["family"] for row in rows(one)} & {row["family"] for row in rows(other)} == set()


def test_no_message_of_the_test_part_was_built_from() -> None:
    built = {row["message"].casefold().strip() for row in [*rows("build"), *rows("tune")]}
    assert [row["id"] for row in rows("test") if row["message"].casefold().strip() in built] == []


def test_every_message_has_an_id_of_its_own(everything: list[dict[str, Any]]) -> None:
    assert [name for name, count in Counter(row["id"] for row in everything).items() if count > 1] == []


def test_every_label_is_a_fact_of_the_framework_and_rests_on_words_of_the_message(
    everything: list[dict[str, Any]],
) -> None:
    facts = load_framework(ROOT / "knowledge" / "framework").facts
    wrong = [
        (row["id"], fact["id"])
        for row in everything
        for fact in row["facts"]
        if fact["words"] not in row["message"] or fact["value"] not in facts[fact["id"]].values
    ]
    assert wrong == []


def test_an_outcome_that_is_acceptable_is_never_critical(everything: list[dict[str, Any]]) -> None:
    assert [
        row["id"] for row in everything if {row["outcome"], *row["acceptable"]} & set(row.get("critical", []))
    ] == []


def test_every_sector_every_outcome_and_enough_traps_are_there(everything: list[dict[str, Any]]) -> None:
    sectors = Counter(row["sector"] for row in everything)
    assert [sector for sector in SECTORS if sectors[sector] < 5] == []
    outcomes = Counter(row["outcome"] for row in rows("test") if row["intent"] == "case")
    assert len(outcomes) == 5
    assert min(outcomes.values()) >= 40
    assert sum(bool(row.get("trap")) for row in rows("test")) >= 40
