"""A knowledge folder and a library that a test may change: what the app writes must never land in the real one."""

import shutil
from pathlib import Path

from streamlit.testing.v1 import AppTest

from sharebot.retrieval.differences import area_name
from sharebot.settings import ROOT
from tests.ui.small_library import HOSTILE

PAGE = "src/sharebot/ui/pages/library.py"
DOCUMENTS = ("code-of-practice", "toolkits", "local")
ENGLISH = """---
title: Thresholds in England
jurisdiction: England
review_by: 2026-01-31
---
# Thresholds in England

A zebra keeper in England shares at the threshold of significant harm.
"""


def copied(built: Path, folder: Path) -> tuple[Path, Path]:
    """The small library's documents with everything else the app reads, and the library over them."""
    knowledge, data = folder / "knowledge", folder / "data"
    shutil.copytree(ROOT / "knowledge", knowledge, ignore=shutil.ignore_patterns(*DOCUMENTS))
    shutil.copytree(built.parent / "knowledge", knowledge, dirs_exist_ok=True)
    shutil.copytree(built / "library", data / "library")
    manifest = data / "library" / "manifest.json"
    manifest.write_text(manifest.read_text().replace(str(built.parent / "knowledge"), str(knowledge)))
    return knowledge, data


def opened(page: AppTest, part: str) -> AppTest:
    """One part of the Library page."""
    return page.switch_page(PAGE).run().segmented_control(key="library-part").set_value(part).run()


def upload(page: AppTest, name: str, contents: bytes, area: str | None = "west-glen") -> AppTest:
    """Choose a document on the Add part and say which area it is for."""
    page = opened(page, "add")
    page.file_uploader[0].set_value((name, contents, "application/octet-stream"))
    page.run()
    if area is None:
        return page
    box = page.selectbox(key="library-area")
    if area_name(area) not in box.options:
        box.options.append(area_name(area))  # typed, as the box allows; AppTest knows only what the box offered
    return box.set_value(area).run()


def escaped(page: AppTest) -> bool:
    """Whether no markup of the hostile document stands on the page unescaped."""
    pieces = [*page.markdown, *page.header, *page.subheader, *page.caption, *page.button, *page.error, *page.success]
    words = [str(getattr(piece, "value", "") or getattr(piece, "label", "")) for piece in pieces]
    return "<script" in HOSTILE and not any("<" in one.replace("\\<", "") for one in words)
