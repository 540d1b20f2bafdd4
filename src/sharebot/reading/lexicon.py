"""The cues an IG lead keeps in knowledge/reading, loaded and made into patterns."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from sharebot.errors import KnowledgeError
from sharebot.reading.phrases import Words, compile_phrases
from sharebot.yamltext import read_yaml

_LISTS = TypeAdapter(dict[str, tuple[str, ...]])


class CueEntry(BaseModel):
    """Phrases that tell a fact. `unless` phrases in the same sentence silence it; `also` must be in the message too.

    `denied` is the value when the phrase is negated ("nobody is in danger"); without it a negated phrase says nothing.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    fact: str
    value: tuple[str, ...] | str
    any: tuple[str, ...]
    unless: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    denied: str | None = None
    hypothetical: bool = False
    weight: int = 2


@dataclass(frozen=True)
class Cue:
    """One entry, compiled."""

    fact: str
    values: frozenset[str]
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    also: re.Pattern[str] | None
    denied: str | None
    hypothetical: bool
    weight: int


@dataclass(frozen=True)
class Lexicon:
    """Everything reading knows about words."""

    words: Words
    cues: tuple[Cue, ...]
    actors: Mapping[str, re.Pattern[str]]
    intents: Mapping[str, re.Pattern[str]]

    def pattern(self, *phrases: str) -> re.Pattern[str]:
        """A pattern of phrases fixed in code because grammar, not knowledge, decides them."""
        return compile_phrases(phrases, self.words, "reading")


def load_lexicon(folder: Path) -> Lexicon:
    """Read knowledge/reading. Raises KnowledgeError naming the file, the entry and what is wrong."""
    words = _lists(folder / "words.yaml")
    cues = [_cue(row, words, path.name) for path in sorted(folder.glob("cues*.yaml")) for row in read_yaml(path) or ()]
    return Lexicon(
        words, tuple(cues), _patterns(folder / "actors.yaml", words), _patterns(folder / "intents.yaml", words)
    )


def _patterns(path: Path, words: Words) -> dict[str, re.Pattern[str]]:
    return {name: compile_phrases(phrases, words, f"{path.name}, {name}") for name, phrases in _lists(path).items()}


def _lists(path: Path) -> dict[str, tuple[str, ...]]:
    try:
        return _LISTS.validate_python(read_yaml(path))
    except ValidationError as error:
        mistake = error.errors()[0]
        where = ": ".join([path.name, *map(str, mistake["loc"][:1])])
        raise KnowledgeError(f"{where}: every entry must be a name and a list of phrases in [ ].") from error


def _cue(row: Any, words: Words, name: str) -> Cue:
    try:
        entry = CueEntry.model_validate(row)
    except ValidationError as error:
        mistake = error.errors()[0]
        raise KnowledgeError(
            f"{name}: '{str(row)[:60]}': {'.'.join(map(str, mistake['loc']))}: {mistake['msg']}."
        ) from error
    values = (entry.value,) if isinstance(entry.value, str) else entry.value
    where = f"{name}, {entry.fact}: {'/'.join(values)}"
    return Cue(
        fact=entry.fact,
        values=frozenset(values),
        pattern=compile_phrases(entry.any, words, where),
        unless=compile_phrases(entry.unless, words, where) if entry.unless else None,
        also=compile_phrases(entry.also, words, where) if entry.also else None,
        denied=entry.denied,
        hypothetical=entry.hypothetical,
        weight=entry.weight,
    )
