"""A set of labelled messages, each put by the simulated worker, and the figures that follow."""

import statistics
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sharebot.answering.turn import Status, Turn
from sharebot.evaluation.hearing import Hearing
from sharebot.evaluation.labelled import Labelled
from sharebot.evaluation.measures import Share, percentile, share_of
from sharebot.evaluation.verdicts import Verdict
from sharebot.evaluation.worker import Interview, interview
from sharebot.service import Sharebot

KINDS = {
    Status.RECOMMENDATION: "case",
    Status.QUESTION: "case",
    Status.GUIDANCE: "question",
    Status.NOT_IN_GUIDANCE: "question",
    Status.OUT_OF_SCOPE: "out-of-scope",
}
"""What a first turn took its message for; any other status is neither."""


@dataclass(frozen=True)
class Told:
    """One labelled message, how its interview went, and how sure reading was of each fact."""

    row: Labelled
    talk: Interview
    sure: Mapping[str, float] = field(default_factory=dict)

    @property
    def first(self) -> Verdict:
        """What was given on the message alone."""
        return Verdict(self.row, _given(self.talk.first))

    @property
    def last(self) -> Verdict:
        """What was given after the questions."""
        return Verdict(self.row, _given(self.talk.last))

    @property
    def taken_for(self) -> str:
        """The intent that was read."""
        return KINDS.get(self.talk.first.status, "neither")


@dataclass(frozen=True)
class Score:
    """Everything one set gave. `files` are its parts, where it has more than one."""

    name: str
    told: tuple[Told, ...] = field(repr=False)
    files: tuple["Score", ...] = field(default=(), repr=False)

    @property
    def cases(self) -> tuple[Told, ...]:
        """The messages that are about a case."""
        return tuple(one for one in self.told if one.row.intent == "case")

    @property
    def first(self) -> list[Verdict]:
        """What was given on each message alone."""
        return [one.first for one in self.told]

    @property
    def last(self) -> list[Verdict]:
        """What was given on each after the questions."""
        return [one.last for one in self.told]

    @property
    def questions(self) -> "Questions":
        """What was asked, over the cases."""
        return questions([len(one.talk.asked) for one in self.cases])

    @property
    def intents(self) -> Counter[tuple[str, str]]:
        """How often each labelled intent was taken for what."""
        return Counter((one.row.intent, one.taken_for) for one in self.told)

    @property
    def intents_right(self) -> Share:
        """Messages taken for what they are."""
        return share_of(one.row.intent == one.taken_for for one in self.told)

    def misses(self) -> Iterator[str]:
        """Each case whose outcome is not acceptable. Not to be called for messages that must stay unseen."""
        for one in self.cases:
            if not one.last.right:
                card = one.talk.last.recommendation
                asked = ", ".join(one.talk.asked) or "nothing"
                rule = card.rule if card else "-"
                yield f"{one.row.id}: wanted {one.row.outcome}, got {one.last.given} by {rule} (asked: {asked})"


@dataclass(frozen=True)
class Questions:
    """How many questions were asked in a case."""

    median: float
    p95: int
    most: int


def questions(counts: list[int]) -> Questions:
    """The middle, what 95 of 100 cases do not exceed, and the most."""
    return Questions(statistics.median(counts) if counts else 0, percentile(counts, 0.95), max(counts, default=0))


def score(bot: Sharebot, name: str, rows: Iterable[Labelled], hearing: Hearing | None = None) -> Score:
    """Interview every row. Without `hearing` nothing is known of how sure reading is."""
    return Score(
        name,
        tuple(
            Told(row, interview(bot, row.message, row.truth), hearing.sure(row.message) if hearing else {})
            for row in rows
        ),
    )


def together(name: str, files: Iterable[Score]) -> Score:
    """Several files as one set."""
    parts = tuple(files)
    return Score(name, tuple(one for part in parts for one in part.told), parts)


def _given(turn: Turn) -> str:
    return turn.recommendation.outcome if turn.recommendation else turn.status.value
