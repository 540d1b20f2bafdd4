"""The helper process: readers loaded once, and a copy of itself for each document, with limits. See isolate.py."""

import gc
import json
import logging
import os
import select
import signal
import sys
import time
import warnings
from dataclasses import astuple
from pathlib import Path
from typing import Any, BinaryIO

from ingest.reading.isolate import BROKE_OFF
from ingest.reading.readers import TOO_MUCH_MEMORY, load_all, read_apart
from ingest.sources import Found
from sharebot.errors import DocumentError

END = b"\n"
"""After a whole answer; without it the child died while writing."""

PIECE = 1 << 20


def serve() -> None:
    """Answer questions until nobody asks any more: a line of JSON in, a length and JSON out."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    questions, answers = sys.stdin.buffer, _only_for_answers()
    # Readers' complaints about odd files they then read well enough are of no use to whoever waits.
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    load_all()
    gc.freeze()  # what is loaded is never looked through again, and so not copied into the children
    for line in questions:
        answer = answered(json.loads(line))
        answers.write(b"%d\n" % len(answer) + answer)
        answers.flush()


def _only_for_answers() -> BinaryIO:
    """Whatever a reader prints goes to the error stream, not between the answers."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def answered(question: dict[str, Any]) -> bytes:
    """JSON: what was read, or the reason why not."""
    if not hasattr(os, "fork"):
        return _read(question)
    receive, send = os.pipe()
    child = os.fork()
    if not child:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        os.close(receive)
        _as_child(question, send)
    os.close(send)
    answer = None
    try:
        answer = _received(receive, time.monotonic() + question["seconds"])
    finally:
        # Also when we are asked to end.
        os.close(receive)
        if answer is None:
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    if answer is None or (os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGALRM):
        return json.dumps({"reason": "time"}).encode()
    return answer[:-1] if answer.endswith(END) else json.dumps({"reason": _of_death(status)}).encode()


def _of_death(status: int) -> str:
    """The system ends a process that takes the last of its memory."""
    by_system = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    return TOO_MUCH_MEMORY if by_system else BROKE_OFF


def _received(pipe: int, until: float) -> bytes | None:
    """Everything the child writes; None when it takes too long."""
    pieces: list[bytes] = []
    while (left := until - time.monotonic()) > 0:
        ready, _, _ = select.select([pipe], [], [], left)
        if ready:
            piece = os.read(pipe, PIECE)
            if not piece:
                return b"".join(pieces)
            pieces.append(piece)
    return None


def _as_child(question: dict[str, Any], pipe: int) -> None:
    """Never returns."""
    try:
        _limit(question)
        answer = _read(question)
        with os.fdopen(pipe, "wb") as stream:
            stream.write(answer + END)
    finally:
        # Not sys.exit: what the helper has to tidy up is not the child's to tidy.
        os._exit(0)


def _limit(question: dict[str, Any]) -> None:
    import resource

    statistics = Path("/proc/self/statm")
    if statistics.exists():  # elsewhere than on Linux the limit would count what is shared as well
        held = int(statistics.read_text().split()[0]) * resource.getpagesize()
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = held + int(question["memory"])
        resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Should the helper be gone, the child still ends.
    signal.setitimer(signal.ITIMER_REAL, question["seconds"] + 1)


def _read(question: dict[str, Any]) -> bytes:
    found = Found(Path(question["file"]), question["name"], 0, 0)
    try:
        what, told = read_apart(found)
        answer: dict[str, Any] = {
            "title": what.title, "blocks": [astuple(block) for block in what.blocks], "notes": what.notes, "told": told,
        }  # fmt: skip
        return json.dumps(answer).encode()
    except DocumentError as error:
        return json.dumps({"reason": str(error)}).encode()
    except MemoryError:
        return json.dumps({"reason": TOO_MUCH_MEMORY}).encode()
