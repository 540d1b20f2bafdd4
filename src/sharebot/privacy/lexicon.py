"""The lists of names in knowledge/names.yaml, and what they say about a word."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from sharebot.errors import KnowledgeError
from sharebot.privacy.words import Word, word_set
from sharebot.settings import ROOT

NAMES_FILE = ROOT / "knowledge" / "names.yaml"

_WORD_LISTS = ("relations", "people", "belongings", "institutions", "saints", "places", "function_words", "not_names")
_PLAIN_TITLES = frozenset({"mr", "mrs", "mx", "messrs"})
_DOUBTFUL_TITLES = word_set("ms miss dr doctor prof professor rev reverend sir dame cllr councillor nurse")
_RANKS = word_set("PC DC DS DI DCI WPC Sgt Sergeant Constable Sister Lady Lord")


@dataclass(frozen=True)
class Lexicon:
    """Names and the words around them, all in lower case."""

    first: frozenset[str]
    everyday_first: frozenset[str]
    families: frozenset[str]
    everyday_families: frozenset[str]
    relations: frozenset[str]
    people: frozenset[str]
    belongings: frozenset[str]
    institutions: frozenset[str]
    saints: frozenset[str]
    places: frozenset[str]
    function_words: frozenset[str]
    not_names: frozenset[str]
    never: re.Pattern[str]
    months: frozenset[str] = frozenset({"april", "may", "june", "august"})

    def is_first(self, word: Word) -> bool:
        """Whether this is a first name and no everyday word; "Anne-Marie" and "Jamie-Lee" count by their parts."""
        first, *more = word.low.split("-")
        return first in self.first and all(part in self.first or part in self.everyday_first for part in more)

    def is_everyday(self, low: str) -> bool:
        """Whether the word is as often not a name."""
        return low in self.everyday_first or low in self.everyday_families or low in self.function_words

    def may_be_a_name(self, word: Word) -> bool:
        """Whether a word in capitals could be a name at all."""
        return not any(word.low in words for words in (self.function_words, self.not_names, self.institutions))

    def is_title(self, before: Word, word: Word) -> bool:
        """Whether `before` is a title and `word` the name it belongs to ("mrs smith", not "dr said", "miss school")."""
        if before.protected or before.possessive:
            return False
        if before.low in _PLAIN_TITLES:
            return word.low not in self.function_words | _PLAIN_TITLES or (
                word.capital and word.low in self.everyday_first
            )
        if before.low in _DOUBTFUL_TITLES:
            listed = word.low in self.families or word.low in self.first
            return listed or (word.capital and before.core[0].isupper() and self.may_be_a_name(word))
        return before.core in _RANKS and word.capital and self.may_be_a_name(word)


@cache
def load_lexicon(path: Path = NAMES_FILE) -> Lexicon:
    """Read the lists once. Raises KnowledgeError if the file is missing or not as it should be."""
    try:
        data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
        first = frozenset(" ".join(data["first_names"].values()).split())
        everyday = frozenset(data["everyday_names"].split())
        families, everyday_families = frozenset(data["families"].split()), frozenset(data["everyday_families"].split())
        phrases = "|".join(re.escape(phrase).replace("'", "['’]") for phrase in data["never"])
        return Lexicon(
            first=first - everyday,
            everyday_first=everyday,
            families=families - everyday_families,
            everyday_families=everyday_families,
            never=re.compile(rf"(?<!\w)(?:{phrases})(?!\w)", re.IGNORECASE),
            **{key: frozenset(data[key].split()) for key in _WORD_LISTS},
        )
    except (OSError, yaml.YAMLError, KeyError, AttributeError, TypeError) as error:
        raise KnowledgeError(f"The list of names in {path.name} cannot be used: {error}.") from error
