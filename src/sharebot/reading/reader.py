"""A message in, intent and facts out: cues speak, the trained helper weighs them and fills silences."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from sharebot.reading.classifier import Classifier, Head
from sharebot.reading.facts import CueReader
from sharebot.reading.intent import IntentReader
from sharebot.reading.lexicon import Lexicon
from sharebot.reading.model import Found, Intent, Reading
from sharebot.reading.text import Text

NO_RISK = {"danger": "no", "child_concern": "no", "adult_at_risk": "no"}
"""Risks, with the value that means there is none."""

ORDINARY = {
    **NO_RISK,
    "verified": "yes",
    "scope": "specific",
    "need": "yes",
    "bar": "no",
    "recipient_risk": "no",
    "capacity": "capable",
    "others_risk": "none",
    "information": "sensitive",
    "power": "none",
}
"""The value each of these facts usually has.

A message that gives reason to doubt it raises the fact: then it stays open and is asked about, whatever may be taken
for granted otherwise.
"""

RAISED_FROM = 0.10
DOUBTED_FROM = 0.6
"""From these probabilities on a risk is raised, and any other ordinary fact doubted."""

LEANS_FROM = 0.5

NOT_A_CASE = {Intent.QUESTION, Intent.OUT_OF_SCOPE}

Chances = Mapping[str, Mapping[str, float]]


class SentenceEmbedder(Protocol):
    """What reading needs of an embedder."""

    name: str

    def embed_query(self, text: str) -> list[float]:
        """A normalised sentence vector."""
        ...


@dataclass(frozen=True)
class Draft:
    """A message read by cues alone, before the trained helper has weighed it."""

    text: Text
    reading: Reading


class Reader:
    """Reads messages in two steps, so that danger that was plainly said need not wait for the embedder."""

    def __init__(
        self, lexicon: Lexicon, classifier: Classifier | None, embedder: Callable[[], SentenceEmbedder] | None
    ) -> None:
        self._cues = CueReader(lexicon)
        self._intents = IntentReader(lexicon)
        self._child = lexicon.pattern("{child}")
        self._classifier = classifier
        self._embedder = embedder

    def draft(self, message: str, *, conversation: bool = False) -> Draft:
        """What cues find in `message` (masked). `conversation`: a case is already open, so follow-ups are possible."""
        text = Text(message)
        found, contradictions = self._cues.read(text)
        return Draft(text, Reading(self._intents.read(text, found, conversation=conversation), found, contradictions))

    def weighed(self, draft: Draft) -> Reading:
        """The draft weighed by the helper; unchanged when there is none or it was trained with another embedder."""
        reading = draft.reading
        if self._classifier is None or self._embedder is None or reading.intent in NOT_A_CASE:
            return reading
        embedder = self._embedder()
        if embedder.name != self._classifier.embedder:
            return reading
        scores = self._cues.scores(draft.text)
        chances = self._classifier.predict(embedder.embed_query(draft.text.raw), scores, draft.text.normal)
        if self._is_only_about_adults(draft):
            chances = {fact: by_value for fact, by_value in chances.items() if fact != "child_concern"}
        heads = {fact: head for fact, head in self._classifier.heads.items() if fact in chances}
        kept = {fact: one for fact, cued in reading.found.items() if (one := _kept(heads, cued, chances)) is not None}
        silent = [_concluded(fact, head, chances[fact]) for fact, head in heads.items() if fact not in kept]
        added = {one.fact: one for one in silent if one is not None}
        return replace(reading, found={**added, **kept}, likely=_likely(chances, reading.found))

    def _is_only_about_adults(self, draft: Draft) -> bool:
        """An adult's age was said and no child mentioned: then a guess at harm to a child is no reason to raise it."""
        age = draft.reading.found.get("age")
        return age is not None and age.value == "adult" and not self._child.search(draft.text.normal)


def _kept(heads: Mapping[str, Head], found: Found, chances: Chances) -> Found | None:
    """What a cue found, or None if the helper thinks it unlikely.

    A fact that would otherwise be taken for granted is never dropped, only opened: then it is asked.
    """
    head, usual = heads.get(found.fact), ORDINARY.get(found.fact)
    if head is None or found.value not in head.classes or found.value == usual:
        return found
    chance = chances[found.fact][found.value]
    if chance >= head.keep:
        return replace(found, sure=chance, origin=found.origin if chance >= head.said else "inferred")
    if usual is not None:
        return replace(found, values=frozenset({*head.classes, usual, "not-sure"}), origin="inferred")
    return None


def _concluded(fact: str, head: Head, chances: Mapping[str, float]) -> Found | None:
    """What the helper makes of a fact no cue settled: a value, a doubt that leaves it open, or nothing."""
    value, chance = max(chances.items(), key=lambda row: row[1])
    if chance >= head.infer:
        return Found(fact, frozenset([value]), "", "inferred", chance)
    doubt = 1 - chances[ORDINARY[fact]] if fact in ORDINARY else 0.0
    if doubt >= (RAISED_FROM if fact in NO_RISK else DOUBTED_FROM):
        return Found(fact, frozenset({*head.classes, "not-sure"}), "", "inferred", doubt)
    return None


def _likely(chances: Chances, cued: Mapping[str, Found]) -> dict[str, tuple[str, ...]]:
    """Values by likelihood: they order the buttons and guide the steer.

    What a cue found leads, even where it was not kept.
    """
    likely: dict[str, tuple[str, ...]] = {}
    for fact, by_value in chances.items():
        if fact == "need":
            continue  # that somebody does not need it is for the worker to say; leaning that way would refuse unasked
        order = [value for value, _ in sorted(by_value.items(), key=lambda row: -row[1])]
        spoken = cued[fact].value if fact in cued else None
        if spoken in by_value:
            likely[fact] = (str(spoken), *(value for value in order if value != spoken))
        elif by_value[order[0]] >= LEANS_FROM or fact in {"purpose", "recipient"}:
            likely[fact] = tuple(order)
    return likely
