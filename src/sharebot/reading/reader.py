"""A message in, intent and facts out: cues speak, the trained helper weighs them and fills silences."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from sharebot.reading.classifier import Classifier, Head
from sharebot.reading.facts import CueReader
from sharebot.reading.intent import IntentReader
from sharebot.reading.lexicon import Lexicon
from sharebot.reading.model import INTENT, OUTCOME, Found, Intent, Reading
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
    "died": "no",
    "told": "yes",
    "sexual_activity": "not-about-this",
    "reuse": "yes",
    "controller": "ours",
    "safe_route": "yes",
    "authorised": "yes",
    "law_in_force": "yes",
}
"""The value each of these facts usually has.

A message that gives reason to doubt it raises the fact: then it stays open and is asked about, whatever may be taken
for granted otherwise.
"""

RAISED_FROM = 0.10
DOUBTED_FROM = 0.5
"""From these probabilities on a risk is raised, and any other ordinary fact doubted."""

SPOKEN = 0.5
"""How much a cue's value counts beside the helper's chances for it."""

LEAST = 0.005
"""Chances smaller than this are not worth carrying."""

NOT_A_CASE = {Intent.QUESTION, Intent.OUT_OF_SCOPE}

NO_CASE_FROM = {Intent.QUESTION: 0.12, Intent.OUT_OF_SCOPE: 0.08}
"""From these probabilities on a first message that has the form of a case is taken for something else.

Nineteen in twenty messages are cases, so even these are several times what is usual.
"""

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
    first: bool = True

    @property
    def tells_of_danger(self) -> bool:
        """Danger was said in words: whatever its form, the message is a case."""
        danger = self.reading.found.get("danger")
        return danger is not None and danger.value in {"yes", "soon"}


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
        intent = self._intents.read(text, found, conversation=conversation)
        return Draft(text, Reading(intent, found, contradictions), first=not conversation)

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
        intent = _intent(draft, chances.pop(INTENT, {}))
        if intent in NOT_A_CASE:
            return replace(reading, intent=intent)
        if self._is_only_about_adults(draft):
            chances = {fact: by_value for fact, by_value in chances.items() if fact != "child_concern"}
        heads = {fact: self._classifier.heads[fact] for fact in chances if fact != OUTCOME}
        kept = {fact: one for fact, cued in reading.found.items() if (one := _kept(heads, cued, chances)) is not None}
        silent = [_concluded(fact, head, chances[fact]) for fact, head in heads.items() if fact not in kept]
        new = [one for one in silent if one is not None and (draft.first or one.value != ORDINARY.get(one.fact))]
        added = {one.fact: self._with_words(one, draft.text) for one in new}
        return replace(reading, intent=intent, found={**added, **kept}, chances=_carried(chances, reading.found))

    def _with_words(self, found: Found, text: Text) -> Found:
        """A conclusion with the clause that speaks most for it, where there is one."""
        if self._classifier is None or found.value is None:
            return found
        clauses = text.clauses()
        best = self._classifier.clearest(found.fact, found.value, [text.normal[one.start : one.end] for one in clauses])
        return found if best is None else replace(found, words=text.words(clauses[best]))

    def _is_only_about_adults(self, draft: Draft) -> bool:
        """An adult's age was said and no child mentioned: then a guess at harm to a child is no reason to raise it."""
        age = draft.reading.found.get("age")
        return age is not None and age.value == "adult" and not self._child.search(draft.text.normal)


def _intent(draft: Draft, chances: Mapping[str, float]) -> Intent:
    """What the message wants: by its form, unless it is a first message that the helper doubts is a case."""
    if not draft.first or draft.tells_of_danger or draft.reading.intent is not Intent.CASE:
        return draft.reading.intent
    others = {intent: chances.get(intent.value, 0.0) / floor for intent, floor in NO_CASE_FROM.items()}
    likeliest = max(others, key=others.__getitem__)
    return likeliest if others[likeliest] >= 1 else Intent.CASE


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


def _carried(chances: Chances, cued: Mapping[str, Found]) -> dict[str, dict[str, float]]:
    """The chances that guide steer, question and buttons. What a cue found counts, even where it was not kept."""
    carried = {}
    for fact, by_value in chances.items():
        spoken = cued[fact].value if fact in cued else None
        share = SPOKEN if spoken in by_value else 0.0
        mixed = {value: (1 - share) * chance + share * (value == spoken) for value, chance in by_value.items()}
        carried[fact] = {value: round(chance, 3) for value, chance in mixed.items() if chance >= LEAST}
    return carried
