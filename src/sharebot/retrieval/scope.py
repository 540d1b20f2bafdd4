"""Which passages a search may show: whose area, which tiers, which jurisdictions."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sharebot.retrieval.passage import Passage


@dataclass(frozen=True, slots=True)
class Scope:
    """One area's local guidance and everybody's; of all tiers or of some.

    The same limits are written for SQLite and for Chroma, which keeps the areas' passages apart from everybody's: a
    search of 10,000 passages takes it 3 ms without a limit and 48 ms with one.
    """

    area: str
    tiers: tuple[str, ...] | None
    jurisdictions: tuple[str, ...] | None
    areas: tuple[str, ...]
    """All there are in the library."""

    @classmethod
    def of(
        cls,
        area: str | None,
        tiers: Collection[str] | None,
        jurisdictions: Collection[str] | None,
        areas: Collection[str],
    ) -> "Scope":
        """None is no limit."""
        return cls(
            area or "",
            None if tiers is None else tuple(sorted(set(tiers))),
            None if jurisdictions is None else tuple(sorted(set(jurisdictions))),
            tuple(areas),
        )

    def allows(self, passage: Passage) -> bool:
        """Whether this one may be shown. Chroma is not told of jurisdictions, so they are looked at here."""
        return self.jurisdictions is None or passage.jurisdiction in self.jurisdictions

    def sql(self) -> tuple[str, tuple[str, ...]]:
        """A condition on the table of passages, empty when there is none, and its values."""
        conditions, values = [], []
        if self.areas:
            conditions.append("(area is null or area = ?)")
            values.append(self.area)
        if self.tiers is not None:
            conditions.append(f"tier in ({','.join('?' * len(self.tiers))})")
            values.extend(self.tiers)
        if self.jurisdictions is not None:
            conditions.append(f"jurisdiction in ({','.join('?' * len(self.jurisdictions))})")
            values.extend(self.jurisdictions)
        return " and ".join(conditions), tuple(values)

    def everybodys(self) -> dict[str, Any] | None:
        """The same for Chroma, among passages that apply everywhere."""
        return None if self.tiers is None else {"tier": {"$in": list(self.tiers)}}

    @property
    def has_local(self) -> bool:
        """Whether any passage that applies in one area only may be shown."""
        return self.area in self.areas

    def local(self) -> dict[str, Any] | None:
        """The same for Chroma, among passages that apply in one area. Where there is but one, none is named."""
        here: dict[str, Any] | None = None if len(self.areas) == 1 else {"area": self.area}
        tiers = self.everybodys()
        return {"$and": [here, tiers]} if tiers and here else tiers or here
