"""Which documents stand in the library, and which were withdrawn or gave way to a newer version."""

from collections.abc import Mapping
from dataclasses import dataclass

from ingest.document import Source

WITHDRAWN = "withdrawn"

BEFORE = "status_before"
"""Where the description of a withdrawn document keeps the status it had."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Documents that do not stand any more: the one that took each one's place, or None where it was withdrawn."""

    left_out: Mapping[str, str | None]
    withdrawn: Mapping[str, Source]
    """Those of them that were withdrawn."""
    circles: tuple[str, ...] = ()
    """Documents that would each take the place of another; none of them gives way."""


class Succession:
    """Told every document, says which of them stand."""

    def __init__(self) -> None:
        self._withdrawn: dict[str, Source] = {}
        self._successor: dict[str, str] = {}

    def take(self, source: Source) -> None:
        """A document's own words about itself: that it is withdrawn, or which ones it takes the place of."""
        if source.status == WITHDRAWN:
            # Nothing takes its place, and it takes nothing's.
            self._withdrawn[source.source_id] = source
            return
        self.replaces(source.source_id, source.supersedes)

    def replaces(self, source_id: str | None, supersedes: tuple[str, ...]) -> None:
        """The same, of a document that was taken over without being read again."""
        for old in supersedes if source_id else ():
            if old != source_id:
                self._successor[old] = str(source_id)

    def standing(self, documents: set[str]) -> Standing:
        """Of these documents."""
        circles = tuple(sorted(one for one in documents if self._is_in_a_circle(one)))
        replaced = {old: new for old, new in self._successor.items() if old in documents and old not in circles}
        withdrawn = {one: source for one, source in self._withdrawn.items() if one in documents}
        return Standing(replaced | dict.fromkeys(withdrawn), withdrawn, circles)

    def _is_in_a_circle(self, start: str) -> bool:
        seen, here = {start}, self._successor.get(start)
        while here is not None and here not in seen:
            seen.add(here)
            here = self._successor.get(here)
        return here == start
