"""Official text in preference to our digest of it, word for word, at the paragraph that the digest names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol
from weakref import WeakKeyDictionary

from sharebot.answering.pinpoints import Place, Reference, reference_after
from sharebot.answering.quotes import best_sentences, telling_words
from sharebot.retrieval.passage import Passage

OFFICIAL = "official"
FEWEST_SHARED = 3
SHARE = 0.5
"""Of the telling words of the digest, at least so much must stand in the official sentence."""

FEWEST_SHARED_OF_WHOLE = 4
SHARE_OF_WHOLE = 0.65
"""The same where the digest names no paragraph, so that the sentence may be anywhere in the document."""

MOST_WORDS = 60
"""A longer sentence is not shown on a card."""

MOST_PASSAGES = 80
"""Of a document that is searched whole; in a longer one a sentence that fits may belong to another subject."""

SENTENCES = 3
BETWEEN_HEADINGS = " › "
NAMES = {
    "sch": "schedule|sch", "annex": "annex", "app": "appendix|app", "part": "part", "ch": "chapter|ch", "step": "step",
    "objective": "objective", "commitment": "commitment", "stage": "stage",
}  # fmt: skip
APART = re.compile(r"(schedule|annex|appendix)\b", re.IGNORECASE)
"""Parts that number their paragraphs anew."""

BEFORE_NUMBER = r"(?:section|article|regulation|paragraph|principle|rule|§)?\s*"
DOUBTFUL = re.compile(r"unconfirmed|not confirmed|commencement", re.IGNORECASE)
NEGATION = re.compile(r"\b(?:not|no|never|nor|neither|without|cannot|nobody|nothing|none|unless)\b|n[’']t\b", re.I)
MUST = re.compile(r"\b(?:must|shall|duty|required)\b", re.IGNORECASE)
MAY = re.compile(r"\b(?:may|can|could|might)\b", re.IGNORECASE)
FIGURE = re.compile(r"\b\d+(?:\.\d+)?\b")
FIGURES = {
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "ten": "10", "eleven": "11", "twelve": "12",
}  # fmt: skip


class Documents(Protocol):
    """What is needed of the library."""

    def passages_of(self, source_id: str) -> list[Passage]:
        """The passages of one document, in order."""
        ...


_HELD: "WeakKeyDictionary[Documents, tuple[str, dict[str, tuple[Passage, ...]]]]" = WeakKeyDictionary()
"""What was read of the official documents of a library, for as long as it has the same version."""


class OfficialText:
    """The official documents of one library."""

    def __init__(self, guidance: Documents) -> None:
        self._guidance = guidance
        version = str(getattr(guidance, "version", ""))
        held = _HELD.get(guidance)
        if not version or held is None or held[0] != version:
            held = (version, {})
            _HELD[guidance] = held
        self._passages = held[1]

    def instead_of(self, digest: Passage, words: str) -> tuple[Passage, str] | None:
        """The official passage and its own words that say what these words of the digest say; None to keep ours.

        Ours are kept where no official text is in the library, it has no such paragraph, no sentence of it says the
        same, it is not known to be law now, or it is not Scotland's.
        """
        if digest.tier == OFFICIAL or not digest.refs or DOUBTFUL.search(words):
            return None
        for reference in reference_after(digest.text, words):
            best = max(self._sentences(reference, words), key=lambda found: found[0], default=None)
            if best is not None:
                return best[1], best[2]
        return None

    def _sentences(self, reference: Reference, words: str) -> Iterator[tuple[float, Passage, str]]:
        """Sentences at the places named that say what the words say, and how well each fits."""
        passages = () if reference.unclear else self._of(reference.source_id)
        if not passages:
            return
        whole = not any(place.number for place in reference.places)
        for passage, text, number in _texts(passages, reference.places):
            for sentence in best_sentences(words, replace(passage, text=text), SENTENCES):
                said = _without_number(sentence, number)
                fit = _fit(words, said, whole)
                if fit > 0:
                    yield fit, passage, said

    def _of(self, source_id: str) -> tuple[Passage, ...]:
        if source_id not in self._passages:
            self._passages[source_id] = tuple(
                one for one in self._guidance.passages_of(source_id) if one.tier == OFFICIAL and _has_force(one)
            )
        return self._passages[source_id]


def _has_force(passage: Passage) -> bool:
    """What may not be law yet, or is not Scotland's, is never put in the place of words that say so."""
    return passage.status in ("", "current") and passage.jurisdiction.strip().lower() != "england"


