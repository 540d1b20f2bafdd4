"""The door for a language model: what one would have to offer. None is built in, and none can reach the rules."""

from typing import Protocol


class LanguageModel(Protocol):
    """Something that can phrase: it is given masked text, and what it says is checked before it is shown."""

    name: str
    """The model's name and version, as a record keeps it."""

    def reply(self, prompt: str) -> str:
        """The model's words for one prompt."""
