"""What was given beside what the label wants: acceptable, a wrong share, a wrong refusal, critical, standing back."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from sharebot.answering.turn import Status
from sharebot.evaluation.labelled import Labelled
from sharebot.evaluation.measures import Share, harmonic_mean, share_of

SHARING = frozenset({"share-now", "share"})
REFUSING = frozenset({"do-not-share"})
ADVICE = "get-advice-first"
STANDING_BACK = frozenset({ADVICE, Status.NOT_IN_GUIDANCE.value, Status.OUT_OF_SCOPE.value})


@dataclass(frozen=True)
class Verdict:
    """What was given for one labelled message: an outcome or, where there was none, the status of the turn."""

    row: Labelled
    given: str

    @property
    def right(self) -> bool:
        """The outcome is one the label accepts."""
        return self.given in self.row.acceptable

    @property
    def wrong_share(self) -> bool:
        """Told to share when no acceptable outcome shares."""
        return self.given in SHARING and not self.row.acceptable & SHARING

    @property
    def wrong_refusal(self) -> bool:
        """Told not to share when an acceptable outcome shares, and not sharing is not acceptable itself."""
        return self.given in REFUSING and not self.right and bool(self.row.acceptable & SHARING)

    @property
    def critical(self) -> bool:
        """An outcome the label names as hurting someone."""
        return self.given in self.row.critical and not self.right


Verdicts = Sequence[Verdict]


@dataclass(frozen=True)
class Outcomes:
    """Outcome figures over the cases among some verdicts."""

    right: Share
    wrong_share: Share
    wrong_refusal: Share
    critical: Share
    balanced: float | None


def outcomes(verdicts: Verdicts) -> Outcomes:
    """Count the cases; questions and what is out of scope have no outcome to be right about."""
    cases = [one for one in verdicts if one.row.intent == "case"]
    return Outcomes(
        right=share_of(one.right for one in cases),
        wrong_share=share_of(one.wrong_share for one in cases),
        wrong_refusal=share_of(one.wrong_refusal for one in cases),
        critical=share_of(one.critical for one in cases),
        balanced=balanced_accuracy(cases),
    )


def balanced_accuracy(cases: Verdicts) -> float | None:
    """The mean over the labelled outcomes of the share given an acceptable one: each outcome weighs the same."""
    by_outcome: dict[str, list[bool]] = defaultdict(list)
    for one in cases:
        by_outcome[one.row.outcome].append(one.right)
    return fmean(fmean(answers) for answers in by_outcome.values()) if by_outcome else None


@dataclass(frozen=True)
class StandingBack:
    """How well it is known when to stand back."""

    precision: Share
    recall: Share

    @property
    def f1(self) -> float | None:
        """The harmonic mean of the two."""
        return harmonic_mean(self.precision.value, self.recall.value)


def standing_back(verdicts: Verdicts) -> StandingBack:
    """Precision: standing back was acceptable. Recall: the label's own outcome is to stand back, and so it was.

    A general question answered 'not in the guidance' counts as neither: labels do not say whether guidance answers it.
    """
    asked = [one for one in verdicts if (one.row.intent, one.given) != ("question", Status.NOT_IN_GUIDANCE.value)]
    return StandingBack(
        precision=share_of(_may(one.row) for one in asked if one.given in STANDING_BACK),
        recall=share_of(one.given in STANDING_BACK for one in asked if _should(one.row)),
    )


def _should(row: Labelled) -> bool:
    return row.outcome == ADVICE or row.intent == "out-of-scope"


def _may(row: Labelled) -> bool:
    return ADVICE in row.acceptable or row.intent == "out-of-scope"


def confusion(verdicts: Verdicts) -> Counter[tuple[str, str]]:
    """Over the cases: how often each labelled outcome was given what."""
    return Counter((one.row.outcome, one.given) for one in verdicts if one.row.intent == "case")
