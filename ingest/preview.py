"""What would become of a document, before it is in the library."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from ingest.add import FOLDER_OF_TIER, Described
from ingest.read import read
from ingest.sources import READABLE, Found
from ingest.split import split
from sharebot.errors import CallerError
from sharebot.retrieval.passage import Passage

LONGEST_NAME = 150


@dataclass(frozen=True, slots=True)
class Preview:
    """How a document would be split, and what its owner should know of it."""

    title: str
    passages: tuple[Passage, ...]
    notes: tuple[str, ...]


def preview(name: str, contents: bytes, described: Described) -> Preview:
    """Read and split an uploaded document without keeping it.

    Raises CallerError for a name or description that cannot be used, DocumentError when it cannot be read.
    """
    described.check()
    with uploaded(name, contents) as file:
        document = read(Found(file, f"{FOLDER_OF_TIER[described.tier]}/{file.name}", len(contents), 0))
        source = document.source
        source = replace(
            source,
            source_id=source.source_id or file.stem,
            title=described.title or source.title,
            area=described.area or source.area,
            version=described.version or source.version,
        )
        passages = split(replace(document, source=source))
    return Preview(source.title, tuple(passages), document.notes)


@contextmanager
def uploaded(name: str, contents: bytes) -> Iterator[Path]:
    """The upload as a file of its own name in a folder of its own, for as long as it is needed."""
    with tempfile.TemporaryDirectory(prefix="sharebot-upload-") as folder:
        file = Path(folder) / safe_name(name)
        file.write_bytes(contents)
        yield file


def safe_name(name: str) -> str:
    """The last part of an uploaded file's name. Raises CallerError when it cannot be the name of a document."""
    last = PurePath(name.replace("\\", "/")).name
    printable = last.isprintable() and 0 < len(last) <= LONGEST_NAME
    if not printable or last.startswith((".", "~")) or any(character in last for character in '<>:"|?*'):
        raise CallerError("The file's name cannot be used. Give it a short, plain name and choose it again.")
    if PurePath(last).suffix.lower() not in READABLE:
        raise CallerError(f"sharebot does not read {last}. It reads: {', '.join(READABLE)}.")
    return last
