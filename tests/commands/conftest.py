"""The command line, in this process or as a program of its own."""

import io
import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from sharebot.cli import main
from sharebot.settings import ROOT

BARE = {"PATH": "/usr/bin:/bin", "SHAREBOT_DATA": "/nowhere", "LANG": "C"}
"""An environment with nothing in it, and a data folder that is not there."""


@dataclass(frozen=True)
class Said:
    """What a command said, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on standard output."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        """Each line of standard output as JSON."""
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, in_process: None) -> Callable[..., Said]:
    """Run a command in this process; `typed` is its standard input."""

    def run(*words: str, typed: str = "") -> Said:
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        capsys.readouterr()
        code = main(words)
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return run


@pytest.fixture
def converse(run: Callable[..., Said]) -> Callable[..., list[Any]]:
    """Send objects down `sharebot converse` and get the turns."""

    def converse(*rows: Any, place: Sequence[str] = ()) -> list[Any]:
        said = run("converse", *place, typed="".join(json.dumps(row) + "\n" for row in rows))
        assert said.code == 0, said.err
        return said.lines

    return converse


def program(*words: str, typed: bytes = b"", **environment: str) -> Said:
    """Run `sharebot` as a user does, as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "sharebot.cli", *words],
        cwd=ROOT,
        input=typed,
        capture_output=True,
        check=False,
        timeout=120,
        env={**BARE, **environment},
    )
    return Said(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))
