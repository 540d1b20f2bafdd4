"""The figures that are promised, each with its target, and whether it is met."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sharebot.evaluation.measures import Share
from sharebot.evaluation.score import Score
from sharebot.evaluation.stated import SAID, by_fact, over_all
from sharebot.evaluation.tables import number, share
from sharebot.evaluation.verdicts import outcomes, standing_back

Figure = Share | float | int | None


@dataclass(frozen=True)
class Target:
    """A promise: the figure must reach `bound`, or not exceed it where less is better."""

    name: str
    bound: float
    at_most: bool = False
    percent: bool = True

    @property
    def promise(self) -> str:
        """As the page says it."""
        bound = f"{100 * self.bound:g}%" if self.percent else f"{self.bound:g}"
        return f"{'at most' if self.at_most else 'at least'} {bound}"

    def met(self, figure: Figure) -> bool | None:
        """None when there was nothing to measure."""
        value = figure.value if isinstance(figure, Share) else figure
        if value is None:
            return None
        return value <= self.bound if self.at_most else value >= self.bound


TARGETS = (
    Target("outcome right after questions", 0.95),
    Target("outcome right on the first message", 0.80),
    Target("critical errors", 0, at_most=True, percent=False),
    Target("wrong share", 0.015, at_most=True),
    Target("wrong refusal", 0.015, at_most=True),
    Target("facts stated as said that are right", 0.97),
    Target("facts told that are known after the first message", 0.85),
    Target("questions, median", 3, at_most=True, percent=False),
    Target("questions, 95th percentile", 5, at_most=True, percent=False),
    Target("standing back, F1", 0.9, percent=False),
)


def headline(score: Score) -> dict[str, Figure]:
    """The figures of TARGETS, by name."""
    last, facts, asked = outcomes(score.last), over_all(by_fact(score.told).values()), score.questions
    return {
        "outcome right after questions": last.right,
        "outcome right on the first message": outcomes(score.first).right,
        "critical errors": last.critical.part if last.critical.whole else None,
        "wrong share": last.wrong_share,
        "wrong refusal": last.wrong_refusal,
        "facts stated as said that are right": facts.precision(SAID),
        "facts told that are known after the first message": facts.recall_any,
        "questions, median": asked.median,
        "questions, 95th percentile": asked.p95,
        "standing back, F1": standing_back(score.last).f1,
    }


def headline_table(scores: Iterable[Score], shown: Callable[[Target, Figure], str]) -> list[list[str]]:
    """A row a target: its name, the promise, and a cell a set."""
    figures = [headline(score) for score in scores]
    return [[one.name, one.promise, *(shown(one, row[one.name]) for row in figures)] for one in TARGETS]


def with_verdict(target: Target, figure: Figure) -> str:
    """A figure, its interval where it is a share, and met or not met."""
    met = target.met(figure)
    return plain(target, figure) + ("" if met is None else ": met" if met else ": **not met**")


def plain(_: Target, figure: Figure) -> str:
    """A figure alone."""
    return share(figure) if isinstance(figure, Share) else number(figure)
