"""Which reader reads which file, and what is done with what it found. Runs apart from the rest: see isolate.py."""

import logging
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from ingest.document import Read
from ingest.reading.neutral import neutralise
from ingest.sources import MARKDOWN, TEXT, Found, describe
from sharebot.errors import DocumentError

READERS = {
    ".pdf": "pdf.read:read_pdf",
    ".docx": "word.read:read_word",
    ".docm": "word.read:read_word",
    ".pptx": "formats.slides:read_slides",
    ".pptm": "formats.slides:read_slides",
    ".xlsx": "formats.sheet:read_sheet",
    ".xlsm": "formats.sheet:read_sheet",
    ".csv": "formats.sheet:read_csv",
    ".eml": "formats.mail:read_mail",
    ".odt": "formats.odt:read_odt",
    ".html": "html.read:read_html",
    ".htm": "html.read:read_html",
}
"""By a file's ending, module and function; a module is imported when the first such file is read."""

ZIPPED = (".docx", ".docm", ".pptx", ".pptm", ".xlsx", ".xlsm", ".odt")
MOST_WORDS_OF_REASON = 45
MOST_OF_REASON = 250

log = logging.getLogger(__name__)

Told = dict[str, Any]
"""What the document says of itself, in front matter or in its own properties."""


def read_apart(found: Found) -> tuple[Read, Told]:
    """Raises DocumentError, its message the reason in plain words, whatever goes wrong."""
    try:
        return _read(found)
    except DocumentError as error:
        raise DocumentError(shortened(str(error))) from error
    except OSError as error:
        raise DocumentError(f"it cannot be opened ({shortened(error.strerror or str(error))})") from error
    except RecursionError as error:
        raise DocumentError("it is nested too deeply to be read safely") from error
    except MemoryError as error:
        raise DocumentError(TOO_MUCH_MEMORY) from error
    except Exception as error:
        # A damaged file can make a reader fail in any way; one document must not stop the others.
        log.info("Could not read %s", found.name, exc_info=True)
        raise DocumentError(f"it is damaged or not what its name says ({type(error).__name__})") from error


TOO_MUCH_MEMORY = "it needs more memory than a document should; divide it or save it anew"


def shortened(reason: str) -> str:
    """One clause on one line."""
    folded = " ".join(reason.split())
    return folded if len(folded) <= MOST_OF_REASON else f"{folded[:MOST_OF_REASON].rstrip()}…"


def _read(found: Found) -> tuple[Read, Told]:
    kind = found.file.suffix.lower()
    _check_beginning(found.file, kind)
    told: Told = {}
    if kind in TEXT:
        what, told = _read_text(found, markdown=kind in MARKDOWN)
    else:
        what = _reader(kind)(found.file)
    what = neutralise(what)
    if not any(block.kind != "heading" or block.text for block in what.blocks):
        raise DocumentError("there is no text in it")
    return what, told


def _read_text(found: Found, markdown: bool) -> tuple[Read, Told]:
    from ingest.formats.markdown import read_markdown, split_front_matter
    from ingest.formats.text import decode

    front_matter, body = split_front_matter(decode(found.file.read_bytes()))
    # A page withdrawn by the file beside it still says on its face that it is a digest.
    digest = "digest" in (front_matter.get("status"), describe(found, front_matter).status)
    return read_markdown(body, markdown=markdown, digest=digest), front_matter


def _reader(kind: str) -> Callable[[Path], Read]:
    module, function = READERS[kind].split(":")
    reader: Callable[[Path], Read] = getattr(import_module(f"ingest.{module}"), function)
    return reader


def _check_beginning(file: Path, kind: str) -> None:
    """Say plainly that a file is another kind than its name says, where its first bytes tell."""
    with file.open("rb") as stream:
        start = stream.read(1024)
    if b"%PDF-" in start and start.lstrip()[:5] == b"%PDF-" and kind != ".pdf":
        raise DocumentError(f"it is a PDF, though its name ends in {kind}; give it the ending .pdf")
    if start.startswith(b"PK\x03\x04") and kind not in ZIPPED:
        raise DocumentError(f"it is a zipped file, such as a Word file, and not text or a PDF as '{kind}' says")
    if start.lstrip()[:14].lower().startswith((b"<!doctype html", b"<html")) and kind in (*ZIPPED, ".pdf"):
        raise DocumentError(f"it is a web page, though its name ends in {kind}; give it the ending .html")


def load_all() -> None:
    """Import every reader, so that a process made from this one need not."""
    for kind in READERS:
        _reader(kind)
    from ingest.formats.markdown import read_markdown
    from ingest.html.read import html_blocks

    # What a first page makes ready, such as compiled patterns, is ready for all.
    neutralise(html_blocks("<ul><li>One</li></ul>"))
    neutralise(read_markdown("One"))
