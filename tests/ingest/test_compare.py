"""Local guidance beside national guidance: what was planted is found, what agrees is left alone, a rebuild is cheap."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ingest import compare
from ingest.pipeline import run
from sharebot.retrieval import differences
from sharebot.retrieval.differences import AreaDifferences, Difference
from sharebot.retrieval.embedder import Embedder
from sharebot.retrieval.library import Library
from sharebot.retrieval.manifest import library_folder, read_manifest
from sharebot.settings import ROOT, Settings
from sharebot.yamltext import read_yaml
from tests.ingest.conftest import Folder

AREAS = Path(__file__).parent / "areas"
PAGES = (
    "adult-gp-practices-contractors", "adult-marac", "adult-protection-duty-to-report",
    "adult-protection-reporting-without-a-duty", "adult-protection-section-10-records",
    "adult-at-risk-three-point-test", "adult-capacity-refusal", "agreement-or-isa-missing",
    "care-experience-label-school-college", "charity-sharing-about-a-child", "child-age-and-views",
    "child-protection-not-sure", "child-protection-share-now", "complaints-about-sharing", "consent-children-families",
    "courts-orders-and-solicitors", "data-breach-what-to-do", "domestic-abuse-addresses-and-history",
    "fitness-to-drive-dvla", "health-staff-sharing-children", "housing-worker-child-concern",
    "ird-information-sharing", "leaving-care-who-gets-what", "parents-child-file-requests",
    "parents-school-record-requests", "police-ask-without-warrant", "police-asking-about-a-child",
    "recording-decisions-and-retention", "references-for-former-workers", "school-moves-and-leavers",
    "secure-routes-and-checking-callers", "subject-access-other-people-serious-harm", "telling-family-before-sharing",
    "telling-the-person-privacy-information",
)  # fmt: skip
"""National pages on what the areas' documents are about, and on what is only next to it."""

PLANTED = {
    "one-desk": ("2.1", "First Contact Desk"),
    "written-confirmation-24-hours": ("2.2", "within 24 hours"),
    "out-of-hours-decider": ("3.2", "Partnership Manager decides"),
    "written-agreement-at-12": ("4.2", "12 or over"),
    "not-told-review-5-days": ("4.3", "five working days"),
    "police-one-door": ("5.1", "Police Information Desk"),
    "marac-sign-off": ("7.2", "signed off by a manager"),
    "hidden-address-by-phone": ("7.3", "by phone only"),
    "mistake-within-one-hour": ("11", "within one hour"),
    "adult-report-4-hours": ("3.1", "within four hours"),
    "partners-without-duty-call": ("3.3", "Advice Line"),
    "two-people-for-no-report": ("5", "two people agree"),
    "section-10-three-days": ("7", "three working days"),
    "pupil-record-10-days": ("2.1", "10 school days"),
    "pupil-record-second-check": ("2.3", "second check"),
    "child-protection-file-5-days": ("3.2", "five school days"),
    "care-experience-written-agreement": ("4.1", "written in their own words"),
    "leaver-12-months": ("5", "12 months"),
}
"""What knowledge/local/README.md lists: the number of the section and words of the local rule."""

AGREEING = (
    "1.1", "1.2", "1.3", "2. Is this an adult", "4. When the adult says no", "6. Attorneys", "4.1 When to ask", "5.3",
    "2.2 Who counts", "2.4 When one parent", "4.2 What the class", "4.5",
)  # fmt: skip
"""Sections of the example partnership that say what national guidance says."""


@dataclass(frozen=True)
class Score:
    """Of one area: which planted differences were found, and which found differences were not planted."""

    planted: int
    found: int
    false_alarms: tuple[str, ...]
    shown: int


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory, real_embedder: Embedder) -> Settings:
    """A library of national pages, of the example partnership and of the two invented areas."""
    place = tmp_path_factory.mktemp("areas")
    knowledge = place / "knowledge"
    for page in PAGES:
        _copy(ROOT / "knowledge" / "code-of-practice" / f"{page}.md", knowledge / "code-of-practice")
    _copy(ROOT / "knowledge" / "sources.yaml", knowledge)
    for file in (ROOT / "knowledge" / "local").iterdir():
        _copy(file, knowledge / "local")
    for file in AREAS.glob("*/*.md"):
        _copy(file, knowledge / "local" / file.parent.name)
    made = Settings(data=place / "data", knowledge=knowledge)
    run(made, knowledge, lambda *_: None, real_embedder)
    return made


