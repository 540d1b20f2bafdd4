"""Workers' questions with the places that answer them, and which pieces of a document are right ones."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

from sharebot.settings import ROOT

FOLDER = ROOT / "tests" / "evaluation"
TEST, TUNE, OTHER = FOLDER / "search-test.jsonl", FOLDER / "search-tune.jsonl", FOLDER / "search-other.jsonl"
NONE = "none"
"""The slice of questions that the documents do not answer."""

LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")
REFERENCE = re.compile(r"\s*\[[^\[\]]*\]")
AT_LINE_START = re.compile(r"^[ \t]*(?:#{1,6}|[-+*•>]|\d{1,3}[.)])[ \t]+", re.MULTILINE)
MARKS = re.compile(r"[*_`\\|]|\s+(?=[.,;:?!])")
MOST_FOLDED = 50_000


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a document as a search gives it: a passage of ours, or a chunk of the tutorial pipeline."""

    file: str
    page: int | None
    text: str


class Right(Protocol):
    """Words of one document that answer a question."""

    @property
    def file(self) -> str: ...

    def stands_in(self, piece: Piece) -> bool: ...

    def on_page_of(self, piece: Piece) -> bool: ...


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence. It must stand whole, but for white space, references in square brackets and marks for a printer."""

    file: str
    quote: str

    def stands_in(self, piece: Piece) -> bool:
        return piece.file == self.file and folded(self.quote) in folded(piece.text)

    def on_page_of(self, piece: Piece) -> bool:
        return piece.file == self.file


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph of a PDF, known by its page and by its first and last words; either of them must stand whole."""

    file: str
    page: int
    start: str
    end: str

    def stands_in(self, piece: Piece) -> bool:
        if not self.on_page_of(piece):
            return False
        text = letters(piece.text)
        return letters(self.start) in text or letters(self.end) in text

    def on_page_of(self, piece: Piece) -> bool:
        """A paragraph may go on over the page, so the pages beside it count."""
        return piece.file == self.file and (piece.page is None or abs(piece.page - self.page) <= 1)


@dataclass(frozen=True, slots=True)
class Question:
    """What a worker might type, and every place known to answer it."""

    id: str
    text: str
    slice: str
    area: str | None
    right: tuple[Right, ...]

    @property
    def answerable(self) -> bool:
        return self.slice != NONE


def load(file: Path, files: Mapping[str, str] | None = None) -> list[Question]:
    """The questions of a set. `files` names the file of each document id, where the set goes by ids."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]
    return [_question(row, files or {}) for row in rows]


def _question(row: dict[str, Any], files: Mapping[str, str]) -> Question:
    right = tuple(_right(one, files) for one in row["right"])
    return Question(row["id"], row["question"], row["slice"], row.get("area"), right)


def _right(told: dict[str, Any], files: Mapping[str, str]) -> Right:
    if "quote" in told:
        return Quote(files[told["source_id"]], told["quote"])
    return Place(told["file"], told["page"], told["start"], told["end"])


@lru_cache(MOST_FOLDED)
def folded(text: str) -> str:
    """Without what a printer or a reference adds to the words; case is kept."""
    bare = MARKS.sub("", AT_LINE_START.sub("", REFERENCE.sub("", LINK.sub(r"\1", text))))
    return " ".join(bare.split())


@lru_cache(MOST_FOLDED)
def letters(text: str) -> str:
    """Small letters and figures only. The number of a footnote, printed against a word, is no part of it."""
    return "".join(re.findall(r"[^\W_]", re.sub(r"(?<=[^\W\d_])\d+", "", text.lower())))
