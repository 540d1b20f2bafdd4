"""Which differences of an area from national guidance bear on the point at hand, as the card shows them."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sharebot.answering.citations import Citations
from sharebot.answering.quotes import telling_words
from sharebot.answering.turn import Citation
from sharebot.assistant.conversation import Conversation
from sharebot.errors import LibraryError
from sharebot.framework.model import Assessment
from sharebot.retrieval.differences import Difference, order, sentence
from sharebot.retrieval.library import Library
from sharebot.wording import Wording

MOST = 2
"""On one card."""

SHARED, SHARED_ON_PAGE = 2, 3
"""Telling words that a difference must share with the reason of the rule that decided: where the card quotes one of its
passages, and where it quotes the same national page."""

TOLD, TOLD_IN_HEADING = 3, 2
"""Where the card quotes neither: telling words it must share with what the worker said, because a general rule does not
name what the case is about; and of these so many in the headings of both sides, one of them the local one's."""

log = logging.getLogger(__name__)


def on_the_card(
    wording: Wording, library: Library | None, conversation: Conversation, assessment: Assessment, citations: Citations
) -> tuple[dict[str, Any], ...]:
    """At most two, each with the numbers of both quotations, which are put among `citations`.

    Danger does not wait for local steps: a card to share now shows only whom to phone.
    """
    area = conversation.area
    if library is None or not area or assessment.rule.id.startswith("danger-"):
        return ()
    try:
        found = library.differences(area)
        differences = found.differences if found else ()
        wanted = [one for one in differences if assessment.outcome != "share-now" or one.kind == "contact"]
        point = _Point(
            telling_words(assessment.rule.because), telling_words(" ".join(conversation.messages)), citations.all()
        )
        rated = [(point.nearness(one), one) for one in wanted]
        bearing = [one for near, one in sorted(rated, key=lambda pair: -pair[0]) if near > 0]
        return tuple(_shown(wording, library, area, one, citations) for one in bearing[:MOST])
    except LibraryError as error:
        log.warning("No differences from national guidance: %s", error)
        return ()


@dataclass(frozen=True)
class _Point:
    """What a card is about: its rule's reason, what the worker said, and what it quotes."""

    reason: frozenset[str]
    told: frozenset[str]
    cited: Sequence[Citation]

    def nearness(self, difference: Difference) -> float:
        """0 where it does not bear."""
        local, national = difference.local, difference.national
        words = _telling(f"{local.section} {local.quote}")
        shared = len(self.reason & words)
        on_page = national is not None and national.source_id in {citation.source_id for citation in self.cited}
        passages = {citation.passage_id for citation in self.cited}
        quoted = {local.passage_id} if on_page or national is None else set()
        if passages & (quoted | ({national.passage_id} if national else set())) and shared >= SHARED:
            return 20 + shared
        if on_page and shared >= SHARED_ON_PAGE:
            return 10 + shared
        heading = _telling(f"{local.section} {difference.topic}")
        told = len(self.told & (words | heading))
        headed = len(self.told & heading) >= TOLD_IN_HEADING and bool(self.told & _telling(local.section))
        return told / 10 if told >= TOLD and headed else 0


@lru_cache(maxsize=1000)
def _telling(text: str) -> frozenset[str]:
    return telling_words(text)


def _shown(
    wording: Wording, library: Library, area: str, difference: Difference, citations: Citations
) -> dict[str, Any]:
    local, national = difference.local, difference.national
    return {
        "id": difference.id,
        "kind": difference.kind,
        "sentence": sentence(wording, area, difference),
        "order": order(wording, difference),
        "follow": difference.follow,
        "conflict": difference.conflict,
        "words": {side: words for side in ("local", "national") if (words := difference.values.get(side))},
        "local": _number(library, citations, local.passage_id, local.quote),
        "national": _number(library, citations, national.passage_id, national.quote) if national else None,
    }


def _number(library: Library, citations: Citations, passage_id: str, quote: str) -> int:
    """Raises LibraryError when the words do not stand in the passage, which a whole library does not allow."""
    number = citations.quote(library.passage(passage_id), quote)
    if number is None:
        raise LibraryError(f"The passage '{passage_id}' does not hold the words that were compared.")
    return number
