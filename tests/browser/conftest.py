"""The real app in a process of its own, and a real browser that tells when anything leaves this machine."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from sharebot.settings import ROOT
from tests.ui.small_library import build

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
PATIENCE = 120_000
"""Milliseconds for an answer: the first waits for the embedder, on a machine that may be busy."""
SOON = 30_000
"""Milliseconds for everything else."""


@dataclass(frozen=True)
class Server:
    """Where the app listens, and where it keeps what it writes."""

    url: str
    data: Path


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    data = build(tmp_path_factory.mktemp("served"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    outside = {name: value for name, value in os.environ.items() if not name.startswith("SHAREBOT_")}
    with (data / "app.log").open("w") as log:
        app = subprocess.Popen(
            command, cwd=ROOT, env=outside | {"SHAREBOT_DATA": str(data)}, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            _wait_for(f"http://127.0.0.1:{port}/_stcore/health", app)
            yield Server(f"http://127.0.0.1:{port}", data)
        finally:
            app.terminate()
            app.wait(timeout=30)


def _wait_for(address: str, app: "subprocess.Popen[bytes]") -> None:
    """Until the app answers, or has ended."""
    for _ in range(600):
        assert app.poll() is None, "the app ended before it answered"
        try:
            with urlopen(address, timeout=1):
                return
        except (URLError, TimeoutError, ConnectionError):
            with pytest.raises(subprocess.TimeoutExpired):
                app.wait(timeout=0.1)
    pytest.fail("the app did not answer within a minute")


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    expect.set_options(timeout=SOON)
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright, chromium: Path) -> Iterator[Browser]:
    started = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
    yield started
    started.close()


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    """The Ask page, freshly opened. Fails the test when a request leaves this machine or the browser meets an error."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=server.url)
    context.set_default_timeout(SOON)
    left: list[str] = []
    context.on("request", lambda one: None if _ours(one.url) else left.append(one.url))
    opened = context.new_page()
    opened.on("pageerror", lambda error: left.append(str(error)))
    opened.on("dialog", lambda dialog: left.append(dialog.message))
    opened.goto("/")
    expect(opened.get_by_role("heading", level=1)).to_be_visible()
    yield opened
    context.close()
    assert not left


def _ours(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme in ("data", "blob") or parts.hostname == "127.0.0.1"


@pytest.fixture(scope="session", autouse=True)
def no_leftovers(server: Server) -> Iterator[None]:
    """The app's log holds no traceback when everything is done."""
    yield
    assert "Traceback" not in (server.data / "app.log").read_text()
    shutil.rmtree(server.data.parent)
