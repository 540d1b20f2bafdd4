"""Runs: what is embedded, what is kept, what leaves, and what a failed run leaves behind."""

import os
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.lock import only_run
from ingest.pipeline import is_stale, run
from ingest.summary import NothingReadError
from sharebot.errors import CallerError, LibraryError
from sharebot.retrieval.embedder import load_embedder
from sharebot.retrieval.library import Library
from sharebot.retrieval.manifest import library_folder, manifest_file, read_manifest
from sharebot.retrieval.store import FILE_NAME
from sharebot.settings import BUILT_IN_EMBEDDER
from tests.ingest.conftest import Folder
from tests.retrieval.word_hashing import WordHashing

PAGE = (
    "# Sharing\n\nShare with social work.\n\n## Police\n\nAsk police for a name.\n\n## Housing\n\nTell housing less.\n"
)


def found(folder: Folder, query: str) -> list[str]:
    library = Library.open(folder.settings, WordHashing())
    sources = [hit.passage.source_id for hit in library.search(query)]
    library.close()
    return sources


def test_a_folder_of_plain_documents_becomes_a_library(folder: Folder, make_pdf: Callable[..., Path]) -> None:
    folder.write("sharing.md", PAGE)
    folder.write("notes/visit.txt", "A visit on Tuesday.")
    folder.write("page.html", "<h1>Web</h1><p>Words on the web.</p>")
    make_pdf(folder.path / "guide.pdf", [[("Helvetica", 11, "First page.")], [("Helvetica", 11, "Second page.")]])

    summary = folder.ingest()

    assert (summary.documents, summary.read, summary.passages, summary.new) == (4, 4, 6, 6)
    assert (summary.embedded, summary.kept, summary.withdrawn, summary.unreadable) == (6, 0, 0, [])
    assert found(folder, "visit on Tuesday")[0] == "notes/visit"
    assert found(folder, "second page")[0] == "guide"


def test_a_second_run_embeds_nothing_and_reads_nothing(folder: Folder) -> None:
    folder.write("sharing.md", PAGE)
    first = folder.ingest()
    embedder = WordHashing()

    second = folder.ingest(embedder)

    assert embedder.embedded == []
    assert (second.changed, second.read, second.embedded, second.kept) == (False, 0, 0, 3)
    assert second.version == first.version


