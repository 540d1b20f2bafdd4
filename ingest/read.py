"""A file in, a Document out, headings and pages kept."""

import logging
from collections.abc import Callable
from pathlib import Path

from ingest.document import Document, Read, Source
from ingest.read_html import read_html
from ingest.read_markdown import read_markdown, split_front_matter
from ingest.read_pdf import read_pdf
from ingest.read_text import decode
from ingest.read_word import read_word
from ingest.sources import MARKDOWN, TEXT, Found, describe, unread_kind
from sharebot.errors import DocumentError

MOST_BYTES = {".pdf": 100_000_000, ".docx": 100_000_000}
MOST_BYTES_OF_TEXT = 20_000_000

log = logging.getLogger(__name__)


def read(found: Found) -> Document:
    """Raises DocumentError, its message the reason in plain words, when the file cannot be read."""
    try:
        document = _read(found)
    except DocumentError:
        raise
    except OSError as error:
        raise DocumentError(f"it cannot be opened ({error.strerror or error})") from error
    except RecursionError as error:
        raise DocumentError("it is nested too deeply to be read safely") from error
    except Exception as error:
        # A damaged file can make a reader fail in any way; one document must not stop the others.
        log.info("Could not read %s", found.name, exc_info=True)
        raise DocumentError(f"it is damaged or not what its name says ({type(error).__name__})") from error
    if not any(block.kind != "heading" or block.text for block in document.blocks):
        raise DocumentError("there is no text in it")
    return document


def _read(found: Found) -> Document:
    kind = found.file.suffix.lower()
    if reason := unread_kind(found):
        raise DocumentError(reason)
    _check_size(found.file, kind)
    if kind in TEXT:
        return _read_text(found, markdown=kind in MARKDOWN)
    reader: Callable[[Path], Read] = {".pdf": read_pdf, ".docx": read_word}.get(kind, read_html)
    source = describe(found, {})
    return _document(source, reader(found.file))


def _read_text(found: Found, markdown: bool) -> Document:
    front_matter, body = split_front_matter(decode(found.file.read_bytes()))
    source = describe(found, front_matter)
    return _document(source, read_markdown(body, markdown=markdown, digest=source.status == "digest"))


def _document(source: Source, what: Read) -> Document:
    return Document(source.with_title(what.title), tuple(what.blocks), what.notes)


def _check_size(file: Path, kind: str) -> None:
    size, most = file.stat().st_size, MOST_BYTES.get(kind, MOST_BYTES_OF_TEXT)
    if size == 0:
        raise DocumentError("it is empty")
    if size > most:
        raise DocumentError(f"it is larger than {most // 1_000_000} MB")
