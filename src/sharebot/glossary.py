"""The field's abbreviations and terms as workers type them, kept in knowledge/glossary.yaml."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError, model_validator

from sharebot.errors import KnowledgeError
from sharebot.yamltext import read_yaml

FILE = "glossary.yaml"
MOST_EXPANSIONS = 6
SPELLED_OUT = ("abbreviation", "slang")
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Entry(BaseModel):
    """One abbreviation or term, what it means, and how else it is typed."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    term: Text
    means: Text
    or_means: tuple[Text, ...] = Field(default=(), alias="or")
    also: tuple[Text, ...] = ()
    kind: Literal["abbreviation", "term", "english-only", "slang"]
    capitals: bool = False
    plain: Text
    scottish: str = ""
    source: str = ""

    @model_validator(mode="after")
    def _scottish_word(self) -> Self:
        if bool(self.scottish) != (self.kind == "english-only"):
            raise ValueError("an entry of the kind english-only, and no other, says in 'scottish' what is used here")
        return self

    @property
    def meanings(self) -> tuple[str, ...]:
        """Everything it can stand for, the likeliest first."""
        return (self.means, *self.or_means)

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every way it is typed."""
        return (self.term, *self.also)


_ENTRIES: TypeAdapter[tuple[Entry, ...]] = TypeAdapter(tuple[Entry, ...])


class Glossary:
    """The entries, and which of them stand in a text. An empty glossary knows none and expands nothing."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.entries = tuple(entries)
        self._by_spelling: dict[str, Entry] = {}
        for entry in self.entries:
            for spelling in map(_plain, entry.spellings):
                if spelling in self._by_spelling:
                    raise KnowledgeError(f"{FILE}: '{spelling}' is given twice, so take one of them out.")
                self._by_spelling[spelling] = entry
        self._pattern = _pattern(self._by_spelling)

    def find(self, words: str) -> tuple[Entry, ...]:
        """The entry spelled like `words`, else every entry whose meanings hold them."""
        wanted = _plain(words)
        singular = re.sub(r"(?<=\w)'?s$", "", wanted)
        if entry := self._by_spelling.get(wanted) or self._by_spelling.get(singular):
            return (entry,)
        return tuple(entry for entry in self.entries if any(_holds(meaning, wanted) for meaning in entry.meanings))

    def standing_in(self, text: str) -> tuple[Entry, ...]:
        """The entries typed in `text` as whole words, of any kind, each once and in order."""
        return tuple(self._found(text))

    def spelled_out(self, query: str) -> str:
        """`query` with the full words beside each abbreviation and each everyday word, for a search: ASP (…)."""
        known = [(end, entry) for entry, end in self._found(query).items() if entry.kind in SPELLED_OUT]
        for end, entry in sorted(known[:MOST_EXPANSIONS], key=lambda one: -one[0]):
            if not any(_holds(query, meaning) for meaning in entry.meanings):
                query = f"{query[:end]} ({entry.means}){query[end:]}"
        return query

    def _found(self, text: str) -> dict[Entry, int]:
        """Every entry typed in `text`, with where its first mention ends."""
        folded, shouted = _fold(text), self._is_shouted(text)
        found: dict[Entry, int] = {}
        for match in self._pattern.finditer(folded):
            entry, typed = self._by_spelling[_plain(match[1])], text[match.start(1) : match.end(1)]
            needs_capitals = entry.capitals and _plain(match[1]) == _plain(entry.term)
            if text[match.end(1) : match.end()].isupper():
                continue  # "GPS" is not a plural of "GP"
            if not needs_capitals or (typed in (entry.term, entry.term.upper()) and not shouted):
                found.setdefault(entry, match.end())
        return found

    def expansions(self, query: str) -> tuple[str, ...]:
        """The full words of the abbreviations in `query`, first meanings first and never more than six.

        An abbreviation whose full words the query already has needs none.
        """
        meant = [
            entry.meanings
            for entry in self.standing_in(query)
            if entry.kind == "abbreviation" and not any(_holds(query, meaning) for meaning in entry.meanings)
        ]
        likeliest = [meanings[0] for meanings in meant]
        others = [meaning for meanings in meant for meaning in meanings[1:]]
        return tuple(dict.fromkeys((*likeliest, *others)))[:MOST_EXPANSIONS]

    def _is_shouted(self, text: str) -> bool:
        """Is all of `text` in capitals, ordinary words too? Then capitals do not tell "IT" from "it"."""
        words = re.findall(r"[^\W\d_]{2,}", text)
        return text.isupper() and any(word.lower() not in self._by_spelling for word in words)


def load_glossary(knowledge: Path) -> Glossary:
    """Read knowledge/glossary.yaml. Raises KnowledgeError when it is missing, or naming the entry that is wrong."""
    rows = read_yaml(knowledge / FILE)
    try:
        return Glossary(_ENTRIES.validate_python(rows))
    except ValidationError as error:
        raise KnowledgeError(f"{FILE}: {_wrong(rows, error)}.") from error


def glossary_if_any(knowledge: Path) -> Glossary:
    """As `load_glossary`, but without the file an empty glossary: other people's documents need not bring one."""
    return load_glossary(knowledge) if (knowledge / FILE).exists() else Glossary()


def _wrong(rows: object, error: ValidationError) -> str:
    first = error.errors()[0]
    if not isinstance(rows, list):
        return "it must be a list of entries, each with a term, what it means, a kind and a plain sentence"
    number, *place = first["loc"]
    row = rows[int(number)]
    name = f" ({row['term']})" if isinstance(row, dict) and "term" in row else ""
    where = f", {place[0]}" if place else ""
    return f"entry {int(number) + 1}{name}{where}: {first['msg'].removeprefix('Value error, ')}"


def _pattern(spellings: Iterable[str]) -> re.Pattern[str]:
    """Any of `spellings`, the longest that fits, as group 1; a plural or possessive s may follow."""
    longest_first = sorted(spellings, key=lambda spelling: (-len(spelling), spelling))
    either = "|".join(re.escape(spelling).replace(r"\ ", r"\s+") for spelling in longest_first)
    return re.compile(rf"(?<!\w)({either})(?:'?s)?(?!\w)" if either else r"(?!)()")


def _fold(text: str) -> str:
    """`text` in lower case with straight apostrophes, letter for letter: no place in it moves."""
    lower = (small if len(small := letter.lower()) == 1 else letter for letter in text)
    return "".join(lower).replace("’", "'")


def _plain(text: str) -> str:
    return " ".join(_fold(text).split())


def _holds(text: str, words: str) -> bool:
    """Do `words` stand whole in `text`, whatever their case and the marks between them?"""
    wanted, given = (" ".join(re.findall(r"[\w']+", _fold(part))) for part in (words, text))
    return bool(wanted) and f" {wanted} " in f" {given} "
