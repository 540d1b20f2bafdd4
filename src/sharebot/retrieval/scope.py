"""Which passages a search may show: whose area, which tiers."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Scope:
    """One area's local guidance and everybody's; of all tiers or of some.

    The same limits are written for SQLite and for Chroma. Empty limits are left out: Chroma is ten times
    quicker without.
    """

    area: str
    tiers: tuple[str, ...] | None
    areas_exist: bool

    @classmethod
    def of(cls, area: str | None, tiers: Collection[str] | None, areas: Collection[str]) -> "Scope":
        return cls(area or "", None if tiers is None else tuple(sorted(set(tiers))), bool(areas))

    def sql(self) -> tuple[str, tuple[str, ...]]:
        """A condition on the table of passages, empty when there is none, and its values."""
        conditions, values = [], []
        if self.areas_exist:
            conditions.append("(area is null or area = ?)")
            values.append(self.area)
        if self.tiers is not None:
            conditions.append(f"tier in ({','.join('?' * len(self.tiers))})")
            values.extend(self.tiers)
        return " and ".join(conditions), tuple(values)

    def where(self) -> dict[str, Any] | None:
        """The same for Chroma, where 'no area' is the empty text."""
        conditions: list[dict[str, Any]] = []
        if self.areas_exist:
            conditions.append({"area": {"$in": sorted({"", self.area})}})
        if self.tiers is not None:
            conditions.append({"tier": {"$in": list(self.tiers)}})
        return {"$and": conditions} if len(conditions) > 1 else next(iter(conditions), None)
