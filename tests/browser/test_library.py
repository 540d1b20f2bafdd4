"""A knowledge owner's journey: a document is looked at, put in, found, taken out of use, and not found any more."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sharebot.settings import ROOT
from tests.browser.conftest import PATIENCE, Server, _wait_for
from tests.browser.test_accessibility import barriers
from tests.browser.test_journey import settled
from tests.ui.own_library import copied
from tests.ui.small_library import build

pytestmark = pytest.mark.browser

GLEN = b"""# West Glen quokka procedure

1. Phone the quokka desk within one hour <script>alert(1)</script>.
2. Write it down the same day.
"""
PARTS = ("What is indexed", "Search", "Differences", "Glossary", "Not read", "Records affected")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app over a knowledge folder of its own, because an upload is written there."""
    folder = tmp_path_factory.mktemp("owned")
    knowledge, data = copied(build(folder / "built"), folder / "copy")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    outside = {name: value for name, value in os.environ.items() if not name.startswith("SHAREBOT_")}
    ours = {"SHAREBOT_DATA": str(data), "SHAREBOT_KNOWLEDGE": str(knowledge)}
    with (data / "app.log").open("w") as log:
        app = subprocess.Popen(command, cwd=ROOT, env=outside | ours, stdout=log, stderr=subprocess.STDOUT)
        try:
            _wait_for(f"http://127.0.0.1:{port}/_stcore/health", app)
            yield Server(f"http://127.0.0.1:{port}", data)
        finally:
            app.terminate()
            app.wait(timeout=30)
    log_file = data / "app.log"  # run alone, these tests have had it read and removed by `no_leftovers`
    assert not log_file.is_file() or "Traceback" not in log_file.read_text()


def part(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name).click()
    expect(page.get_by_role("radio", name=name)).to_be_checked()
    settled(page)


def search(page: Page) -> None:
    part(page, "Search")
    box = page.get_by_label("What do you want to know?")
    box.fill("whom does the quokka desk phone")
    box.press("Enter")
    expect(page.get_by_text("Words of your question are in bold")).to_be_visible(timeout=PATIENCE)
    settled(page)


@pytest.fixture
def library(page: Page) -> Page:
    page.get_by_role("link", name="Library").click()
    expect(page.get_by_role("heading", name="Library", level=1)).to_be_visible()
    settled(page)
    return page


def test_a_document_is_looked_at_put_in_found_withdrawn_and_not_found(library: Page, server: Server) -> None:
    page = library
    part(page, "Add")
    glen = {"name": "west glen.md", "mimeType": "text/markdown", "buffer": GLEN}
    page.locator("input[type=file]").set_input_files([glen])
    page.get_by_label("What kind of guidance it is").click()
    page.get_by_role("option", name="National guidance").click()
    expect(page.get_by_label("The area it is for")).to_have_count(0)

    page.get_by_role("button", name="Look at it first").click()
    preview = page.locator(".st-key-library-preview")
    expect(preview.get_by_text("How it would look: West Glen quokka procedure")).to_be_visible(timeout=PATIENCE)
    expect(preview.get_by_text("<script>alert(1)</script>")).to_be_visible()
    page.get_by_role("button", name="Put it in the library").click()
    expect(page.get_by_text("west glen.md is in the library.")).to_be_visible(timeout=PATIENCE)

    search(page)
    expect(page.get_by_role("heading", name="West Glen quokka procedure")).to_be_visible()
    expect(page.locator("strong").filter(has_text="quokka").first).to_be_visible()

    part(page, "What is indexed")
    page.get_by_role("button", name="West Glen quokka procedure").click()
    expect(page.locator(".st-key-record h2")).to_be_focused()
    page.get_by_role("button", name="Take this document out of use").click()
    page.get_by_label("Why").fill("A newer one is on its way.")
    page.get_by_role("button", name="Yes, take it out of use").click()
    expect(page.get_by_text(re.compile("is out of use"))).to_be_visible(timeout=PATIENCE)

    search(page)
    expect(page.get_by_role("heading", name="West Glen quokka procedure")).to_have_count(0)
    assert (server.data.parent / "knowledge" / "code-of-practice" / "west glen.md").read_bytes() == GLEN
    assert not Path(ROOT, "knowledge", "code-of-practice", "west glen.md").exists()


@pytest.mark.parametrize("name", PARTS)
def test_every_part_of_the_library_page_has_no_barrier_and_fits_a_narrow_screen(library: Page, name: str) -> None:
    part(library, name)
    if name == "Search":
        search(library)

    assert barriers(library) == []
    library.set_viewport_size({"width": 390, "height": 800})
    assert library.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390


def test_the_form_for_a_document_has_no_barrier_but_the_one_that_is_streamlits(library: Page) -> None:
    """Streamlit gives its place for dropping files a name and the role of something that needs none."""
    part(library, "Add")

    assert [line for line in barriers(library) if "stFileUploaderDropzone" not in line] == []
