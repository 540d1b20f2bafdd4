"""Facts on the first message, against the labels: what was stated and right, and what was told and became known."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sharebot.evaluation.measures import Share
from sharebot.evaluation.score import Told

SAID, INFERRED, ASSUMED = "said", "inferred", "assumed"
ORIGINS = (SAID, INFERRED, ASSUMED)


@dataclass(frozen=True)
class Stated:
    """One fact a turn showed that the labels know of, and whether it was right."""

    fact: str
    origin: str
    right: bool
    sure: float | None


def stated(told: Told) -> Iterator[Stated]:
    """What the first turn showed; a fact the labels are silent on counts as neither right nor wrong."""
    for row in told.talk.first.facts:
        if row["id"] in told.row.truth:
            yield Stated(
                fact=row["id"],
                origin=row["origin"],
                right=row["value"] in told.row.truth[row["id"]],
                sure=told.sure.get(row["id"]) if row["origin"] in {SAID, INFERRED} else None,
            )


@dataclass
class FactFigures:
    """Counts for one fact, or for all of them together."""

    shown: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    told: int = 0
    known: Counter[str] = field(default_factory=Counter)

    def precision(self, origin: str) -> Share:
        """Of the facts shown with this origin, how many are right."""
        return Share(self.right[origin], self.shown[origin])

    def recall(self, origin: str) -> Share:
        """Of the facts the message tells, how many became known with the right value and this origin."""
        return Share(self.known[origin], self.told)

    @property
    def recall_any(self) -> Share:
        """Of the facts the message tells, how many became known with the right value, however that was."""
        return Share(self.known.total(), self.told)

    def wrong(self, origin: str) -> int:
        """Facts shown with this origin that are wrong."""
        return self.shown[origin] - self.right[origin]

    def add(self, other: "FactFigures") -> None:
        """Count another's too."""
        self.shown += other.shown
        self.right += other.right
        self.told += other.told
        self.known += other.known


def by_fact(told: Iterable[Told]) -> dict[str, FactFigures]:
    """Figures for each fact over the cases."""
    figures: dict[str, FactFigures] = {}
    for one in told:
        if one.row.intent == "case":
            _count_shown(figures, one)
            _count_told(figures, one)
    return figures


def over_all(figures: Iterable[FactFigures]) -> FactFigures:
    """All facts together."""
    total = FactFigures()
    for one in figures:
        total.add(one)
    return total


def _count_shown(figures: dict[str, FactFigures], told: Told) -> None:
    for fact in stated(told):
        counts = figures.setdefault(fact.fact, FactFigures())
        counts.shown[fact.origin] += 1
        counts.right[fact.origin] += fact.right


def _count_told(figures: dict[str, FactFigures], told: Told) -> None:
    shown = {row["id"]: row for row in told.talk.first.facts}
    for fact, value in told.row.said.items():
        counts = figures.setdefault(fact, FactFigures())
        counts.told += 1
        if fact in shown and shown[fact]["value"] == value:
            counts.known[shown[fact]["origin"]] += 1
