"""Each document is read in a process of its own, which may not take more than its share of time and memory.

The standard library's forkserver would do, were it not that it runs the main program again in every child: under
Streamlit that is the whole app. So a helper process is kept that has loaded the readers (worker.py), and for each
document it makes a copy of itself, which reads, answers in JSON and ends.
"""

import atexit
import json
import logging
import os
import shutil
import signal
import subprocess
import sys
import threading
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from ingest.document import Block, Read
from ingest.sources import Found
from sharebot.errors import DocumentError

log = logging.getLogger(__name__)

START = "import sys; sys.path[:] = sys.argv[1:]; from ingest.reading.worker import serve; serve()"
MOST_OF_ANSWER = 400_000_000
BROKE_OFF = "reading it broke off, so it was left out; save it anew"
PATIENCE = 3.0
SPARE_SECONDS = 5.0
"""The helper notices first that a document takes too long; if it does not, it is ended itself."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take."""

    seconds: float = 120.0
    memory: int = 1_500_000_000
    """Bytes beyond what the helper itself holds."""


def usual_limits(file: Path) -> Limits:
    """Recognising the words on scanned pages takes long, so a PDF has longer where that can be done."""
    recognised = file.suffix.lower() == ".pdf" and shutil.which("tesseract") is not None
    return Limits(seconds=600.0) if recognised else Limits()


def run_apart(found: Found, limits: Limits) -> tuple[Read, dict[str, Any]]:
    """What was found in the file, and what it says of itself. Raises DocumentError with the reason it was not read."""
    helper = _take()
    try:
        answer = helper.ask({"file": str(found.file), "name": found.name, **asdict(limits)}, limits.seconds)
    except BaseException:
        # Ctrl-C, too: what was under way is ended with us.
        helper.end()
        raise
    if answer is None:
        helper.end()
        raise DocumentError(_too_long(limits.seconds) if helper.too_slow else BROKE_OFF)
    if answer.get("reason") == "time":
        helper.end()  # and with it whatever the reader had started, such as text recognition
        raise DocumentError(_too_long(limits.seconds))
    _give_back(helper)
    if reason := answer.get("reason"):
        raise DocumentError(str(reason))
    blocks = [Block(*values) for values in answer["blocks"]]
    return Read(answer["title"], blocks, tuple(answer["notes"])), answer["told"]


def _too_long(seconds: float) -> str:
    minutes = round(seconds / 60)
    time = f"{minutes} minutes" if minutes > 1 else f"{round(seconds, 1):g} seconds"
    return f"it needed more than {time} to read, so it was left out; divide it or save it anew"


class _Helper:
    """The process that has the readers loaded, in a process group of its own: Ctrl-C reaches it through us only."""

    def __init__(self) -> None:
        command = [sys.executable, "-c", START, *(path or str(Path.cwd()) for path in sys.path)]
        self.too_slow = False
        self._process = subprocess.Popen(  # noqa: S603  (our own program)
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
        )

    @property
    def lives(self) -> bool:
        return self._process.poll() is None

    def ask(self, question: dict[str, Any], seconds: float) -> dict[str, Any] | None:
        """None when it died or took too long."""
        timer = threading.Timer(seconds + SPARE_SECONDS, self._give_up)
        timer.daemon = True
        timer.start()
        try:
            return self._exchange(json.dumps(question).encode())
        except (BrokenPipeError, ConnectionResetError, ValueError):
            return None
        finally:
            timer.cancel()

    def _exchange(self, question: bytes) -> dict[str, Any] | None:
        questions, answers = cast(BinaryIO, self._process.stdin), cast(BinaryIO, self._process.stdout)
        questions.write(question + b"\n")
        questions.flush()
        length = answers.readline(20)
        if not length or int(length) > MOST_OF_ANSWER:
            return None
        answer: dict[str, Any] = json.loads(answers.read(int(length)))
        return answer

    def _give_up(self) -> None:
        self.too_slow = True
        self._kill()

    def end(self) -> None:
        """Nothing of it is left afterwards, no zombie either: asked first, it ends its child and waits for it."""
        self._process.terminate()
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            log.debug("The helper did not end when asked")
        self._kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                _close(stream)

    def _kill(self) -> None:
        try:
            if hasattr(os, "killpg"):
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()
        except ProcessLookupError:
            return


def _close(stream: Any) -> None:
    try:
        stream.close()
    except BrokenPipeError:
        return  # what was still to be written to it is of no use to anybody


_IDLE: list[_Helper] = []
_LOCK = threading.Lock()


def _take() -> _Helper:
    """One that is idle, or a new one: two threads may read at the same time."""
    with _LOCK:
        while _IDLE:
            helper = _IDLE.pop()
            if helper.lives:
                return helper
            helper.end()
    return _Helper()


def _give_back(helper: _Helper) -> None:
    with _LOCK:
        _IDLE.append(helper)


def stop_helpers() -> None:
    """End the idle helper processes; the next document starts one anew."""
    with _LOCK:
        while _IDLE:
            _IDLE.pop().end()


def _forget() -> None:
    # A copy of this process must not talk to the helpers of the original.
    global _LOCK
    _LOCK = threading.Lock()
    _IDLE.clear()


atexit.register(stop_helpers)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
