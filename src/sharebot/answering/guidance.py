"""A general question answered with quoted guidance, or with the honest words that the guidance does not say."""

from collections.abc import Sequence
from dataclasses import dataclass

from sharebot.answering.citations import Citations
from sharebot.answering.quotes import best_sentences, telling_words
from sharebot.retrieval.passage import Hit

FLOOR = 0.32
"""Below this score a passage is not quoted as an answer. On the tune part of the search questions, what reached it came
from a right page four times in five, and of twenty questions that nothing answers two reached it."""

ENOUGH = 0.44
"""From here on the best passage answers it well: from a right page nineteen times in twenty."""

PASSAGES = 3


@dataclass(frozen=True)
class Quoted:
    """One quotation of an answer, with its citation number and where it stands."""

    words: str
    number: int
    title: str
    local: bool


@dataclass(frozen=True)
class GuidanceAnswer:
    """What the guidance says; `completeness` is full, partial or none."""

    quotes: tuple[Quoted, ...]
    completeness: str


def answer_from(question: str, hits: Sequence[Hit], citations: Citations) -> GuidanceAnswer:
    """The best sentences of the best passages, every one a citation. None when nothing reaches the floor."""
    good = [hit for hit in hits if hit.score >= FLOOR]
    quotes: list[Quoted] = []
    for hit in good[:PASSAGES]:
        for words in best_sentences(question, hit.passage, most=2 if not quotes else 1):
            number = citations.quote(hit.passage, words)
            if number is not None and words not in {quote.words for quote in quotes}:
                quotes.append(Quoted(words, number, hit.passage.title, hit.passage.tier == "local"))
    if not quotes:
        return GuidanceAnswer((), "none")
    return GuidanceAnswer(tuple(quotes), "full" if good[0].score >= ENOUGH and _covers(question, quotes) else "partial")


def _covers(question: str, quotes: Sequence[Quoted]) -> bool:
    asked = telling_words(question)
    said = telling_words(" ".join(quote.words + " " + quote.title for quote in quotes))
    return len(asked & said) * 2 >= len(asked)