def _copy(file: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(file, folder / file.name)


def of_area(settings: Settings, area: str) -> AreaDifferences:
    return differences.load(library_folder(settings) / read_manifest(settings).folder)[area]


def heading(one: Difference) -> str:
    return one.local.section.split("›")[-1].strip()


def score(settings: Settings, area: str) -> Score:
    planted: list[dict[str, Any]] = read_yaml(AREAS / area / "planted.yaml")["planted"]
    found = of_area(settings, area).differences
    right: dict[str, set[str]] = {}
    for one in found:
        for row in planted:
            here = row["document"] == one.local.source_id and heading(one).startswith(row["section"])
            if here and row["words"].lower() in one.local.quote.lower() and one.kind in row["kinds"]:
                right.setdefault(one.id, set()).add(row["name"])
    names = {name for several in right.values() for name in several}
    wanted = [row["name"] for row in planted if not row.get("optional")]
    wrong = tuple(f"{heading(one)}: {one.variant}" for one in found if one.id not in right)
    return Score(len(wanted), len([name for name in wanted if name in names]), wrong, len(found))


def test_what_was_planted_in_the_example_partnership_is_found(settings: Settings) -> None:
    found = of_area(settings, "invermorran").differences

    missed = [
        name
        for name, (section, words) in PLANTED.items()
        if not any(heading(one).startswith(section) and words in one.local.quote for one in found)
    ]
    assert len(missed) <= 1, missed


def test_where_the_example_partnership_agrees_nothing_is_said_to_differ(settings: Settings) -> None:
    found = of_area(settings, "invermorran").differences

    assert [f"{heading(one)}: {one.variant}" for one in found if heading(one).startswith(AGREEING)] == []
    assert [one.variant for one in found if one.conflict] == []
    assert len(found) <= 2 * len(PLANTED)


@pytest.mark.parametrize("area", ["strathduie", "kyleford", "glenorran"])
def test_an_area_it_was_not_written_from_is_compared_well_enough(settings: Settings, area: str) -> None:
    scored = score(settings, area)

    assert scored.found >= 0.7 * scored.planted, scored
    assert len(scored.false_alarms) <= 0.2 * scored.shown, scored


def test_less_than_national_guidance_asks_for_is_marked_to_be_raised(settings: Settings) -> None:
    by_heading = {heading(one): one for one in of_area(settings, "kyleford").differences}

    for name, follow in (("Passing on a concern", "national"), ("Speed", "national"), ("Telling the regulator", "law")):
        assert by_heading[name].conflict, name
        assert by_heading[name].follow in (follow, "national"), name


def test_the_words_of_both_sides_stand_in_their_passages(settings: Settings, real_embedder: Embedder) -> None:
    library = Library.open(settings, real_embedder)
    for area in ("invermorran", "strathduie", "kyleford", "glenorran"):
        for one in of_area(settings, area).differences:
            for side in (one.local, one.national):
                if side is not None:
                    passage = library.passage(side.passage_id)
                    assert " ".join(side.quote.split()) in " ".join(passage.text.split())
                    assert (side.source_id, side.section) == (passage.source_id, passage.section)
            assert library.passage(one.local.passage_id).area == area
            assert one.national is None or library.passage(one.national.passage_id).area is None
    library.close()


def test_a_time_limit_set_by_regulations_is_law(settings: Settings) -> None:
    [record] = [one for one in of_area(settings, "strathduie").differences if "20 school days" in one.local.quote]

    assert record.by_law
    assert (record.conflict, record.follow) == (True, "law")


NATIONAL = """---
id: national
title: Requests for records
jurisdiction: {jurisdiction}
sources:
  - id: some-act
    url: https://example.scot/act
---
# Requests for records

Reply to a request for the housing record within 15 working days. [some-act s.1]
"""
LOCAL = """---
id: fern
title: Fern procedure
area: fern
---
# Fern procedure

## Requests

Reply to a request for the housing record within {days} working days.
"""


def written(folder: Folder, days: int, jurisdiction: str = "Scotland") -> tuple[Difference, ...]:
    folder.write("code-of-practice/national.md", NATIONAL.format(jurisdiction=jurisdiction))
    folder.write("local/fern.md", LOCAL.format(days=days))
    folder.ingest()
    return of_area(folder.settings, "fern").differences


def test_a_longer_local_limit_is_a_conflict_and_a_shorter_one_is_not(folder: Folder) -> None:
    [longer] = written(folder, 20)
    [shorter] = written(folder, 10)

    assert (longer.variant, longer.conflict, longer.follow) == ("time.weaker", True, "national")
    assert (shorter.variant, shorter.conflict, shorter.follow) == ("time.stricter", False, "local")
    assert (shorter.topic, shorter.kind) == ("Requests for records", "time")


def test_the_same_limit_is_no_difference(folder: Folder) -> None:
    assert written(folder, 15) == ()


def test_english_guidance_is_not_compared_with(folder: Folder) -> None:
    folder.write("toolkits/other.md", "# Other\n\nNothing to do with it at all, whatever it may say.\n")
    [alone] = written(folder, 20, jurisdiction="England")

    assert (alone.national, alone.conflict) == (None, False)


def test_an_act_in_the_register_makes_the_national_side_law(folder: Folder) -> None:
    folder.write("sources.yaml", "- {id: some-act, type: statute}\n")

    [longer] = written(folder, 20)

    assert (longer.by_law, longer.follow) == (True, "law")


def test_a_library_without_local_guidance_has_an_empty_comparison(folder: Folder) -> None:
    folder.write("code-of-practice/national.md", NATIONAL.format(jurisdiction="Scotland"))
    folder.ingest()

    assert differences.load(library_folder(folder.settings) / read_manifest(folder.settings).folder) == {}


def test_the_same_documents_give_the_same_bytes_and_are_compared_once(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(folder, 10)
    first = file_of(folder).read_bytes()
    folder.ingest(afresh=True)
    assert file_of(folder).read_bytes() == first

    monkeypatch.setattr(compare, "National", lambda *_: pytest.fail("compared again"))
    (folder.path / "local/fern.md").touch()
    folder.ingest()
    assert file_of(folder).read_bytes() == first


def test_a_lost_comparison_is_made_again_by_the_next_build(folder: Folder) -> None:
    [before] = written(folder, 10)
    file_of(folder).write_text("{", encoding="utf-8")
    (folder.path / "local/fern.md").touch()
    folder.ingest()

    assert of_area(folder.settings, "fern").differences == (before,)


def file_of(folder: Folder) -> Path:
    file = library_folder(folder.settings) / read_manifest(folder.settings).folder / differences.FILE_NAME
    assert json.loads(file.read_text(encoding="utf-8"))["format"] == differences.FORMAT
    return file
