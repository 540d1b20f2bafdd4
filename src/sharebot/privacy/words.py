"""A text as words that know where they stand and whether they are written as names."""

import re
import unicodedata
from dataclasses import dataclass

_WORD = re.compile(r"(?<![^\W\d])[^\W\d_]+(?:['’-][^\W\d_]+)*(?!_)")
_SHORTENED = frozenset({"mr", "mrs", "ms", "mx", "dr", "rev", "prof", "sgt", "cllr", "st"})
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)


def word_set(text: str) -> frozenset[str]:
    """The words of a text, for lists that are read more easily without quotation marks."""
    return frozenset(text.split())


@dataclass(frozen=True, slots=True)
class Word:
    """One word; `end` is before the possessive 's."""

    core: str
    low: str
    start: int
    end: int
    possessive: bool
    capital: bool
    protected: bool
    gap: str

    def touches(self, after: "Word") -> bool:
        """Whether the next word follows with no more than a space, or a full stop as in "Mr. Smith"."""
        return after.gap in (" ", "  ") or (
            after.gap in (". ", ".") and (self.low in _SHORTENED or len(self.core) == 1)
        )


def words_of(text: str, never: re.Pattern[str]) -> list[Word]:
    """The words of a text; those inside a phrase of `never` are protected."""
    guarded = [match.span() for match in never.finditer(text)]
    words: list[Word] = []
    last = following = 0
    for match in _WORD.finditer(text):
        whole = match.group()
        core = _POSSESSIVE.sub("", whole)
        while following < len(guarded) and guarded[following][1] <= match.start():
            following += 1
        inside = following < len(guarded) and guarded[following][0] <= match.start()
        words.append(_word(whole, core, match.start(), inside, text[last : match.start()]))
        last = match.end()
    return words


def _word(whole: str, core: str, start: int, protected: bool, gap: str) -> Word:
    low = _plain(core.casefold())
    capital = core[0].isupper() and (len(core) == 1 or not core.isupper())
    return Word(core, low, start, start + len(core), whole != core, capital, protected, gap)


def _plain(low: str) -> str:
    """Without accents, so that "Siobhán" is found as "siobhan"."""
    if low.isascii():
        return low
    letters = unicodedata.normalize("NFD", low.replace("’", "'"))
    return "".join(c for c in letters if not unicodedata.combining(c))