def test_the_same_documents_make_the_same_library_wherever_and_whenever(folder: Folder, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = Folder(tmp_path / "other")
    for one in (folder, other):
        one.write("b.md", PAGE)
        one.write("a.txt", "First words.")
    other.ingest()
    other.write("c.txt", "Words that come and go.")
    other.ingest()
    (other.path / "c.txt").unlink()

    assert folder.ingest().version == other.ingest().version


def test_only_the_changed_passage_is_embedded_again(folder: Folder) -> None:
    folder.write("sharing.md", PAGE)
    folder.write("other.txt", "Nothing to do with it.")
    folder.ingest()
    before = set(_ids(folder))
    folder.write("sharing.md", PAGE.replace("a name", "a name and a number"))
    embedder = WordHashing()

    summary = folder.ingest(embedder)

    words, heading = embedder.embedded
    assert "a name and a number" in words
    assert heading == "Police"
    assert (summary.read, summary.new, summary.kept, summary.withdrawn) == (1, 1, 3, 1)
    assert len(before & set(_ids(folder))) == 3
    assert found(folder, "name and a number")[0] == "sharing"


def _ids(folder: Folder) -> list[str]:
    library = Library.open(folder.settings, WordHashing())
    ids = [p.id for document in library.documents() for p in library.passages_of(document["source_id"])]
    library.close()
    return ids


def test_a_new_title_changes_no_id(folder: Folder) -> None:
    folder.write("a.txt", "# How\n\nShare with care.")
    folder.ingest()
    before = _ids(folder)
    folder.write("a.txt.yaml", "title: Sharing with care\nreview_by: 2027-01-01\n")

    summary = folder.ingest()

    assert summary.changed
    assert _ids(folder) == before


def test_a_file_only_touched_is_not_read_again(folder: Folder) -> None:
    file = folder.write("sharing.md", PAGE)
    first = folder.ingest()
    os.utime(file, (1, 1))
    assert is_stale(_own_embedder(folder))

    second = folder.ingest()

    assert (second.changed, second.read, second.version) == (False, 0, first.version)
    assert not is_stale(_own_embedder(folder))


def _own_embedder(folder: Folder) -> object:
    """Settings whose embedder is the one the library was built with: only its name is asked."""
    manifest = read_manifest(folder.settings)
    name = load_embedder(BUILT_IN_EMBEDDER).name
    manifest_file(folder.settings).write_text(manifest.model_copy(update={"embedder": name}).model_dump_json())
    return folder.settings


def test_a_withdrawn_document_leaves(folder: Folder) -> None:
    folder.write("sharing.md", PAGE)
    gone = folder.write("old.txt", "Superseded advice.")
    folder.ingest()
    gone.unlink()

    summary = folder.ingest()

    assert (summary.withdrawn, summary.documents_withdrawn, summary.embedded) == (1, ["old"], 0)
    assert "old" not in found(folder, "superseded advice")


def test_yesterdays_files_are_removed_after_publication(folder: Folder) -> None:
    folder.write("a.txt", "One.")
    folder.ingest()
    (library_folder(folder.settings) / "left-by-a-killed-run").mkdir()
    folder.write("a.txt", "Two.")

    folder.ingest()

    kept = [one.name for one in library_folder(folder.settings).iterdir() if one.is_dir()]
    assert kept == [read_manifest(folder.settings).folder]


@pytest.mark.parametrize("after", [0, 1])
def test_a_failed_run_leaves_the_old_library_working(folder: Folder, after: int) -> None:
    folder.write("a.txt", "Share with social work.")
    version = folder.ingest().version
    for number in range(600):
        folder.write(f"new-{number}.txt", f"New words number {number}.")

    with pytest.raises(LibraryError, match=r"could not be written .*No space left on device.*still works"):
        folder.ingest(WordHashing(fail_after=after * 300))

    library = Library.open(folder.settings, WordHashing())
    assert library.version == version
    assert library.search("social work")[0].passage.source_id == "a"
    library.close()
    assert len([one for one in library_folder(folder.settings).iterdir() if one.is_dir()]) == 1
    assert folder.ingest().documents == 601


def test_an_interrupted_run_leaves_the_old_library_working(folder: Folder) -> None:
    folder.write("a.txt", "Share with social work.")
    folder.ingest()
    folder.write("b.txt", "More.")

    def interrupt(step: str, done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(folder.settings, folder.path, interrupt, WordHashing())

    assert found(folder, "social work") == ["a"]


def test_unreadable_documents_are_named_and_the_rest_is_read(folder: Folder) -> None:
    folder.write("good.txt", "Share with care.")
    folder.write("empty.pdf", b"")
    folder.write("old.doc", b"\xd0\xcf\x11\xe0")

    for _ in range(2):  # the second run remembers what it does not read again
        summary = folder.ingest()

        assert {one.file: one.reason.split(",")[0] for one in summary.unreadable} == {
            "empty.pdf": "it is empty", "old.doc": "it is an old Word file",
        }  # fmt: skip
        assert summary.documents == 1
    library = Library.open(folder.settings, WordHashing())
    assert [one["file"] for one in library.status()["unreadable"]] == ["empty.pdf", "old.doc"]
    library.close()


def test_a_document_that_becomes_readable_comes_in(folder: Folder) -> None:
    folder.write("good.txt", "Share with care.")
    folder.write("bad.txt", b"")
    folder.ingest()
    folder.write("bad.txt", "Better now.")

    summary = folder.ingest()

    assert (summary.documents, summary.unreadable) == (2, [])


def test_a_document_that_becomes_unreadable_leaves_and_is_named(folder: Folder) -> None:
    folder.write("good.txt", "Share with care.")
    folder.write("bad.txt", "Fine for now.")
    folder.ingest()
    folder.write("bad.txt", b"")

    summary = folder.ingest()

    assert (summary.documents, summary.documents_withdrawn) == (1, ["bad"])
    assert [one.file for one in summary.unreadable] == ["bad.txt"]


def test_two_documents_cannot_have_one_id(folder: Folder) -> None:
    folder.write("a.md", "---\nid: same\n---\nFirst.")
    folder.write("b.md", "---\nid: same\n---\nSecond.")
    folder.write("c.md", "Third.")
    folder.write("c.txt", "Fourth.")

    summary = folder.ingest()

    assert [(one.file, one.reason) for one in summary.unreadable] == [
        ("b.md", "its id 'same' is already used by another document")
    ]
    assert set(found(folder, "first third fourth")) == {"same", "c", "c.txt"}


@pytest.mark.parametrize("contents", [{}, {"bad.pdf": b"nonsense"}])
def test_nothing_readable_is_an_error_and_the_old_library_stays(folder: Folder, contents: dict[str, bytes]) -> None:
    good = folder.write("good.txt", "Share with care.")
    folder.ingest()
    good.unlink()
    for name, data in contents.items():
        folder.write(name, data)

    with pytest.raises(NothingReadError) as error:
        folder.ingest()

    assert [one.file for one in error.value.unreadable] == list(contents)
    assert found(folder, "care") == ["good"]


def test_a_folder_that_is_not_there_is_the_callers_mistake(folder: Folder) -> None:
    with pytest.raises(CallerError, match="Give --knowledge"):
        run(folder.settings, folder.path / "nowhere", lambda *_: None, WordHashing())


def test_another_embedder_embeds_everything_again(folder: Folder) -> None:
    folder.write("sharing.md", PAGE)
    first = folder.ingest()

    second = folder.ingest(WordHashing("word-hashing@2"))

    assert (second.embedded, second.kept) == (3, 3)
    assert second.version != first.version


def test_a_damaged_library_is_built_again(folder: Folder) -> None:
    folder.write("sharing.md", PAGE)
    folder.ingest()
    (library_folder(folder.settings) / read_manifest(folder.settings).folder / FILE_NAME).write_bytes(b"nonsense" * 999)

    summary = folder.ingest()

    assert summary.embedded == 3
    assert "sharing" in found(folder, "police")


def test_lost_vectors_are_embedded_again(folder: Folder) -> None:
    folder.write("sharing.md", PAGE)
    folder.ingest()
    chroma = library_folder(folder.settings) / read_manifest(folder.settings).folder / "chroma"
    chroma.rename(chroma.with_name("elsewhere"))

    assert folder.ingest().embedded == 3
    assert "sharing" in found(folder, "police")


def test_afresh_embeds_everything_again(folder: Folder) -> None:
    folder.write("sharing.md", PAGE)
    folder.ingest()

    assert folder.ingest(afresh=True).embedded == 3


def test_two_runs_do_not_collide(folder: Folder) -> None:
    folder.write("a.txt", "Share.")

    with only_run(library_folder(folder.settings)), pytest.raises(LibraryError, match="Another ingest is running"):
        folder.ingest()

    assert folder.ingest().documents == 1


def test_the_lock_holds_between_threads(folder: Folder) -> None:
    refused = []

    def try_to_run() -> None:
        try:
            folder.ingest()
        except LibraryError as error:
            refused.append(str(error))

    folder.write("a.txt", "Share.")
    with only_run(library_folder(folder.settings)):
        other = threading.Thread(target=try_to_run)
        other.start()
        other.join()

    assert len(refused) == 1


def test_a_data_folder_that_cannot_be_written_is_one_sentence(folder: Folder) -> None:
    folder.write("a.txt", "Share.")
    folder.settings.data.write_text("a file where a folder should be")

    with pytest.raises(LibraryError, match="could not be written"):
        folder.ingest()


def test_a_stale_library_is_known_cheaply(folder: Folder) -> None:
    settings = folder.settings
    assert is_stale(settings)
    folder.write("a.txt", "Share.")
    folder.ingest()
    assert is_stale(settings), "it was built with an embedder other than the settings'"
    _own_embedder(folder)
    assert not is_stale(settings)
    folder.write("b.txt", "More.")
    assert is_stale(settings)


def test_passages_stored_are_exactly_the_words_of_the_document(folder: Folder) -> None:
    folder.write("a.md", "Share \u2018only\u2019 what is needed.\n\n- a name\n- an age\n")
    folder.ingest()
    manifest = read_manifest(folder.settings)
    file = library_folder(folder.settings) / manifest.folder / FILE_NAME

    connection = sqlite3.connect(file)
    rows = connection.execute("select text from passages").fetchall()
    connection.close()

    assert rows == [("Share \u2018only\u2019 what is needed.\n\n- a name\n- an age",)]
