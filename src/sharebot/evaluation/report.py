"""docs/evaluation.md: the headline figures with their targets, then the tables of each set."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sharebot.evaluation.headline import TARGETS, headline_table, plain, with_verdict
from sharebot.evaluation.measures import Calibration, calibration
from sharebot.evaluation.questionnaire import Compared
from sharebot.evaluation.score import Questions, Score
from sharebot.evaluation.sets import TUNE, WORKED
from sharebot.evaluation.stated import FactFigures, by_fact, stated
from sharebot.evaluation.tables import (
    FACT_HEAD,
    GROUP_HEAD,
    OUTCOME_HEAD,
    calibration_rows,
    counted,
    fact_rows,
    group_rows,
    number,
    outcome_cells,
    share,
    table,
    wrong_fact_rows,
)
from sharebot.evaluation.verdicts import Verdict, confusion

SHOWN = frozenset({WORKED, TUNE})
"""Sets whose misses are listed. Those of the test part never are: who improves sharebot must not have them in sight."""

ABOUT = """\
A simulated worker types each message and answers sharebot's questions from the labels. A wrong *share* (told to share
when no acceptable outcome shares) and a wrong *refusal* (told not to share when an acceptable outcome shares) are
counted apart. A critical error is an outcome the label names as hurting someone. The worked cases are development
cases: rules and cues were built with them in sight. The tune part was looked at to set thresholds and find mistakes.
The test part is never looked at. Behind every share stands, in brackets, its percentage and 95% Wilson interval."""

FACTS = """\
Facts on the first message. *Right*: of the facts shown with that origin and known to the labels. *Told and known*: of
the facts the labels find in the message's words, those known with the right value, however sharebot came to it."""

STOOD = """\
To stand back is to give get-advice-first, not-in-guidance or out-of-scope; a message calls for it when its labelled
outcome is get-advice-first or it is out of scope, and allows it when get-advice-first is among its acceptable outcomes;
precision counts what was allowed, recall what was called for."""

BALANCED = """\
Balanced accuracy is the mean over the five labelled outcomes of the share given an acceptable one. The nearest build
case gives what the label of the most similar build message says (cosine of the embedder's vectors)."""

FORM = """\
The form asks, in the order of facts.yaml, every fact that can still change the outcome, starting from what reading
found; it stops when nothing can. Both are counted over the cases that were taken for cases."""


@dataclass(frozen=True)
class Evaluated:
    """One set with everything that was measured on it."""

    score: Score
    baselines: Mapping[str, Sequence[Verdict]]
    form: Compared

    @property
    def facts(self) -> dict[str, FactFigures]:
        """Precision and recall of each fact."""
        return by_fact(self.score.told)

    @property
    def calibration(self) -> Calibration:
        """How sure reading was of what it said or worked out, against right."""
        known = [fact for one in self.score.cases for fact in stated(one)]
        return calibration((fact.sure, fact.right) for fact in known if fact.sure is not None)


def as_markdown(sets: Sequence[Evaluated], versions: Mapping[str, str | None]) -> str:
    """The page. Written by a command; never edited by hand."""
    made = ", ".join(f"{name} {version or 'none'}" for name, version in versions.items())
    scores = [one.score for one in sets]
    lines = [
        "# Evaluation",
        "",
        f"Made by `sharebot evaluate --write` on {datetime.now(UTC).date()}, {made}.",
        "",
        ABOUT,
        "",
        *table(["figure", "target", *(one.name for one in scores)], headline_table(scores, with_verdict)),
    ]
    for one in sets:
        lines += _set(one)
    return "\n".join(lines) + "\n"


def _set(one: Evaluated) -> Iterator[str]:
    score = one.score
    yield from ("", f"## {score.name[:1].upper()}{score.name[1:]}")
    yield from ("", f"{len(score.told)} messages, {len(score.cases)} of them cases.")
    yield from _files(score)
    yield from _outcomes(one)
    yield from _form(one.form)
    yield from _intents(score)
    yield from _facts(one)
    yield from _calibrated(one.calibration)
    yield from _groups(score)
    if score.name in SHOWN:
        yield from _section("Not right", [f"- {miss}" for miss in score.misses()] or ["None."])


def _section(title: str, lines: Sequence[str], about: str = "") -> Iterator[str]:
    yield from ("", f"### {title}", "", *([about, ""] if about else []), *lines)


def _files(score: Score) -> Iterator[str]:
    if score.files:
        names = [f"{one.name} ({len(one.cases)} cases)" for one in score.files]
        rows = headline_table(score.files, plain)
        by_file = [[name, *(row[place + 2] for row in rows)] for place, name in enumerate(names)]
        yield from _section("By file", table(["file", *(one.name for one in TARGETS)], by_file))


def _outcomes(one: Evaluated) -> Iterator[str]:
    given = {"after questions": one.score.last, "on the first message": one.score.first, **one.baselines}
    rows = [[name, *outcome_cells(verdicts)] for name, verdicts in given.items()]
    yield from _section("Outcomes, beside simpler ways", table(["", *OUTCOME_HEAD], rows), f"{STOOD}\n\n{BALANCED}")
    yield from _section("Labelled outcome and what was given", counted(confusion(one.score.last), "labelled"))


def _form(form: Compared) -> Iterator[str]:
    rows = [
        [name, *_asked(asked), share(outcome.right), share(outcome.critical)]
        for name, asked, outcome in (
            ("sharebot", form.ours, form.our_outcomes),
            ("form", form.form, form.form_outcomes),
        )
    ]
    head = ["", "median", "95th percentile", "most", "outcome right", "critical"]
    yield from _section("Questions, beside a form in fixed order", table(head, rows), FORM)


def _asked(asked: Questions) -> list[str]:
    return [number(asked.median), str(asked.p95), str(asked.most)]


def _intents(score: Score) -> Iterator[str]:
    lines = counted(score.intents, "labelled")
    yield from _section("What a message was taken for", [f"Right: {share(score.intents_right)}.", "", *lines])


def _facts(one: Evaluated) -> Iterator[str]:
    figures = one.facts
    yield from _section("Facts", table(FACT_HEAD, fact_rows(figures)), FACTS)
    head = ["fact", "stated as said", "worked out", "taken for granted"]
    yield from _section("Facts shown wrongly", table(head, wrong_fact_rows(figures)))


def _calibrated(found: Calibration) -> Iterator[str]:
    about = f"Facts stated as said or worked out. Expected calibration error: {number(found.error)}."
    head = ["sure", "facts", "mean sure", "right"]
    yield from _section("How sure, and how often right", table(head, calibration_rows(found)), about)


def _groups(score: Score) -> Iterator[str]:
    yield from _section("By outcome", table(["outcome", *GROUP_HEAD], group_rows(score.cases, lambda o: o.row.outcome)))
    for title, rows in (
        ("sector", group_rows(score.cases, lambda one: one.row.sector)),
        ("register", group_rows(score.cases, lambda one: one.row.register)),
    ):
        if any(getattr(one.row, title) for one in score.cases):
            yield from _section(f"By {title}", table([title, *GROUP_HEAD], rows))
