"""Numbered citations: a passage gets its number only when the words relied on really stand in it."""

from collections.abc import Iterable
from typing import Protocol

from sharebot.answering.official import OfficialText
from sharebot.answering.quotes import fold, stands_in
from sharebot.answering.turn import Citation
from sharebot.retrieval.passage import Passage


class Guidance(Protocol):
    """What answering needs of the library."""

    def passages_of(self, source_id: str) -> list[Passage]:
        """The passages of one document, in order."""
        ...


class Citations:
    """The citations of one turn. The same words of the same passage keep one number."""

    def __init__(self) -> None:
        self._by_words: dict[tuple[str, str], Citation] = {}

    def quote(self, passage: Passage, words: str) -> int | None:
        """The number for these words of this passage, or None when they do not stand in it."""
        if not stands_in(words, passage):
            return None
        key = (passage.id, fold(words))
        if key not in self._by_words:
            self._by_words[key] = _citation(len(self._by_words) + 1, passage, words)
        return self._by_words[key].n

    def from_pages(self, guidance: Guidance, wanted: Iterable[tuple[str, str]]) -> tuple[int, ...]:
        """Numbers for `(page, quote)` pairs; words that no longer stand in their page are left out, never shown.

        Where the official text is in the library and says the same, its own words are quoted and not the page's.
        """
        numbers, official = [], OfficialText(guidance)
        for page, words in wanted:
            for passage in guidance.passages_of(page):
                if not stands_in(words, passage):
                    continue
                said = official.instead_of(passage, words)
                number = (self.quote(*said) if said else None) or self.quote(passage, words)
                if number is not None:
                    numbers.append(number)
                    break
        return tuple(dict.fromkeys(numbers))

    def all(self) -> tuple[Citation, ...]:
        """Every citation made so far, in the order of its number."""
        return tuple(self._by_words.values())


def _citation(number: int, passage: Passage, words: str) -> Citation:
    return Citation(
        n=number,
        passage_id=passage.id,
        source_id=passage.source_id,
        title=passage.title,
        publisher=passage.publisher,
        version=passage.version,
        section=passage.section,
        page=passage.page,
        url=passage.url,
        tier=passage.tier,
        quote=words,
        area=passage.area,
        jurisdiction=passage.jurisdiction,
        review_by=passage.review_by,
        refs=passage.refs,
    )
