"""The guidance as the conversation needs it: opened if it can be, searched for a question or an area's own words."""

import logging
from collections.abc import Callable, Sequence

from sharebot.errors import LibraryError
from sharebot.framework.model import Assessment
from sharebot.retrieval.library import Library
from sharebot.retrieval.passage import Hit

HITS_FOR_A_QUESTION = 8
HITS_OF_THE_AREA = 2
MOST_REMEMBERED = 1000

log = logging.getLogger(__name__)


class Finder:
    """Finds passages. What rests on the rules goes on without a library; what rests on guidance cannot."""

    def __init__(self, library: Callable[[], Library]) -> None:
        self._library = library
        self._local: dict[tuple[str, str, str], Sequence[Hit]] = {}

    def ready(self) -> Library | None:
        """The library, or None when it cannot be opened: the recommendation stands without quotations and says so."""
        try:
            return self._library()
        except LibraryError as error:
            log.warning("No quotations: %s", error)
            return None

    def for_question(self, question: str, area: str) -> tuple[Library, Sequence[Hit]]:
        """The library and the passages that fit a question best. Raises LibraryError when it cannot be searched."""
        library = self._library()
        return library, library.search(question, top=HITS_FOR_A_QUESTION, area=area or None)

    def of_the_area(self, library: Library | None, assessment: Assessment, area: str) -> Sequence[Hit]:
        """What the worker's own area says on the point. Danger does not wait for it."""
        if library is None or not area or assessment.rule.id.startswith("danger-"):
            return ()
        try:
            return self._searched(library, assessment.rule.because, area)
        except LibraryError as error:
            log.warning("No local guidance: %s", error)
            return ()

    def _searched(self, library: Library, reason: str, area: str) -> Sequence[Hit]:
        """The same reason in the same library finds the same words, so each is searched for once."""
        key = (library.version, area, reason)
        hits = self._local.get(key)
        if hits is None:
            if len(self._local) >= MOST_REMEMBERED:
                self._local.clear()
            hits = library.search(reason, top=HITS_OF_THE_AREA, area=area, tiers={"local"})
            self._local[key] = hits
        return hits
