"""The one small file that says which library is published; replacing it is what publishes."""

import os
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from sharebot.errors import LibraryError
from sharebot.settings import Settings

BUILD = "Run: python -m ingest"
FORMAT = "sharebot.library/2"


class Unreadable(BaseModel):
    """A document that is not in the library, and why."""

    model_config = ConfigDict(frozen=True)

    file: str
    reason: str


class Noticed(BaseModel):
    """Something that whoever owns a document should know: what was left out of it, or is odd in it."""

    model_config = ConfigDict(frozen=True)

    file: str
    note: str


class FileState(BaseModel):
    """A document's file when it was last read: enough to tell, cheaply, that it has not changed."""

    model_config = ConfigDict(frozen=True)

    size: int
    modified_ns: int
    sha256: str
    source_id: str | None = None
    supersedes: tuple[str, ...] = ()
    left_out: bool = False
    """Read, but withdrawn or superseded, so that its passages are not in the library."""


class LeftOut(BaseModel):
    """A document that was read but does not stand any more."""

    model_config = ConfigDict(frozen=True)

    file: str
    source_id: str
    title: str
    version: str
    superseded_by: str | None = None
    """None where it was withdrawn."""
    withdrawn: str = ""
    """The day, where it was."""
    why: str = ""


class Manifest(BaseModel):
    """What is published: where it lies, what made it, and from which files."""

    model_config = ConfigDict(frozen=True)

    format: str = FORMAT
    version: str
    folder: str
    embedder: str
    built_at: str
    passages: int
    documents: int
    areas: list[str] = []
    knowledge: str
    recipe: str
    unreadable: list[Unreadable] = []
    noticed: list[Noticed] = []
    left_out: list[LeftOut] = []
    files: dict[str, FileState] = {}


def library_folder(settings: Settings) -> Path:
    """Where libraries and their manifest lie."""
    return settings.data / "library"


def manifest_file(settings: Settings) -> Path:
    """The file whose replacement publishes a library."""
    return library_folder(settings) / "manifest.json"


def read_manifest(settings: Settings) -> Manifest:
    """The published library's manifest. Raises LibraryError when there is none or it cannot be understood."""
    file = manifest_file(settings)
    try:
        manifest = Manifest.model_validate_json(file.read_bytes())
    except FileNotFoundError as error:
        raise LibraryError(f"There is no guidance library in {settings.data} yet. {BUILD}") from error
    except OSError as error:
        raise LibraryError(f"The library's manifest {file} cannot be opened ({error.strerror}). {BUILD}") from error
    except ValidationError as error:
        raise LibraryError(f"The guidance library's manifest {file} is damaged. {BUILD}") from error
    if manifest.format != FORMAT:
        raise LibraryError(f"The guidance library was built by another sharebot ({manifest.format}). {BUILD}")
    return manifest


def publish(settings: Settings, manifest: Manifest) -> None:
    """Replace the manifest in one step: a reader sees the old library or the new one, never half of either."""
    file = manifest_file(settings)
    draft = file.with_suffix(".json.new")
    with draft.open("wb") as stream:
        stream.write(manifest.model_dump_json(indent=1).encode())
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(file)
