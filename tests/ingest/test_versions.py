"""New versions, withdrawn documents, and what becomes of the passages that old records rest on."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.__main__ import main
from ingest.summary import NothingReadError
from ingest.withdraw import restore, withdraw
from sharebot.errors import CallerError, LibraryError
from sharebot.retrieval.archive import archive_file
from sharebot.retrieval.library import Library
from tests.ingest.conftest import Folder
from tests.retrieval.word_hashing import WordHashing

OLD = (
    "---\nid: plan-2011\ntitle: Sharing plan\nversion: '2011'\n---\n# Sharing plan\n\nPhone the desk within two days.\n"
)
NEW = (
    "---\nid: plan-2026\ntitle: Sharing plan\nversion: '2026'\nsupersedes: plan-2011\n---\n# Sharing plan\n\n"
    "Phone the desk within one day.\n"
)


@pytest.fixture
def opened(folder: Folder) -> Callable[[], Library]:
    return lambda: Library.open(folder.settings, WordHashing())


def ids(library: Library, source_id: str) -> list[str]:
    return [passage.id for passage in library.passages_of(source_id)]


def test_a_new_version_takes_the_place_of_the_old_whose_words_stay_readable(
    folder: Folder, opened: Callable[[], Library]
) -> None:
    folder.write("a.md", OLD)
    folder.ingest()
    (old,) = ids(opened(), "plan-2011")
    folder.write("b.md", NEW)

    summary = folder.ingest()

    library = opened()
    assert [document["source_id"] for document in library.documents()] == ["plan-2026"]
    assert {hit.passage.source_id for hit in library.search("phone the desk within two days")} == {"plan-2026"}
    assert summary.withdrawn == 1
    assert library.passage(old).text == "Phone the desk within two days."
    assert library.passage(old).status == "superseded"
    assert library.gone([old])[old].successor == "plan-2026"
    (left,) = library.status()["left_out"]
    assert (left["source_id"], left["version"], left["superseded_by"]) == ("plan-2011", "2011", "plan-2026")


def test_both_versions_arriving_together_come_out_the_same(folder: Folder, opened: Callable[[], Library]) -> None:
    folder.write("a.md", OLD)
    folder.write("b.md", NEW)

    folder.ingest()

    assert ids(opened(), "plan-2011") == []
    assert len(ids(opened(), "plan-2026")) == 1


def test_a_run_with_nothing_new_leaves_old_versions_as_they_are(folder: Folder, opened: Callable[[], Library]) -> None:
    folder.write("a.md", OLD)
    folder.write("b.md", NEW)
    first = folder.ingest()

    second = folder.ingest()
    folder.write("c.md", "# Another\n\nSomething else.\n")
    third = folder.ingest()

    assert (second.changed, second.read, second.version) == (False, 0, first.version)
    assert third.documents == 2
    assert ids(opened(), "plan-2011") == []


def test_the_old_version_comes_back_when_the_new_one_goes(folder: Folder, opened: Callable[[], Library]) -> None:
    folder.write("a.md", OLD)
    new = folder.write("b.md", NEW)
    folder.ingest()
    (newer,) = ids(opened(), "plan-2026")
    new.unlink()

    folder.ingest()

    library = opened()
    (old,) = ids(library, "plan-2011")
    assert library.passage(old).status == ""
    assert library.gone([old]) == {}
    assert library.passage(newer).status == "withdrawn"


def test_versions_that_would_replace_each_other_are_both_kept_and_noted(
    folder: Folder, opened: Callable[[], Library]
) -> None:
    folder.write("a.md", OLD.replace("version: '2011'", "supersedes: plan-2026"))
    folder.write("b.md", NEW)

    summary = folder.ingest()

    assert summary.documents == 2
    assert {one.file for one in summary.noticed} == {"a.md", "b.md"}
    assert "take the other's place" in summary.noticed[0].note


def test_a_third_version_stands_alone(folder: Folder, opened: Callable[[], Library]) -> None:
    folder.write("a.md", OLD)
    folder.write("b.md", NEW)
    folder.write("c.md", NEW.replace("plan-2026", "plan-2030").replace("plan-2011", "plan-2026"))

    assert folder.ingest().documents == 1
    assert len(ids(opened(), "plan-2030")) == 1


def test_changed_words_are_kept_as_they_were(folder: Folder, opened: Callable[[], Library]) -> None:
    folder.write("a.md", OLD)
    folder.ingest()
    (before,) = ids(opened(), "plan-2011")
    folder.write("a.md", OLD.replace("two days", "three days"))

    folder.ingest()

    left = opened().gone([before])[before]
    assert (left.reason, left.passage.text) == ("changed", "Phone the desk within two days.")


def test_reading_everything_afresh_loses_no_former_words(folder: Folder, opened: Callable[[], Library]) -> None:
    folder.write("a.md", OLD)
    folder.write("c.md", "# Another\n\nSomething else.\n")
    folder.ingest()
    (before,) = ids(opened(), "plan-2011")
    (folder.path / "a.md").unlink()

    folder.ingest(afresh=True)

    assert opened().passage(before).status == "withdrawn"


def test_a_withdrawn_document_is_not_found_and_can_come_back(folder: Folder, opened: Callable[[], Library]) -> None:
    folder.write("a.md", OLD)
    folder.write("c.md", "# Another\n\nSomething else.\n")
    folder.ingest()
    (before,) = ids(opened(), "plan-2011")

    withdraw(folder.settings, "plan-2011", why="replaced by a phone call")
    folder.ingest()

    assert opened().search("phone the desk")[0].passage.source_id == "c"
    assert opened().passage(before).status == "withdrawn"
    assert (folder.path / "a.md").is_file()
    (left,) = opened().status()["left_out"]
    assert left["why"] == "replaced by a phone call"
    assert left["withdrawn"].startswith("20")

    restore(folder.settings, "plan-2011")
    folder.ingest()

    assert ids(opened(), "plan-2011") == [before]
    assert not (folder.path / "a.md.yaml").exists()


def test_what_a_description_said_before_survives_withdrawing_and_restoring(folder: Folder) -> None:
    folder.write("a.txt", "Phone the desk.")
    described = folder.write("a.txt.yaml", "title: Desk\nstatus: current\n")
    folder.write("c.md", "# Another\n\nSomething else.\n")
    folder.ingest()

    withdraw(folder.settings, "a")
    folder.ingest()
    restore(folder.settings, "a")

    assert described.read_text() == "title: Desk\nstatus: current\n"


def test_withdrawing_twice_or_what_is_not_there_is_refused(folder: Folder) -> None:
    folder.write("a.md", OLD)
    folder.write("c.md", "# Another\n\nSomething else.\n")
    folder.ingest()
    withdraw(folder.settings, "plan-2011")

    with pytest.raises(CallerError, match="withdrawn already"):
        withdraw(folder.settings, "plan-2011")
    with pytest.raises(CallerError, match=r"no document 'plan-1999'.*library list"):
        withdraw(folder.settings, "plan-1999")
    with pytest.raises(CallerError, match="'c' is not withdrawn"):
        restore(folder.settings, "c")


def test_the_last_document_cannot_leave(folder: Folder) -> None:
    folder.write("a.md", OLD)
    folder.ingest()
    withdraw(folder.settings, "plan-2011")

    with pytest.raises(NothingReadError, match=r"withdrawn\. A library needs at least one"):
        folder.ingest()


def test_a_list_that_is_no_list_of_ids_is_named(folder: Folder) -> None:
    folder.write("a.md", OLD)
    folder.write("b.md", NEW.replace("supersedes: plan-2011", "supersedes: {plan: 2011}"))

    (unreadable,) = folder.ingest().unreadable

    assert "'supersedes' must be the id" in unreadable.reason


def test_a_passage_nobody_ever_saw_is_an_error(folder: Folder, opened: Callable[[], Library]) -> None:
    folder.write("a.md", OLD)
    folder.ingest()

    with pytest.raises(LibraryError, match="never held it"):
        opened().passage("0" * 16)


def test_a_damaged_archive_is_named_and_search_goes_on(folder: Folder, opened: Callable[[], Library]) -> None:
    folder.write("a.md", OLD)
    folder.ingest()
    archive_file(folder.settings).write_bytes(b"not a database, " * 100)

    assert opened().search("phone the desk")
    with pytest.raises(LibraryError, match="archive of former guidance"):
        opened().passage("0" * 16)


def test_many_passages_can_leave_at_once(folder: Folder, opened: Callable[[], Library]) -> None:
    words = "\n\n".join(f"## Part {number}\n\nRule number {number} holds." for number in range(1200))
    folder.write("long.md", words)
    folder.write("c.md", "# Another\n\nSomething else.\n")
    folder.ingest()
    before = ids(opened(), "long")
    (folder.path / "long.md").unlink()

    folder.ingest()

    assert len(opened().gone(before)) == len(before) == 1200
    with sqlite3.connect(archive_file(folder.settings)) as archive:
        assert archive.execute("select count(*) from gone").fetchone() == (1200,)


def test_the_command_adds_a_new_version_and_withdraws_one(
    folder: Folder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    places = ["--knowledge", str(folder.path), "--data", str(folder.settings.data)]
    folder.write("a.md", OLD)
    newer = tmp_path / "plan-three.txt"
    newer.write_text("Phone the desk at once.")

    assert main([*places, "add", str(newer), "--version", "3", "--supersedes", "plan-2011", "--area", "west"]) == 0
    assert "supersedes:\n- plan-2011" in (folder.path / "local" / "plan-three.txt.yaml").read_text()
    assert "1 document, 1 passage" in capsys.readouterr().out

    assert main([*places, "withdraw", "local/plan-three", "--why", "a mistake"]) == 0
    assert "1 document, 1 passage" in capsys.readouterr().out
    assert main([*places, "restore", "local/plan-three"]) == 0
    assert main([*places, "withdraw", "nothing"]) == 2
    assert "no document 'nothing'" in capsys.readouterr().err
