"""Fetched documents on disk: DATA/official/ID/, its fetched.json naming what holds good; replaced in one step."""

import hashlib
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

FOLDER = "official"
RECORD = "fetched.json"


class KeptPage(BaseModel):
    """A page or a file as it came."""

    model_config = ConfigDict(frozen=True)

    address: str
    final_address: str
    file: str
    sha256: str
    media_type: str
    etag: str = ""
    last_modified: str = ""


class Fetched(BaseModel):
    """What fetched.json says."""

    model_config = ConfigDict(frozen=True)

    source_id: str
    address: str
    final_address: str
    fetched: str
    """When these very words came, as a date and time in UTC."""
    checked: str
    """When they were last found unchanged."""
    document: str
    """The one file the library reads, beneath the source's folder."""
    sha256: str
    """Of the document."""
    media_type: str
    etag: str = ""
    last_modified: str = ""
    pages: tuple[KeptPage, ...]


@dataclass(frozen=True, slots=True)
class Fresh:
    """A document that has just been fetched: its pages as they came, and the one file made of them."""

    pages: tuple[tuple[KeptPage, bytes], ...]
    ending: str
    data: bytes


class Kept:
    """What is kept of one source."""

    def __init__(self, data: Path, source_id: str) -> None:
        self.place = data / FOLDER / source_id
        self._source_id = source_id

    def told(self) -> Fetched | None:
        """What fetched.json says, if its document is there; whether it is as it came is not looked at."""
        try:
            record = Fetched.model_validate_json((self.place / RECORD).read_bytes())
        except (OSError, ValidationError):
            return None
        return record if self._lies_within(record.document) and (self.place / record.document).is_file() else None

    def record(self) -> Fetched | None:
        """None when nothing is kept, or the document is no longer as it came."""
        record = self.told()
        return record if record and self._holds(record.document, record.sha256) else None

    def page(self, address: str) -> tuple[KeptPage, bytes] | None:
        """A page as it came last time, if it is still there as it was."""
        record = self.told()
        for page in record.pages if record else ():
            if page.address == address and self._holds(page.file, page.sha256):
                return page, (self.place / page.file).read_bytes()
        return None

    def replace(self, fresh: Fresh, now: str) -> Fetched:
        """Everything new is written beside the old and made to last; then one rename makes it what holds good."""
        digest = _digest(fresh.data)
        folder = self.place / f"{re.sub('[^0-9]', '', now)}-{digest[:12]}"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        try:
            pages = [page.model_copy(update={"file": f"{folder.name}/{page.file}"}) for page, _ in fresh.pages]
            for page, data in fresh.pages:
                _write(folder / page.file, data)
            _write(folder / f"document{fresh.ending}", fresh.data)
            first = pages[0]
            record = Fetched(
                source_id=self._source_id, address=first.address, final_address=first.final_address, fetched=now,
                checked=now, document=f"{folder.name}/document{fresh.ending}", sha256=digest,
                media_type=first.media_type, etag=first.etag, last_modified=first.last_modified, pages=tuple(pages),
            )  # fmt: skip
            self._publish(record)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        self._tidy(folder.name)
        return record

    def still_good(self, record: Fetched, now: str) -> None:
        """Note that the document was looked for again and is the same."""
        self._publish(record.model_copy(update={"checked": now}))

    def _publish(self, record: Fetched) -> None:
        draft = self.place / f"{RECORD}.new"
        _write(draft, record.model_dump_json(indent=1).encode())
        draft.replace(self.place / RECORD)

    def _tidy(self, keep: str) -> None:
        for folder in self.place.iterdir():
            if folder.is_dir() and folder.name != keep:
                shutil.rmtree(folder, ignore_errors=True)

    def _holds(self, file: str, sha256: str) -> bool:
        try:
            return self._lies_within(file) and _digest((self.place / file).read_bytes()) == sha256
        except OSError:
            return False

    def _lies_within(self, file: str) -> bool:
        return (self.place / file).resolve().is_relative_to(self.place.resolve())


def _write(file: Path, data: bytes) -> None:
    with file.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
