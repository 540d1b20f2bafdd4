"""Figures over interviews: right outcomes, wrong shares and wrong refusals apart, critical errors, questions, facts."""

import statistics
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from sharebot.answering.turn import Status
from sharebot.evaluation.labelled import Labelled
from sharebot.evaluation.worker import Interview, interview
from sharebot.service import Sharebot

SHARING = frozenset({"share-now", "share"})
REFUSING = frozenset({"do-not-share"})


@dataclass
class Score:
    """Counts over one set. Shares of a whole are fractions from 0 to 1."""

    name: str
    cases: int = 0
    right: int = 0
    right_first: int = 0
    wrong_share: int = 0
    wrong_refuse: int = 0
    critical: int = 0
    said_right: int = 0
    said_wrong: int = 0
    intents: int = 0
    intents_right: int = 0
    questions: list[int] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)
    wrong_facts: Counter[str] = field(default_factory=Counter)

    @property
    def median_questions(self) -> float:
        """Questions asked, at the median."""
        return statistics.median(self.questions) if self.questions else 0

    @property
    def most_questions(self) -> int:
        """The most asked in one case."""
        return max(self.questions, default=0)


def score(bot: Sharebot, name: str, rows: Iterable[Labelled]) -> Score:
    """Interview every row and count."""
    total = Score(name)
    for row in rows:
        talk = interview(bot, row.message, row.truth)
        _count_intent(total, row, talk)
        if row.intent == "case":
            _count(total, row, talk)
            _count_facts(total, row, talk)
    return total


def _count_intent(total: Score, row: Labelled, talk: Interview) -> None:
    total.intents += 1
    kind = {
        Status.GUIDANCE: "question",
        Status.NOT_IN_GUIDANCE: "question",
        Status.OUT_OF_SCOPE: "out-of-scope",
    }.get(talk.first.status, "case")
    total.intents_right += kind == row.intent


def _count(total: Score, row: Labelled, talk: Interview) -> None:
    total.cases += 1
    total.questions.append(len(talk.asked))
    total.right_first += talk.first_outcome in row.acceptable
    if talk.outcome in row.acceptable:
        total.right += 1
        return
    got = talk.outcome or talk.last.status.value
    rule = talk.last.recommendation.rule if talk.last.recommendation else "-"
    total.misses.append(
        f"{row.id}: wanted {row.outcome}, got {got} by {rule} (asked: {', '.join(talk.asked) or 'nothing'})"
    )
    total.wrong_share += got in SHARING and not row.acceptable & SHARING
    total.wrong_refuse += got in REFUSING and bool(row.acceptable & SHARING)
    total.critical += got in row.critical


def _count_facts(total: Score, row: Labelled, talk: Interview) -> None:
    """Facts stated as said that the labels contradict; a fact the labels are silent on counts as neither."""
    for fact in talk.first.facts:
        if fact["origin"] == "said" and fact["id"] in row.truth:
            right = fact["value"] in row.truth[fact["id"]]
            total.said_right += right
            total.said_wrong += not right
            if not right:
                total.wrong_facts[f"{fact['id']}={fact['value']}"] += 1
