"""Numbers that blocks begin with, and runs of them that follow each other in the document."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.document import Block

CONTAINER = re.compile(r"(?:schedule|annexe?|appendix)\b", re.I)
"""A heading below which numbers begin again."""

WORD = (
    r"(?i:(?:section|article|regulation|rule|clause|recital|(?:(?:schedule|annexe?|appendix)\s+\w+,?\s+)?paragraph)\s+)"
)
NUMBER = r"(?P<prefix>(?:[A-PR-Z]\.?)?(?:\d{1,3}[A-Z]{0,2}\.){0,4})(?P<value>\d{1,3})(?P<letters>[A-Z]{0,2})"
MARK = re.compile(
    rf"(?:(?P<word>{WORD})|(?P<sign>[§¶])\s*|(?P<bracket>[(\[]))?(?P<number>{NUMBER})"
    r"(?P<end>\.?\s*[—–]\s*(?=\(\d)|(?=\(\d)|[.)\]]{0,2}(?=\s|$))\s*(?P<rest>.*)",
    re.DOTALL,
)
UNNUMBERED = re.compile(
    r"(?:foot|end)?notes?|references|bibliography|(?:table of )?contents|glossary|"
    r"(?:version|document|change|revision)s? (?:history|control|log)",
    re.I,
)
"""Headings below which a figure at the start of a line is not the number of a paragraph."""

MONTH = re.compile(r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)[a-z]*\b")
LEADING_IN = (":", "–", "—")
MOST_OPEN = 4
"""Runs that may wait for their next number at once: a list within a list within paragraphs, and a stray."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A number at the start of a block, which may or may not be the number of a paragraph."""

    at: int
    """The block's place in the document."""
    printed: str
    look: str
    """Only numbers that look alike follow each other."""
    prefix: str
    """What stands before the last part: "1." of 1.128."""
    value: int
    letters: str
    words: int
    """After it, in the same block."""
    word: bool
    """Whether it says what it is: Article 15, Section 5."""
    heading: bool
    led_in: bool
    above: tuple[int, ...]
    """The places of the headings it stands under; the last is its own section."""

    @property
    def dotted(self) -> bool:
        return any(character.isdigit() for character in self.prefix)

    @property
    def order(self) -> tuple[int, ...]:
        return tuple(int(part) for part in re.findall(r"\d+", self.printed))


Run = list[Mark]


def find_marks(blocks: Sequence[Block]) -> Iterator[Mark]:
    """Every number that could be a paragraph's."""
    above: tuple[int, ...] = ()
    before = ""
    for at, block in enumerate(blocks):
        heading = block.kind == "heading"
        if heading:
            above = (*(one for one in above if blocks[one].level < block.level), at)
        match = None if block.kind in ("header", "row") else MARK.match(block.text)
        if match and _may_be_number(match, heading) and not any(is_unnumbered(blocks[one].text) for one in above):
            yield _mark(match, at, heading, before.endswith(LEADING_IN), above)
        before = block.text


def is_unnumbered(heading: str) -> bool:
    return UNNUMBERED.fullmatch(heading.strip(" .:")) is not None


def _may_be_number(match: re.Match[str], heading: bool) -> bool:
    rest: str = match["rest"]
    if not int(match["value"]) and not heading:
        return False
    if match["bracket"]:
        return match["end"] == {"(": ")", "[": "]"}[match["bracket"]] and bool(rest)
    if match["word"]:
        # "Regulation 22 of the 2005 Regulations says" is a sentence; on a line of its own it is a label.
        return heading or not rest
    if not rest:
        return not heading and bool(match["prefix"])
    return bool(match["end"] or match["sign"]) or _begins(rest.lstrip("–—- "), dotted="." in match["prefix"])


def _begins(rest: str, dotted: bool) -> bool:
    """Whether a paragraph may begin so, after a bare number: "24 hours" and "12 May" do not."""
    first = rest[:1]
    if first.isdigit() or first.islower() or not rest:
        return dotted and first.isdigit()
    return (first.isalpha() or first in "“‘\"'([") and (dotted or not MONTH.match(rest))


def _mark(match: re.Match[str], at: int, heading: bool, led_in: bool, above: tuple[int, ...]) -> Mark:
    word, sign = " ".join((match["word"] or "").lower().split()), match["sign"] or match["bracket"] or ""
    plain = not word and "." not in match["prefix"]
    look = word or sign + (f"{match['end'].strip()[:1]}{'#' if heading else ''}" if plain else "")
    return Mark(
        at=at, printed=match["number"], look=look, prefix=match["prefix"], value=int(match["value"]),
        letters=match["letters"], words=len(match["rest"].split()), word=bool(word), heading=heading, led_in=led_in,
        above=above,
    )  # fmt: skip


def runs_of(marks: Sequence[Mark]) -> list[Run]:
    """Marks that follow each other; a run of one is a number that nothing follows."""
    alike: dict[tuple[str, str], list[Mark]] = defaultdict(list)
    for mark in marks:
        alike[mark.look, mark.prefix].append(mark)
    return [run for group in alike.values() for run in _runs(group)]


def _runs(marks: Sequence[Mark]) -> list[Run]:
    """A list inside a numbered paragraph has a run of its own, after which the one around it goes on."""
    found: list[Run] = []
    waiting: list[Run] = []
    for mark in marks:
        place = next((n for n in reversed(range(len(waiting))) if _follows(waiting[n], mark)), None)
        if place is not None:
            del waiting[place + 1 :]
            waiting[place].append(mark)
            continue
        if mark.value == 1 and not mark.led_in and waiting and waiting[-1][-1].above[-1:] != mark.above[-1:]:
            # Numbers that begin again below a new heading do not go on with those before it.
            waiting.clear()
        waiting = [*waiting[1 - MOST_OPEN :], [mark]]
        found.append(waiting[-1])
    return found


def _follows(run: Run, mark: Mark) -> bool:
    """Whether `mark` can be the next number of `run`: after 5 comes 5A or 6; a few numbers may be missing."""
    last = run[-1]
    if mark.value == last.value:
        return mark.letters > last.letters
    missing = 3 if mark.dotted or mark.word else 2 if len(run) >= 3 else 1
    return 0 < mark.value - last.value <= missing
