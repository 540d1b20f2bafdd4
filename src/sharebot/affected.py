"""Records that rest on guidance which has since changed, given way to a newer version, or been withdrawn."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sharebot.answering.quotes import stands_in
from sharebot.records.log import RecordLog
from sharebot.retrieval.archive import Gone
from sharebot.retrieval.library import Library

PORTION = 200
"""Records looked at together."""


@dataclass(frozen=True, slots=True)
class Affected:
    """One citation of one record whose passage is no longer in the library.

    `reason` is changed, superseded, withdrawn, or unknown where neither library nor archive has the passage.
    """

    record_id: str
    decided_at: str
    outcome: str
    passage_id: str
    source_id: str
    title: str
    section: str
    quote: str
    reason: str
    until: str | None
    successor: str | None
    now: str | None
    """The passage where the same words stand today, in the same document or in the one that took its place."""


def affected(records: RecordLog, library: Library) -> Iterator[Affected]:
    """Record by record. Raises RecordError or LibraryError when the log or the library cannot be read."""
    documents = iter(records.documents())
    while portion := list(islice(documents, PORTION)):
        cited = [(document, citation) for document in portion for citation in _citations(document)]
        ids = list(dict.fromkeys(citation["passage_id"] for _, citation in cited))
        present, left = library.present(ids), library.gone(ids)
        for document, citation in cited:
            if citation["passage_id"] not in present:
                yield _affected(document, citation, left.get(citation["passage_id"]), library)


def _citations(document: dict[str, Any]) -> list[dict[str, Any]]:
    # An erased record says nothing any more, so nothing of it can be affected.
    return list(document.get("citations") or ())


def _affected(document: dict[str, Any], citation: dict[str, Any], left: Gone | None, library: Library) -> Affected:
    successor = left.successor if left else None
    homes = [home for home in (citation["source_id"], successor) if home]
    return Affected(
        record_id=document["record_id"], decided_at=str(document.get("decided_at") or ""),
        outcome=str((document.get("decision") or {}).get("outcome") or ""),
        passage_id=citation["passage_id"], source_id=citation["source_id"], title=citation["title"],
        section=citation["section"], quote=citation["quote"], reason=left.reason if left else "unknown",
        until=left.until if left else None, successor=successor, now=_now(citation["quote"], homes, library),
    )  # fmt: skip


def _now(quote: str, homes: Iterable[str], library: Library) -> str | None:
    passages = (passage for home in homes for passage in library.passages_of(home))
    return next((passage.id for passage in passages if stands_in(quote, passage)), None)
