"""Every sentence the program says that is not guidance, kept in knowledge/wording.yaml and knowledge/wording.d."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from sharebot.errors import KnowledgeError
from sharebot.yamltext import read_yaml


class Wording(Mapping[str, str]):
    """Sentences by key. A key that is missing is an error that names it, never an empty place on the screen."""

    def __init__(self, sentences: Mapping[str, str]) -> None:
        self._sentences = dict(sentences)

    def __getitem__(self, key: str) -> str:
        try:
            return self._sentences[key]
        except KeyError:
            raise KnowledgeError(f"wording.yaml has no sentence called '{key}'. Add it there.") from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._sentences)

    def __len__(self) -> int:
        return len(self._sentences)

    def say(self, key: str, **values: object) -> str:
        """The sentence with its places filled in. Raises KnowledgeError for a place that nothing fills."""
        try:
            return self[key].format(**values)
        except (KeyError, IndexError, ValueError) as error:
            there = ", ".join(f"{{{place}}}" for place in values) or "none"
            raise KnowledgeError(f"The sentence '{key}' has a place that cannot be filled. Places: {there}.") from error


def load_wording(knowledge: Path) -> Wording:
    """Read every wording file. Raises KnowledgeError for a sentence given twice or a file that is not plain text."""
    sentences: dict[str, str] = {}
    for path in [knowledge / "wording.yaml", *sorted((knowledge / "wording.d").glob("*.yaml"))]:
        for key, sentence in _rows(path).items():
            if key in sentences:
                raise KnowledgeError(f"{path.name}: the sentence '{key}' is already given in another wording file.")
            if not isinstance(sentence, str):
                raise KnowledgeError(f"{path.name}: '{key}' must be one piece of text.")
            sentences[key] = sentence
    return Wording(sentences)


def _rows(path: Path) -> Mapping[str, object]:
    rows = read_yaml(path) or {}
    if not isinstance(rows, Mapping):
        raise KnowledgeError(f"{path.name} must hold lines of the form 'key: sentence'.")
    return rows
