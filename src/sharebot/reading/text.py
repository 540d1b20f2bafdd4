"""A message made ready for matching: one spelling of everything, with the way back to the worker's own words."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

_MASK = re.compile(r"\[(?P<kind>[a-z-]+)[^\]\n]{0,40}\]", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[.!?;\n]+|(?<!\d),(?!\d)|\s[-–—]\s|\bbut\b|\bhowever\b|\balthough\b|\btho(?:ugh)?\b")
_SENTENCE_END = re.compile(r"[.!?\n]+")


@dataclass(frozen=True)
class Span:
    """Where something was found, in the normal text."""

    start: int
    end: int


class Text:
    """`normal` is lower case, without apostrophes, masks as one word; offsets lead back to `raw`."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.normal, self._origin = _normalise(raw)

    def words(self, span: Span) -> str:
        """The worker's own words behind a span of the normal text."""
        if span.start >= span.end:
            return ""
        return self.raw[self._origin[span.start] : self._origin[span.end - 1] + 1].strip()

    @cached_property
    def _clause_starts(self) -> list[int]:
        return [0, *(match.end() for match in _CLAUSE_END.finditer(self.normal))]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [0, *(match.end() for match in _SENTENCE_END.finditer(self.normal))]

    def clauses(self) -> list[Span]:
        """Every clause with words in it, in order."""
        ends = [*self._clause_starts[1:], len(self.normal)]
        spans = [Span(start, end) for start, end in zip(self._clause_starts, ends, strict=True)]
        return [span for span in spans if any(map(str.isalnum, self.normal[span.start : span.end]))]

    def clause(self, place: int) -> Span:
        """The clause around a place: what lies between commas, full stops and 'but'."""
        return self._between(self._clause_starts, place)

    def sentence(self, place: int) -> Span:
        """The sentence around a place."""
        return self._between(self._sentence_starts, place)

    def _between(self, starts: list[int], place: int) -> Span:
        index = bisect_right(starts, place)
        return Span(starts[index - 1], starts[index] if index < len(starts) else len(self.normal))


def _normalise(raw: str) -> tuple[str, list[int]]:
    pieces: list[str] = []
    origin: list[int] = []
    place = 0
    for mask in [*_MASK.finditer(raw), None]:
        end = mask.start() if mask else len(raw)
        for index in range(place, end):
            for letter in _letter(raw[index]):
                pieces.append(letter)
                origin.append(index)
        if mask:
            word = "namex" if mask["kind"].lower() == "name" else "maskx"
            pieces.extend(word)
            origin.extend([mask.start(), *range(mask.start() + 1, mask.start() + len(word) - 1), mask.end() - 1])
            place = mask.end()
    return "".join(pieces), origin


def _letter(letter: str) -> str:
    if letter in "'’‘`´":
        return ""
    if letter in '“”"':
        return '"'
    return letter.lower()
