"""Each document is read apart: it may take no more than its share, and whatever becomes of it, we go on."""

import faulthandler
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from ingest.document import Block
from ingest.read import read
from ingest.reading import isolate, worker
from ingest.reading.isolate import Limits, run_apart, stop_helpers, usual_limits
from ingest.sources import Found, find
from sharebot.errors import DocumentError
from tests.ingest.conftest import Folder

ROOT = Path(__file__).resolve().parents[2]
LARGE = "<p>Share with the team that needs it.</p>" * 300_000


def found_in(folder: Folder, name: str) -> Found:
    return next(one for one in find(folder.path, folder.settings.data) if one.name == name)


def children() -> set[int]:
    listed = Path("/proc/self/task").glob("*/children")
    return {int(pid) for file in listed for pid in file.read_text().split()}


def test_what_was_read_comes_back_whole(folder: Folder) -> None:
    folder.write("a.html", "<title>Sharing &amp; care</title><p>Caf\u00e9 \U0001f600</p><h2>Next</h2>")

    what, told = run_apart(found_in(folder, "a.html"), Limits())

    assert (what.title, told) == ("Sharing & care", {})
    assert what.blocks == [Block("paragraph", "Café 😀"), Block("heading", "Next", 2)]


def test_a_document_that_takes_too_long_is_left_out_and_the_next_is_read(folder: Folder) -> None:
    folder.write("slow.html", LARGE)
    folder.write("quick.html", "<p>Share.</p>")
    begun = time.monotonic()

    with pytest.raises(DocumentError, match=r"it needed more than 0\.5 seconds to read, so it was left out"):
        read(found_in(folder, "slow.html"), Limits(seconds=0.5))

    assert time.monotonic() - begun < 15
    assert read(found_in(folder, "quick.html")).blocks


def test_a_document_that_takes_too_much_memory_is_left_out(folder: Folder) -> None:
    folder.write("large.html", LARGE)

    with pytest.raises(DocumentError, match="it needs more memory than a document should"):
        read(found_in(folder, "large.html"), Limits(memory=30_000_000))


@pytest.mark.parametrize(("how", "reason"), [(signal.SIGSEGV, "reading it broke off"), (signal.SIGKILL, "more memory")])
def test_a_reader_that_dies_is_one_document_left_out(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, how: signal.Signals, reason: str
) -> None:
    folder.write("a.html", "<p>Share.</p>")
    question = {"file": str(folder.path / "a.html"), "name": "a.html", "seconds": 20, "memory": 10**9}

    def die(_: object) -> None:
        faulthandler.disable()  # pytest's own report would only be noise
        os.kill(os.getpid(), how)

    monkeypatch.setattr(worker, "_read", die)

    assert reason in worker.answered(question).decode()


def test_a_helper_that_was_killed_is_replaced(folder: Folder) -> None:
    folder.write("a.html", "<p>Share.</p>")
    read(found_in(folder, "a.html"))
    for helper in isolate._IDLE:
        helper._process.kill()
        helper._process.wait()

    assert read(found_in(folder, "a.html")).blocks


def test_a_helper_that_is_killed_while_it_reads_gives_a_reason(folder: Folder) -> None:
    folder.write("a.html", LARGE)
    stop_helpers()
    before = children()
    done: list[str] = []

    def wait() -> None:
        try:
            read(found_in(folder, "a.html"))
        except DocumentError as error:
            done.append(str(error))

    thread = threading.Thread(target=wait)
    thread.start()
    while not (helpers := children() - before):
        time.sleep(0.01)
    for pid in helpers:
        os.kill(pid, signal.SIGKILL)
    thread.join(30)

    assert done == ["reading it broke off, so it was left out; save it anew"]


def test_threads_read_at_the_same_time_and_nothing_is_left_when_they_are_done(folder: Folder) -> None:
    stop_helpers()
    before = children()
    for number in range(6):
        folder.write(f"{number}.html", f"<p>Words {number}.</p>")
    texts: list[str] = []
    threads = [
        threading.Thread(target=lambda one=one: texts.append(read(one).blocks[0].text))
        for one in find(folder.path, folder.settings.data)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(texts) == [f"Words {number}." for number in range(6)]
    stop_helpers()
    assert children() <= before


def test_one_helper_serves_many_documents(folder: Folder) -> None:
    for number in range(40):
        folder.write(f"{number}.html", f"<p>Words {number}.</p>")
    stop_helpers()
    before = children()

    texts = [read(one).blocks[0].text for one in find(folder.path, folder.settings.data)]

    assert len(texts) == 40
    assert len(children() - before) == 1


def test_ctrl_c_stops_reading_and_leaves_no_process(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write("a.html", LARGE)
    program = (
        # A shell lets what it starts in the background ignore Ctrl-C; a person at a terminal does not.
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "import os, sys; from pathlib import Path; from ingest.read import read; from ingest.sources import Found\n"
        "from ingest.reading import isolate; take = isolate._take\n"
        "def told():\n"
        "    helper = take(); print(helper._process.pid, flush=True); return helper\n"
        "isolate._take = told\n"
        f"read(Found(Path({str(folder.path / 'a.html')!r}), 'a.html', 0, 0))"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")])}
    running = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    )
    assert running.stdout
    helper = int(running.stdout.readline())
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=20)

    assert "KeyboardInterrupt" in said
    with pytest.raises(ProcessLookupError):
        os.killpg(helper, 0)


def test_the_main_program_is_not_run_again_for_a_document(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write("a.html", "<p>Share.</p>")
    script = tmp_path / "program.py"
    script.write_text(
        "print('begun', flush=True)\nfrom pathlib import Path\n"
        "from ingest.read import read\nfrom ingest.sources import Found\n"
        f"print(read(Found(Path({str(folder.path / 'a.html')!r}), 'a.html', 0, 0)).blocks[0].text)\n"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")])}
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, env=environment, check=True)

    assert done.stdout == "begun\nShare.\n"
    assert done.stderr == ""


def test_reading_apart_needs_no_reader_here() -> None:
    program = (
        "import sys; from ingest import read; "
        "print([name for name in ('pypdf', 'docx', 'bs4', 'pptx', 'openpyxl', 'odfdo', 'PIL') if name in sys.modules])"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")])}

    assert (
        subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, env=environment, check=True
        ).stdout
        == "[]\n"
    )


def test_scanned_pages_have_longer_where_they_can_be_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    assert usual_limits(Path("a.pdf")).seconds == 120
    monkeypatch.setattr("shutil.which", lambda _: "/usr/bin/tesseract")
    assert (usual_limits(Path("a.pdf")).seconds, usual_limits(Path("a.docx")).seconds) == (600, 120)


def test_minutes_are_said_as_minutes() -> None:
    assert isolate._too_long(120.0).startswith("it needed more than 2 minutes to read")
