"""Put a file into the knowledge folder, with what is known of it beside it."""

import re
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from ingest.sources import READABLE, TIER_OF_FOLDER
from sharebot.errors import CallerError, LibraryError

FOLDER_OF_TIER = {tier: folder for folder, tier in TIER_OF_FOLDER.items()}
MOST_LETTERS = 300
AREA = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")


@dataclass(frozen=True, slots=True)
class Described:
    """What the person who adds a file says of it."""

    tier: str = "local"
    area: str | None = None
    title: str | None = None
    review_by: str | None = None
    version: str | None = None
    supersedes: tuple[str, ...] = ()
    """Ids of the documents that the new one takes the place of."""

    def check(self) -> None:
        """Raises CallerError naming what cannot be used."""
        if self.tier not in FOLDER_OF_TIER:
            raise CallerError(f"There is no tier '{self.tier}'. Use one of: {', '.join(FOLDER_OF_TIER)}.")
        if self.area is not None and not AREA.fullmatch(self.area):
            raise CallerError(f"'{self.area}' cannot be an area. Use small letters, figures and hyphens: west-glen.")
        if self.review_by is not None and not _is_date(self.review_by):
            raise CallerError(f"'{self.review_by}' is not a date. Write it as 2027-05-22.")
        for told in (self.title, self.version, *self.supersedes):
            if told is not None and (len(told) > MOST_LETTERS or not told.isprintable()):
                raise CallerError(f"A title, a version or an id must be one line of at most {MOST_LETTERS} letters.")


def add(files: list[Path], described: Described, knowledge: Path) -> list[Path]:
    """Copy the files in, all or none. Returns where they lie now. Raises CallerError saying what to put right."""
    described.check()
    if described.title and len(files) > 1:
        raise CallerError("A title can be given to one file at a time. Add the files one by one.")
    folder = knowledge / FOLDER_OF_TIER[described.tier]
    places = [folder / file.name for file in files]
    for file, place in zip(files, places, strict=True):
        _check(file, place)
    if len(set(places)) < len(places):
        raise CallerError("Two of the files have the same name. Rename one of them.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file, place in zip(files, places, strict=True):
            _describe(place, described)
            _copy(file, place)
    except OSError as error:
        raise LibraryError(f"The document could not be put into {folder} ({error.strerror or error}).") from error
    return places


def _copy(file: Path, place: Path) -> None:
    """Whole or not at all."""
    if place.exists():
        return
    draft = place.with_name(f".{place.name}.new")
    try:
        shutil.copyfile(file, draft)
        draft.replace(place)
    finally:
        draft.unlink(missing_ok=True)


def _check(file: Path, place: Path) -> None:
    if not file.is_file():
        raise CallerError(f"There is no file {file}.")
    if file.suffix.lower() not in READABLE:
        raise CallerError(f"sharebot does not read {file.name}. It reads: {', '.join(READABLE)}.")
    if place.exists() and not place.samefile(file):
        raise CallerError(f"{place.parent} already holds a {place.name}. Rename the new file, or remove the old one.")


def _describe(place: Path, described: Described) -> None:
    told = {
        "area": described.area, "title": described.title, "version": described.version,
        "review_by": described.review_by, "supersedes": list(described.supersedes),
    }  # fmt: skip
    known = {key: value for key, value in told.items() if value}
    if known:
        text = yaml.safe_dump(known, allow_unicode=True, sort_keys=False)
        place.with_name(f"{place.name}.yaml").write_text(text, encoding="utf-8")


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
