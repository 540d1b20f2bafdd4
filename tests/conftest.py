"""What every test gets: no network, no settings from outside, a browser to ask for, and the versions at the top."""

import ipaddress
import os
import platform
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHOWN = ("chromadb", "streamlit", "torch")
pytest_plugins = ["tests.real_parts"]


class NetworkRefusedError(OSError):
    """A test tried to reach another machine."""


class Gate:
    """Python's own report of every socket event; lets loopback and unix sockets through and remembers the rest."""

    def __init__(self) -> None:
        self.refused: list[str] = []
        self._own_names = {"localhost", "", socket.gethostname().lower()}

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        """An audit hook: raising here stops what was about to happen, whoever asked for it."""
        if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
            address = arguments[1]
            if isinstance(address, tuple):  # a unix socket's address is a path; a connected datagram has none
                self._admit("connect to", address[0])
        elif event == "socket.getaddrinfo":
            self._admit("look up", arguments[0])

    def _admit(self, what: str, host: str | bytes | None) -> None:
        name = host.decode() if isinstance(host, bytes) else host or ""
        if name.lower() in self._own_names or _is_loopback(name):
            return
        self.refused.append(f"A test tried to {what} {name}.")
        raise NetworkRefusedError(self.refused[-1])


def _is_loopback(name: str) -> bool:
    try:
        return ipaddress.ip_address(name.partition("%")[0]).is_loopback
    except ValueError:
        return False


GATE = Gate()


def pytest_configure() -> None:
    """Close the gate before the first test is even collected; it stays closed while this process lives."""
    sys.addaudithook(GATE)


def pytest_report_header() -> str:
    """The versions a failure may turn on."""
    return f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, " + ", ".join(
        f"{name} {_version(name)}" for name in SHOWN
    )


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "missing"


@pytest.fixture(autouse=True)
def refused_connections() -> Iterator[list[str]]:
    """What this test tried to reach; the test fails on any, even where the code under test swallowed the refusal.

    A test that means to be refused clears the list.
    """
    GATE.refused.clear()
    yield GATE.refused
    assert not GATE.refused, "\n".join(GATE.refused)


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """No setting from outside reaches a test, and what it writes lands in a folder of its own: this one."""
    from sharebot.settings import Settings

    for name in [name for name in os.environ if name.startswith("SHAREBOT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setitem(Settings.model_config, "env_file", None)
    data = tmp_path / "data"
    monkeypatch.setenv("SHAREBOT_DATA", str(data))
    return data


@pytest.fixture(scope="session")
def chromium() -> Path:
    """A real browser. Without one a test is skipped and says why; under CI that is a failure."""
    command = [sys.executable, str(ROOT / "scripts" / "browser.py"), "--find"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    if answer.returncode == 0:
        return Path(answer.stdout.strip())
    reason = f"{answer.stderr.strip()} (make test tries to install one)"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
