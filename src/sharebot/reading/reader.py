"""A message in, intent and facts out: cues first, the trained helper where cues are silent."""

from collections.abc import Callable, Mapping
from typing import Protocol

from sharebot.reading.classifier import Classifier
from sharebot.reading.facts import CueReader
from sharebot.reading.intent import IntentReader
from sharebot.reading.lexicon import Lexicon
from sharebot.reading.model import Found, Intent, Reading
from sharebot.reading.text import Text

INFERRED_FROM = {"purpose": 0.62, "recipient": 0.72, "request": 0.80, "sharer": 0.85}
"""Facts the helper may conclude, and how sure it must be (set on the tune part of the labelled messages)."""

RAISED_FROM = {"danger": 0.16, "child_concern": 0.16, "adult_at_risk": 0.16}
"""From here on a risk is raised: it stays open and is asked about, whatever may be taken for granted otherwise."""

NO_RISK = {"danger": "no", "child_concern": "no", "adult_at_risk": "no"}
LIKELY_FROM = 0.5


class SentenceEmbedder(Protocol):
    """What reading needs of an embedder."""

    name: str

    def embed_query(self, text: str) -> list[float]:
        """A normalised sentence vector."""
        ...


class Reader:
    """Reads messages. `embedder` is called only when cues leave something open; without it cues are all there is."""

    def __init__(
        self, lexicon: Lexicon, classifier: Classifier | None, embedder: Callable[[], SentenceEmbedder] | None
    ) -> None:
        self._cues = CueReader(lexicon)
        self._intents = IntentReader(lexicon)
        self._classifier = classifier
        self._embedder = embedder

    def read(self, message: str, *, conversation: bool = False) -> Reading:
        """Everything found in `message` (masked). `conversation`: a case is already open, so follow-ups are possible."""
        text = Text(message)
        found, contradictions = self._cues.read(text)
        intent = self._intents.read(text, found, conversation=conversation)
        settled = (found.get("danger") or Found("", frozenset(), "")).value == "yes"
        if intent in {Intent.QUESTION, Intent.OUT_OF_SCOPE} or settled:
            return Reading(intent, found, contradictions)
        chances = self._chances(message, text)
        return Reading(intent, {**_concluded(chances, found), **found}, contradictions, _likely(chances))

    def _chances(self, message: str, text: Text) -> Mapping[str, Mapping[str, float]]:
        if self._classifier is None or self._embedder is None:
            return {}
        embedder = self._embedder()
        if embedder.name != self._classifier.embedder:
            return {}
        return self._classifier.predict(embedder.embed_query(message), self._cues.scores(text))


def _concluded(chances: Mapping[str, Mapping[str, float]], found: Mapping[str, Found]) -> dict[str, Found]:
    concluded: dict[str, Found] = {}
    for fact, floor in INFERRED_FROM.items():
        if fact in chances and fact not in found:
            value, chance = max(chances[fact].items(), key=lambda row: row[1])
            if chance >= floor:
                concluded[fact] = Found(fact, frozenset([value]), "", "inferred", chance)
    for fact, floor in RAISED_FROM.items():
        if fact in chances and fact not in found and 1 - chances[fact].get(NO_RISK[fact], 0.0) >= floor:
            values = frozenset({*chances[fact], "yes", "no", "not-sure"})
            concluded[fact] = Found(fact, values, "", "inferred", 1 - chances[fact].get(NO_RISK[fact], 0.0))
    return concluded


def _likely(chances: Mapping[str, Mapping[str, float]]) -> dict[str, tuple[str, ...]]:
    """Values by likelihood, for facts where the helper leans one way: they order the buttons and guide the steer."""
    return {
        fact: tuple(value for value, _ in sorted(by_value.items(), key=lambda row: -row[1]))
        for fact, by_value in chances.items()
        if by_value and max(by_value.values()) >= LIKELY_FROM or fact in {"purpose", "recipient"}
    }
