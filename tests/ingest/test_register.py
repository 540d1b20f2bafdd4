"""The register of sources: ours holds together, and a mistake in one gets a sentence that names it."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from ingest.official.register import load_register
from sharebot.errors import KnowledgeError
from sharebot.settings import ROOT

GOOD: dict[str, Any] = {
    "id": "a", "title": "A", "publisher": "P", "version": "1", "url": "https://www.gov.scot/a/", "type": "statute",
    "jurisdiction": "Scotland", "status": "current", "licence": "OGL-3.0", "review_by": "2027-05-22", "matters": "All.",
}  # fmt: skip


def load(folder: Path, *entries: dict[str, Any]) -> Any:
    told = [{key: value for key, value in entry.items() if value is not None} for entry in entries]
    (folder / "sources.yaml").write_text(yaml.safe_dump(told), encoding="utf-8")
    return load_register(folder)


def test_our_own_register_holds_together() -> None:
    register = load_register(ROOT / "knowledge")

    assert len(register) > 180
    newer = register.get("fm-guidance")
    assert newer is not None
    assert newer.supersedes == ("fm-guidance-2011",)
    assert "www.legislation.gov.uk" in register.hosts


def test_hosts_are_those_of_documents_that_may_be_fetched(tmp_path: Path) -> None:
    other = GOOD | {"id": "b", "licence": "link-only", "url": "https://elsewhere.example/b"}

    assert load(tmp_path, GOOD, other).hosts == {"www.gov.scot"}


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"licence": "free"}, "entry a: 'licence' is 'free'; it must be OGL-3.0 or link-only."),
        ({"status": "old"}, "entry a: 'status' is 'old'; it must be"),
        ({"title": ""}, "entry a: 'title' cannot be used"),
        ({"review_by": "soon"}, "entry a: 'review_by' cannot be used"),
        ({"colour": "red"}, "entry a: 'colour' is not a key of the register"),
        ({"id": "A b"}, "entry A b: 'id' cannot be used"),
        ({"url": None}, "entry a: 'url' is missing"),
        ({"url": "http://www.gov.scot/a/"}, "entry a: 'url' must start with https://"),
        ({"url": "ftp://www.gov.scot/a/"}, "entry a: 'url' must be a web address"),
        ({"url": "https://me@www.gov.scot/"}, "entry a: 'url' must be a web address"),
        ({"url": "https://www.gov.scot:8080/"}, "entry a: 'url' must be a web address"),
        ({"url": "https://www.gov.scot/a b"}, "entry a: 'url' must be a web address"),
        ({"fetch": {"address": "http://www.gov.scot/a"}}, "entry a: 'fetch.address' must start with https://"),
        ({"fetch": {"pages": "some"}}, "entry a: 'fetch.pages' is 'some'; it must be one or all"),
        ({"supersedes": ["b"]}, "entry a: 'supersedes' names 'b', which is no entry"),
        ({"supersedes": "a"}, "entry a: 'supersedes' names the entry itself"),
        ({"same_as": "z"}, "entry a: 'same_as' names 'z', which is no entry"),
        ({"status": "superseded"}, "entry a: 'status' must be superseded exactly when"),
    ],
)
def test_a_mistake_is_named_with_its_entry_and_its_key(tmp_path: Path, wrong: dict[str, Any], sentence: str) -> None:
    with pytest.raises(KnowledgeError) as caught:
        load(tmp_path, GOOD | wrong)

    assert str(caught.value).startswith(f"sources.yaml, {sentence}")
    assert "\n" not in str(caught.value)


def test_a_missing_key_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="entry a: 'title' is missing; add it"):
        load(tmp_path, {key: value for key, value in GOOD.items() if key != "title"})


def test_an_entry_without_an_id_is_named_by_its_place(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="entry number 2: 'id' is missing"):
        load(tmp_path, GOOD, {key: value for key, value in GOOD.items() if key != "id"})


def test_two_entries_cannot_have_one_id(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="entry a: 'id' appears twice"):
        load(tmp_path, GOOD, GOOD)


def test_an_old_link_that_is_only_shown_may_be_http(tmp_path: Path) -> None:
    old = GOOD | {"licence": "link-only", "url": "http://scotland.gov.uk/Publications/2004/10/20158/45774"}

    assert len(load(tmp_path, old)) == 1


def test_both_sides_of_a_succession_must_agree(tmp_path: Path) -> None:
    newer, older = GOOD | {"supersedes": ["b"]}, GOOD | {"id": "b", "status": "superseded", "superseded_by": "a"}

    assert len(load(tmp_path, newer, older)) == 2
    with pytest.raises(KnowledgeError, match="entry b: 'superseded_by' names 'a', whose supersedes must then name"):
        load(tmp_path, GOOD, older)
    with pytest.raises(KnowledgeError, match="entry a: 'supersedes' names 'b', whose superseded_by must then be 'a'"):
        load(tmp_path, newer, GOOD | {"id": "b"})


def test_a_succession_cannot_go_round_in_a_circle(tmp_path: Path) -> None:
    one = GOOD | {"status": "superseded", "superseded_by": "b", "supersedes": ["b"]}
    other = GOOD | {"id": "b", "status": "superseded", "superseded_by": "a", "supersedes": ["a"]}

    with pytest.raises(KnowledgeError, match="goes round in a circle"):
        load(tmp_path, one, other)


def test_a_register_that_is_no_list_gets_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "sources.yaml").write_text("id: a", encoding="utf-8")

    with pytest.raises(KnowledgeError, match="must be a list of sources"):
        load_register(tmp_path)
