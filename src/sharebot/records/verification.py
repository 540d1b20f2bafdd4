"""Whether the chain is whole: from the first entry to the last, or to the first that does not hold."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row

from sharebot.errors import RecordError
from sharebot.records.canonical import NO_DIGEST
from sharebot.records.entries import ERASED, FORMAT, Checkpoint, content_digest, entry_digest


@dataclass(frozen=True, slots=True)
class Verification:
    """What checking the chain found. `first_broken` is the sequence number of the first entry that does not hold."""

    ok: bool
    entries: int
    head: str
    first_broken: int | None
    reason: str


@dataclass
class Checker:
    """Walks the chain once, holding only what a later entry may explain: content that is gone."""

    checkpoint: Checkpoint | None = None
    entries: int = 0
    head: str = NO_DIGEST
    broken: list[tuple[int, str]] = field(default_factory=list)
    erased: dict[int, tuple[int, str]] = field(default_factory=dict)
    tombs: dict[int, str] = field(default_factory=dict)

    def check(self, rows: Iterable[Row[Any]], strays: Iterable[int]) -> Verification:
        """`rows` are chain and content side by side in order; `strays` are contents without an entry."""
        for row in rows:
            reason = self._reason(row)
            if reason:
                self.broken.append((row.seq, reason))
                break
            self.entries, self.head = row.seq, row.digest
            self._passes_checkpoint(row)
        self._unexplained()
        self.broken += [(seq, "has content but is not in the chain") for seq in strays]
        return self._result()

    def _reason(self, row: Row[Any]) -> str | None:
        try:
            return self._link(row) or self._content(row)
        except RecordError:  # bytes that no longer make a text
            return "was changed after it was written"

    def _link(self, row: Row[Any]) -> str | None:
        if row.seq != self.entries + 1:
            return f"follows entry {self.entries}, so something between them was removed or moved"
        if row.format != FORMAT:
            return "was written in a form this version of sharebot does not know"
        if row.previous != self.head:
            return "does not follow the entry before it"
        if row.digest != entry_digest(dict(row._mapping)):
            return "was changed after it was written"
        return None

    def _content(self, row: Row[Any]) -> str | None:
        if row.kind == ERASED:
            self.tombs[row.seq] = row.record_id
        if row.content_seq is None:
            return "has lost its content"
        if row.erased_by is not None:
            self.erased[row.seq] = (row.erased_by, row.record_id)
            left = any(value is not None for value in (row.salt, row.body, row.outcome, row.author, row.area))
            return "is marked as erased but still has content" if left or row.kind == ERASED else None
        if row.salt is None or row.body is None:
            return "has lost its content, and no entry says that it was erased"
        labels = {"outcome": row.outcome, "author": row.author, "area": row.area}
        if content_digest(row.salt, row.body, labels) != row.content_digest:
            return "has content that was changed after it was written"
        return None

    def _passes_checkpoint(self, row: Row[Any]) -> None:
        if self.checkpoint and row.seq == self.checkpoint.entries and row.digest != self.checkpoint.head:
            self.broken.append((row.seq, "is not the entry the checkpoint names, so the chain was written anew"))

    def _unexplained(self) -> None:
        """Content may be gone only where a later entry of the same record says so."""
        for seq, (tomb, record_id) in self.erased.items():
            if tomb <= seq or (self.tombs.get(tomb) != record_id and not self.broken):
                self.broken.append((seq, "has lost its content, and no entry says that it was erased"))

    def _result(self) -> Verification:
        if not self.broken and self.checkpoint and self.entries < self.checkpoint.entries:
            cut = f"The chain ends at entry {self.entries} but the checkpoint knows {self.checkpoint.entries}"
            return Verification(False, self.entries, self.head, self.entries + 1, f"{cut}: its end was cut off.")
        if self.broken:
            seq, reason = min(self.broken)
            return Verification(False, self.entries, self.head, seq, f"Entry {seq} {reason}.")
        holds = "1 entry holds" if self.entries == 1 else f"{self.entries:,} entries hold"
        return Verification(True, self.entries, self.head, None, f"The chain is whole: {holds}.")
