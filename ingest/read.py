"""A file in, a Document out, headings and pages kept; the reading itself is done in a process of its own."""

import stat
from pathlib import Path, PurePosixPath

from ingest.document import Document
from ingest.reading.isolate import Limits, run_apart, usual_limits
from ingest.reading.readers import read_apart
from ingest.sources import BINARY, TEXT, Found, describe, unread_kind
from sharebot.errors import DocumentError

MOST_BYTES = 100_000_000
MOST_BYTES_OF_TEXT = 20_000_000
SHORT = 200_000


def read(found: Found, limits: Limits | None = None) -> Document:
    """Raises DocumentError, its message the reason in plain words, when the file cannot be read."""
    if reason := unread_kind(found):
        raise DocumentError(reason)
    try:
        _check_file(found)
    except OSError as error:
        raise DocumentError(f"it cannot be opened ({error.strerror or error})") from error
    describe(found, {})  # a description that cannot be used is the first thing to say
    # A short page of plain text is read in less time than another process takes to start, by a reader of our own
    # whose time grows with the length of the text and no faster.
    short = found.file.suffix.lower() in TEXT and found.file.stat().st_size <= SHORT
    what, told = read_apart(found) if short else run_apart(found, limits or usual_limits(found.file))
    source = describe(found, told)
    return Document(source.with_title(what.title), tuple(what.blocks), what.notes)


def _check_file(found: Found) -> None:
    """Only an ordinary file of a sensible size, that lies inside the folder it was found in, is opened at all."""
    state = found.file.stat()
    if stat.S_ISDIR(state.st_mode):
        raise DocumentError("it is a folder, whatever its name says")
    if not stat.S_ISREG(state.st_mode):
        raise DocumentError("it is not an ordinary file")
    if not found.file.resolve().is_relative_to(_folder_of(found).resolve()):
        raise DocumentError("it is a link to a file outside this folder; put the file itself here")
    most = MOST_BYTES if found.file.suffix.lower() in BINARY else MOST_BYTES_OF_TEXT
    if state.st_size == 0:
        raise DocumentError("it is empty")
    if state.st_size > most:
        raise DocumentError(f"it is larger than {most // 1_000_000} MB")


def _folder_of(found: Found) -> Path:
    """The folder that was searched: the file's path without its name in it."""
    parts = PurePosixPath(found.name).parts
    return found.file.parents[len(parts) - 1] if found.file.parts[-len(parts) :] == parts else found.file.parent
