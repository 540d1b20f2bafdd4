"""What a digest names in square brackets: `[ngcp 1.129; dpa-2018 Sch 1 paras 10, 18]` as sources and places in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

BRACKET = re.compile(r"\[([^\[\]]{2,300})\]")
SOURCE = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
OUR_OWN = "reasoned"
"""Before what is our inference from the sources named, which none of them says."""

INNER = {"sch": 0, "annex": 0, "app": 0, "part": 1, "ch": 2, "step": 3, "objective": 3, "commitment": 3, "stage": 3}
"""Parts of a document that hold others; a lower figure holds a higher one."""

STARTS_ANEW = ("s", "§")
ELSEWHERE = ("note", "ssi")
"""Numbers that belong to another document: the explanatory notes, a statutory instrument."""

MOST_OF_A_RANGE = 100
_NUMBER = r"(?:\d+[A-Z]*(?:\.\d+)*|[A-Z](?![A-Za-z]))"
_PLACE = re.compile(
    r"(?<![\w(.])(?:(?P<kind>§|ss?\.|(?:explanatory )?notes?(?: paras?)?\b|(?:paras?|arts?|regs?|schs?|annex|app|chs?"
    r"|parts?|steps?|objectives?|commitments?|stages?|ssi)\b\.?)\s*)?"
    rf"(?P<first>{_NUMBER})(?:\([0-9A-Za-z]+\))*(?:\s*[-–]\s*(?P<last>{_NUMBER}|\d+))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Place:
    """A numbered paragraph, a part of the document, or a numbered paragraph of a part."""

    within: tuple[tuple[str, str], ...] = ()
    """Kinds of parts and their numbers, such as sch 1, from the outside inward."""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A source, and the places in it; none when the whole of it is meant."""

    source_id: str
    places: tuple[Place, ...] = ()
    unclear: bool = False
    """Whether it names a place in words that we cannot look up."""


def reference_after(text: str, words: str) -> tuple[Reference, ...]:
    """What the sentence rests on: the first bracket after it on its line, where our pages put it."""
    folded = " ".join(words.split())
    for line in text.split("\n"):
        line = " ".join(line.split())
        at = line.find(folded)
        if at >= 0:
            found = BRACKET.search(line, at + len(folded))
            return references(found.group(1)) if found else ()
    return ()


@lru_cache(maxsize=4096)
def references(bracket: str) -> tuple[Reference, ...]:
    """The sources a bracket names, in order, what is our own inference left out."""
    found = []
    for part in bracket.split(";"):
        named = part.strip()
        if named.startswith(OUR_OWN):
            break
        source_id, _, rest = named.partition(" ")
        if SOURCE.fullmatch(source_id):
            places = tuple(dict.fromkeys(_places(rest)))
            found.append(Reference(source_id, places, unclear=bool(rest.strip()) and not places))
    return tuple(found)


def _places(rest: str) -> Iterator[Place]:
    kind, waiting = "", False
    within: list[tuple[str, str]] = []
    for match in _PLACE.finditer(rest):
        kind = _kind(match.group("kind")) or kind
        first, last = match.group("first"), match.group("last")
        if kind in ELSEWHERE or (first.isalpha() and kind not in INNER):
            continue
        if kind in STARTS_ANEW or (kind in INNER and not _is_inside(kind, within)):
            if waiting:
                yield Place(tuple(within))
            within, waiting = [], False
        numbers = _range(first, last) if last else [first]
        if kind in INNER:
            yield from (Place((*within, (kind, number))) for number in numbers[:-1])
            within, waiting = [*within, (kind, numbers[-1])], True
        else:
            yield from (Place(tuple(within), number) for number in numbers)
            waiting = False
    if waiting:
        yield Place(tuple(within))


def _is_inside(kind: str, within: list[tuple[str, str]]) -> bool:
    return bool(within) and INNER[within[-1][0]] < INNER[kind]


def _kind(told: str | None) -> str:
    plain = (told or "").lower().rstrip(".")
    if "note" in plain:
        return "note"
    return plain[:-1] if plain.endswith("s") and plain != "s" else plain


def _range(first: str, last: str) -> list[str]:
    """1.128 to 1.130, 179A to C. The first and the last alone where it is not plain what lies between."""
    stem, start = re.fullmatch(r"(.*?)(\d+|[A-Z])", first).groups()  # type: ignore[union-attr]
    end = last.removeprefix(stem) if last.startswith(stem) else last
    if start.isdigit() and end.isdigit() and 0 < int(end) - int(start) <= MOST_OF_A_RANGE:
        return [f"{stem}{number}" for number in range(int(start), int(end) + 1)]
    if start.isalpha() and len(end) == 1 and start < end:
        return [f"{stem}{chr(letter)}" for letter in range(ord(start), ord(end) + 1)]
    return [first, last]
