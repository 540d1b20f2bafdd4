"""Exact words: is a quote really in a passage, and which words of a passage answer a question best."""

import re
from collections.abc import Iterator
from functools import lru_cache

from sharebot.retrieval.passage import Passage

_SENTENCE = re.compile(r"[^.!?\n]*(?:\.(?=\w)[^.!?\n]*|[.!?](?![\s\])”\"]|$)[^.!?\n]*)*[.!?]?")
_REFERENCE = re.compile(r"\s*\[[^\[\]\n]{2,200}\]")
_WORD = re.compile(r"[a-z0-9]+")
_LITTLE = frozenset(
    _WORD.findall(
        """a an and are as at be but by can could did do does for from had has have he her his how i if in is it its may
        me must my no not of on or our she should so that the their them then there they this to us was we what when
        where which who why will with would you your"""
    )
)
SHORTEST = 5
"""A quote of fewer words than this says too little to stand alone."""


def fold(text: str) -> str:
    """White space folded, as the check of a quote sees it."""
    return " ".join(text.split())


def stands_in(quote: str, passage: Passage) -> bool:
    """True when the words of `quote` stand word for word in the passage."""
    return bool(quote.strip()) and fold(quote) in fold(passage.text)


@lru_cache(maxsize=4096)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a passage that can stand as quotes, word for word, without references and list marks."""
    return tuple(_sentences(text))


def _sentences(text: str) -> Iterator[str]:
    for line in re.split(r"\n+", text):
        bare = line.strip().lstrip("-*•>#").strip()
        for piece in _REFERENCE.split(bare):
            for match in _SENTENCE.finditer(piece):
                sentence = match.group().strip()
                if len(sentence.split()) >= SHORTEST and "|" not in sentence:
                    yield sentence


def telling_words(text: str) -> frozenset[str]:
    """The words of a text that say what it is about, cut to their stems."""
    return frozenset(_stem(word) for word in _WORD.findall(text.lower()) if word not in _LITTLE)


def _stem(word: str) -> str:
    for ending in ("ing", "ies", "ied", "es", "ed", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def best_sentences(question: str, passage: Passage, most: int = 2) -> tuple[str, ...]:
    """The sentences of a passage that share most telling words with a question, in the order they stand."""
    asked = telling_words(question)
    rated = [
        (len(asked & telling_words(sentence)) / (4 + len(telling_words(sentence))), sentence)
        for sentence in sentences(passage.text)
    ]
    best = sorted((row for row in rated if row[0] > 0), key=lambda row: -row[0])[:most]
    chosen = {sentence for _, sentence in best}
    return tuple(sentence for _, sentence in rated if sentence in chosen)
