"""Reads a message as the assistant does, to learn what a turn does not show: how sure reading is of each fact."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from sharebot.assistant.assessing import Assessor
from sharebot.assistant.clock import Clock
from sharebot.assistant.conversation import Conversation
from sharebot.assistant.listening import Listener
from sharebot.framework.model import Framework
from sharebot.reading.classifier import load as load_classifier
from sharebot.reading.lexicon import load_lexicon
from sharebot.reading.reader import Reader
from sharebot.retrieval.embedder import Embedder


def classifier_file(knowledge: Path) -> Path:
    """The trained reading helper."""
    return knowledge / "reading" / "classifier.npz"


class Hearing:
    """Hears first messages. The same parts as the assistant's, made again, because a turn keeps to its public shape."""

    def __init__(self, framework: Framework, knowledge: Path, embedder: Embedder) -> None:
        trained = classifier_file(knowledge)
        classifier = load_classifier(trained) if trained.exists() else None
        reader = Reader(load_lexicon(knowledge / "reading"), classifier, lambda: embedder)
        self._listener = Listener(framework, reader, Assessor(framework, {}))
        self._embedder = embedder

    def masked(self, message: str) -> str:
        """The message as reading gets it. Raises MessageError when it cannot be read."""
        return self._listener.screened(message, Clock()).text_masked

    def read(self, masked: str) -> Mapping[str, float]:
        """How sure reading is of each fact it gives one value."""
        found = self._listener.read(Conversation(), masked, Clock()).found
        return {fact: one.sure for fact, one in found.items() if one.value is not None}

    def sure(self, message: str) -> Mapping[str, float]:
        """How sure reading is of each fact of a raw message."""
        return self.read(self.masked(message))

    def vectors(self, messages: Iterable[str]) -> list[list[float]]:
        """The messages' sentence vectors, of length 1."""
        return self._embedder.embed_documents([self.masked(message) for message in messages])
