"""Figures as Markdown tables, and groups of cases for the tables by sector, register and outcome."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from sharebot.evaluation.measures import Calibration, Share
from sharebot.evaluation.score import Told
from sharebot.evaluation.stated import ASSUMED, INFERRED, ORIGINS, SAID, FactFigures, over_all
from sharebot.evaluation.verdicts import Verdicts, outcomes, standing_back

FEWEST = 5
"""Groups with fewer cases than this are put together: a share of two says nothing."""

REST = "(each under 5 cases)"
Rows = Iterable[Sequence[str]]


def table(head: Sequence[str], rows: Rows) -> list[str]:
    """A Markdown table, as lines."""
    return [f"| {' | '.join(head)} |", "|---" * len(head) + "|", *(f"| {' | '.join(row)} |" for row in rows)]


def share(one: Share) -> str:
    """Part of whole, the percentage, and between which the true one lies."""
    if one.value is None or one.interval is None:
        return "0 of 0"
    low, high = one.interval
    return f"{one.part} of {one.whole} ({100 * one.value:.1f}%, {100 * low:.1f} to {100 * high:.1f})"


def number(one: float | None) -> str:
    """A number in at most three decimals, or a dash when nothing was measured."""
    return "–" if one is None else f"{one:.3f}".rstrip("0").rstrip(".")


def percent(one: float | None) -> str:
    """A mean of shares, which is no share of cases and so has no Wilson interval."""
    return "–" if one is None else f"{100 * one:.1f}%"


OUTCOME_HEAD = (
    "outcome right", "wrong share", "wrong refusal", "critical", "balanced accuracy",
    "standing back: precision", "recall", "F1",
)  # fmt: skip


def outcome_cells(verdicts: Verdicts) -> list[str]:
    """The cells under OUTCOME_HEAD."""
    one, stood = outcomes(verdicts), standing_back(verdicts)
    return [
        *map(share, (one.right, one.wrong_share, one.wrong_refusal, one.critical)),
        percent(one.balanced),
        share(stood.precision),
        share(stood.recall),
        number(stood.f1),
    ]


FACT_HEAD = (
    "fact", "stated as said: right", "worked out: right", "taken for granted: right",
    "told and known", "as said", "as worked out", "as taken for granted",
)  # fmt: skip


def fact_rows(figures: Mapping[str, FactFigures]) -> Rows:
    """Precision and recall of each fact, all facts first. Counts alone for each recall by origin."""
    named = {"all": over_all(figures.values()), **dict(sorted(figures.items()))}
    for fact, one in named.items():
        precision = [share(one.precision(origin)) for origin in ORIGINS]
        recall = [share(one.recall(origin)) for origin in (SAID, INFERRED, ASSUMED)]
        yield [fact, *precision, share(one.recall_any), *recall]


def wrong_fact_rows(figures: Mapping[str, FactFigures]) -> Rows:
    """Facts shown wrongly on the first message, most first."""
    wrong = {fact: [one.wrong(origin) for origin in ORIGINS] for fact, one in figures.items()}
    for fact, counts in sorted(wrong.items(), key=lambda row: (-sum(row[1]), row[0])):
        if any(counts):
            yield [fact, *map(str, counts)]


def counted(counts: Counter[tuple[str, str]], head: str) -> list[str]:
    """A table of labelled (rows) against given (columns)."""
    wanted = sorted({row for row, _ in counts})
    given = sorted({column for _, column in counts})
    return table([head, *given], [[row, *(str(counts[row, column]) for column in given)] for row in wanted])


def calibration_rows(found: Calibration) -> Rows:
    """A row a bin."""
    for one in found.bins:
        yield [f"{one.low:.1f} to {one.high:.1f}", str(one.right.whole), percent(one.sure), share(one.right)]


def group_rows(cases: Iterable[Told], key: Callable[[Told], str]) -> Rows:
    """Outcome figures of each group of cases, the largest group first and the small ones together."""
    groups: dict[str, list[Told]] = defaultdict(list)
    for one in cases:
        groups[key(one) or "–"].append(one)
    kept = {name: group for name, group in groups.items() if len(group) >= FEWEST}
    rest = [one for name, group in groups.items() if name not in kept for one in group]
    for name, group in sorted(kept.items(), key=lambda row: (-len(row[1]), row[0])):
        yield _group(name, group)
    if rest:
        yield _group(REST, rest)


GROUP_HEAD = ("right after questions", "right on the first message", "wrong share", "wrong refusal", "critical")


def _group(name: str, group: Sequence[Told]) -> list[str]:
    last, first = outcomes([one.last for one in group]), outcomes([one.first for one in group])
    counts = [str(one.part) for one in (last.wrong_share, last.wrong_refusal, last.critical)]
    return [name, share(last.right), share(first.right), *counts]