def _texts(passages: Sequence[Passage], places: Sequence[Place]) -> Iterator[tuple[Passage, str, str]]:
    """The text of each place, and its number; of the whole document where none is named."""
    if not places and len(passages) <= MOST_PASSAGES:
        yield from ((passage, passage.text, "") for passage in passages)
    for place in places:
        for passage in passages:
            if _lies_within(passage, place):
                text = _at_number(passage, place.number) if place.number else passage.text
                if text:
                    yield passage, text, place.number


def _lies_within(passage: Passage, place: Place) -> bool:
    path = passage.section.split(BETWEEN_HEADINGS)
    if not place.within:
        return not any(APART.match(part) for part in path)
    return all(
        any(re.match(rf"(?:{NAMES[kind]})\.?\s*{re.escape(number)}(?!\w|\.\d)", part, re.IGNORECASE) for part in path)
        for kind, number in place.within
    )


def _at_number(passage: Passage, number: str) -> str:
    """What a numbered paragraph says in this passage; empty when it is not here."""
    if number in passage.paragraphs:
        return _cut_out(passage, number)
    wanted = re.compile(rf"{BEFORE_NUMBER}{re.escape(number)}(?!\w|\.\d)", re.IGNORECASE)
    if any(wanted.match(part) for part in passage.section.split(BETWEEN_HEADINGS)):
        return passage.text
    return ""


def _cut_out(passage: Passage, number: str) -> str:
    """From where the number stands to where the next one does; a part that continues begins with the passage."""
    starts = {one: _start(passage.text, one) for one in passage.paragraphs}
    begin = starts[number] or 0
    after = [start for one, start in starts.items() if one != number and start is not None and start > begin]
    return passage.text[begin : min(after, default=len(passage.text))]


def _start(text: str, number: str) -> int | None:
    found = re.search(rf"(?m)^\W*{BEFORE_NUMBER}\(?{re.escape(number)}(?!\w|\.\d)", text, re.IGNORECASE)
    return found.start() if found else None


def _without_number(sentence: str, number: str) -> str:
    """A paragraph's number, or a subsection's, is no part of what it says."""
    own = rf"{BEFORE_NUMBER}{re.escape(number)}(?!\w|\.\d)[.:]?|" if number else ""
    found = re.match(rf"(?:(?:{own}\d+[A-Z]*(?:\.\d+)+\.?(?=\s)|\(\d+[A-Z]*\))[\s—–-]*)+", sentence, re.IGNORECASE)
    return sentence[found.end() :] if found else sentence


def _fit(digest: str, said: str, whole: bool) -> float:
    """How much of the digest an official sentence says; 0 when it does not really say it."""
    wanted, found = telling_words(digest), telling_words(said)
    shared = len(wanted & found)
    fewest, share = (FEWEST_SHARED_OF_WHOLE, SHARE_OF_WHOLE) if whole else (FEWEST_SHARED, SHARE)
    if shared < fewest or shared < share * len(wanted) or len(said.split()) > MOST_WORDS:
        return 0.0
    return shared / (len(wanted) + len(found) / 4) if _agree(digest, said) else 0.0


def _agree(digest: str, said: str) -> bool:
    """The same yes or no, the same figures, and never a duty for a choice."""
    if bool(NEGATION.search(digest)) != bool(NEGATION.search(said)) or not _figures(digest) <= _figures(said):
        return False
    bound, free = bool(MUST.search(digest)), bool(MAY.search(digest))
    return not (
        (bound and not free and MAY.search(said) and not MUST.search(said))
        or (free and not bound and MUST.search(said) and not MAY.search(said))
    )


def _figures(text: str) -> set[str]:
    words = re.findall(r"[a-z]+", text.lower())
    return set(FIGURE.findall(text)) | {FIGURES[word] for word in words if word in FIGURES}
