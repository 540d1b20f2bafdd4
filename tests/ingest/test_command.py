"""`python -m ingest` as a person meets it: words, figures, exit codes, never a traceback."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ingest import __main__ as command
from ingest.summary import Summary
from tests.ingest.conftest import Folder
from tests.retrieval.word_hashing import WordHashing

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _tiny_embedder(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command chooses its embedder from the settings; here it is the tiny one."""
    monkeypatch.setattr("ingest.pipeline.embedder_name", lambda _: WordHashing().name)
    monkeypatch.setattr("sharebot.retrieval.embedder.load_embedder", lambda _: WordHashing())


def ingest(folder: Folder, *arguments: object) -> int:
    places = ["--knowledge", folder.path, "--data", folder.settings.data]
    return command.main([str(one) for one in [*places, *arguments]])


def test_the_summary_is_in_words(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    folder.write("a.txt", "Share.")
    folder.write("b.pdf", b"")

    assert ingest(folder) == 0

    said = capsys.readouterr()
    assert "1 document, 1 passage." in said.out
    assert "Passages: 1 new, 0 kept, 0 withdrawn. 1 embedded" in said.out
    assert "Warning: 1 document could not be read and cannot be searched:\n  b.pdf: it is empty" in said.out
    assert "Reading" in said.err


def test_a_second_run_says_that_nothing_changed(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    folder.write("a.txt", "Share.")
    ingest(folder)

    assert ingest(folder) == 0

    assert capsys.readouterr().out.endswith("Nothing has changed, so nothing was embedded.\n")


def test_json_is_all_there_is_on_standard_output(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    folder.write("a.txt", "Share.")
    folder.write("b.pdf", b"")

    assert ingest(folder, "--json") == 0

    told = json.loads(capsys.readouterr().out)
    assert set(told) == set(Summary.__dataclass_fields__)
    assert told["unreadable"] == [{"file": "b.pdf", "reason": "it is empty"}]


def test_a_withdrawn_document_is_named(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    folder.write("a.txt", "Share.")
    gone = folder.write("b.txt", "Old.")
    ingest(folder)
    gone.unlink()

    ingest(folder)

    assert "Withdrawn: b." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--nonsense"], "Unrecognized arguments: --nonsense"),
        (["remove"], "invalid choice: 'remove'"),
        (["--knowledge", "/no/such/folder"], "There is no folder /no/such/folder"),
        (["add", "/no/such/file.txt"], "There is no file /no/such/file.txt"),
        (["add"], "FILE"),
        (["add", __file__], "does not read test_command.py"),
        (["add", "x.txt", "--tier", "secret"], "There is no tier 'secret'"),
        (["add", "x.txt", "--area", "../up"], "'../up' cannot be an area"),
        (["add", "x.txt", "--review-by", "next year"], "'next year' is not a date"),
        (["add", "x.txt", "y.txt", "--title", "T"], "one file at a time"),
    ],
)
def test_a_mistake_gets_one_sentence_and_exit_code_2(
    folder: Folder, capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    assert ingest(folder, *arguments) == 2

    said = capsys.readouterr()
    assert sentence in said.err
    assert said.err.count("\n") == 1
    assert said.out == ""


def test_nothing_readable_names_each_file_and_exits_1(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    folder.write("b.pdf", b"")

    assert ingest(folder) == 1

    assert "No document in" in (said := capsys.readouterr().err)
    assert "b.pdf: it is empty" in said


def test_a_full_disk_gets_one_sentence(
    folder: Folder, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sharebot.retrieval.embedder.load_embedder", lambda _: WordHashing(fail_after=0))
    folder.write("a.txt", "Share.")

    assert ingest(folder) == 1

    said = capsys.readouterr().err
    assert "No space left on device" in said
    assert "Traceback" not in said


def test_an_error_nobody_foresaw_gets_one_sentence(
    folder: Folder, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(WordHashing, "embed_documents", lambda *_: 1 / 0)
    folder.write("a.txt", "Share.")

    assert ingest(folder) == 1

    said = capsys.readouterr().err
    assert "nobody foresaw" in said
    assert "Traceback" not in said


def test_added_files_are_copied_described_and_found(folder: Folder, tmp_path: Path) -> None:
    (tmp_path / "desk.txt").write_text("Phone the hub.")

    options = ["--area", "west-glen", "--title", "West Glen desk", "--review-by", "2027-05-22"]
    assert ingest(folder, "add", tmp_path / "desk.txt", *options) == 0

    assert (folder.path / "local/desk.txt").read_text() == "Phone the hub."
    described = (folder.path / "local/desk.txt.yaml").read_text()
    assert described == "area: west-glen\ntitle: West Glen desk\nreview_by: '2027-05-22'\n"


def test_a_file_can_be_added_as_a_toolkit(folder: Folder, tmp_path: Path) -> None:
    (tmp_path / "card.md").write_text("# Card\n\nCall 999.")

    assert ingest(folder, "add", tmp_path / "card.md", "--tier", "toolkit") == 0

    assert [one.name for one in (folder.path / "toolkits").iterdir()] == ["card.md"]


def test_an_added_file_never_replaces_another(
    folder: Folder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.write("local/desk.txt", "Ours.")
    (tmp_path / "desk.txt").write_text("Theirs.")

    assert ingest(folder, "add", tmp_path / "desk.txt") == 2

    assert "already holds a desk.txt" in capsys.readouterr().err
    assert (folder.path / "local/desk.txt").read_text() == "Ours."


def test_a_run_with_nothing_to_do_is_quick(folder: Folder) -> None:
    for number in range(200):
        folder.write(f"{number}.txt", f"Words of number {number}.")
    ingest(folder)
    program = (
        "import sys; import ingest.pipeline as p; p.embedder_name = lambda _: 'word-hashing@1'; "
        "from ingest.__main__ import main; code = main(sys.argv[1:]); "
        "print('heavy', [n for n in ('torch', 'chromadb', 'pypdf', 'langchain_core') if n in sys.modules]); "
        "sys.exit(code)"
    )
    arguments = ["--knowledge", str(folder.path), "--data", str(folder.settings.data)]

    began = time.monotonic()
    answer = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True, cwd=ROOT,
        env={"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
    )  # fmt: skip

    assert "Nothing has changed" in answer.stdout
    assert "heavy []" in answer.stdout
    assert time.monotonic() - began < 5
