"""Characters nobody sees: removed from every text, and told of when they hid something."""

import re
import unicodedata
from dataclasses import dataclass

STRAYS = "\u00ad\ufeff"
"""Soft hyphens and byte order marks: leftovers of programs, hardly ever meant to hide anything."""

JOINERS = "\u200c\u200d"
"""They shape letters in some alphabets, and pictures made of several; between Latin letters they have no use."""

WIDTHLESS = "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u206f\u3164\uffa0\ufff9-\ufffb"
DIRECTIONS = "\u061c\u200e\u200f\u202a-\u202e"
SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
TAGS = "\U000e0000-\U000e007f"
BROKEN = "\x00-\x08\x0b-\x1f\x7f\x80-\x9f\ud800-\udfff\ufffe\uffff\U0001d173-\U0001d17a"

INVISIBLE = re.compile(f"[{STRAYS}{WIDTHLESS}{DIRECTIONS}{SELECTORS}{TAGS}{BROKEN}{JOINERS}]")
MEANT_JOINER = re.compile(f"(?<=[^\\x00-\\u024f])[{JOINERS}\ufe0f]+(?=[^\\x00-\\u024f])|(?<=[^\\x00-\\u024f])\ufe0f")
HIDING = re.compile(f"[{TAGS}]{{2,}}|[{SELECTORS}]{{2,}}|[\u202d\u202e]")
"""Tags and selectors can spell a whole message; an override turns the order of letters round."""

INSIDE_WORD = re.compile(f"(?<=[^\\W\\d_])[{WIDTHLESS}{JOINERS}](?=[^\\W\\d_])")
MOST_INSIDE_WORDS = 3
SPACES = re.compile(r"\s+")
MANY_MARKS = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff]{5,}")


@dataclass(frozen=True, slots=True)
class Visible:
    """A text with what can be seen of it."""

    text: str
    hid: bool
    """Whether words were hidden in it, or hidden from a search."""


def visible(text: str) -> Visible:
    """Without invisible characters; letters that are written in two ways in the usual one."""
    if text.isascii() and text.isprintable():
        return Visible(text, False)
    hid = HIDING.search(text) is not None or len(INSIDE_WORD.findall(text)) > MOST_INSIDE_WORDS
    text = SPACES.sub(" ", text)
    kept = INVISIBLE.sub("", text) if not MEANT_JOINER.search(text) else _but_joiners(text)
    # Marks heaped on a letter are decoration at best, and slow to put in order.
    kept = MANY_MARKS.sub("", kept)
    return Visible(unicodedata.normalize("NFC", kept).strip(), hid)


def _but_joiners(text: str) -> str:
    """Emoji and some alphabets need their joiners."""
    pieces, end = [], 0
    for match in MEANT_JOINER.finditer(text):
        pieces += [INVISIBLE.sub("", text[end : match.start()]), match[0]]
        end = match.end()
    return "".join([*pieces, INVISIBLE.sub("", text[end:])])
