"""The same figures as plain JSON values. The sentences first published stay as they were; `measures` adds numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sharebot.evaluation.headline import TARGETS, Figure, headline
from sharebot.evaluation.measures import Share
from sharebot.evaluation.report import SHOWN, Evaluated
from sharebot.evaluation.score import Score
from sharebot.evaluation.stated import ORIGINS, SAID, FactFigures, over_all
from sharebot.evaluation.verdicts import Verdicts, confusion, outcomes, standing_back


def as_json(sets: Sequence[Evaluated], versions: Mapping[str, str | None]) -> dict[str, Any]:
    """Every figure by set. Misses of the test part are never among them."""
    return {"versions": dict(versions), "sets": {one.score.name: _set(one) for one in sets}}


def _set(one: Evaluated) -> dict[str, Any]:
    score, facts = one.score, one.facts
    last, said = outcomes(score.last), over_all(facts.values()).precision(SAID)
    return {
        "cases": len(score.cases),
        "outcome right after questions": _sentence(last.right),
        "outcome right on the first message": _sentence(outcomes(score.first).right),
        "wrong share": _sentence(last.wrong_share),
        "wrong refusal": _sentence(last.wrong_refusal),
        "critical errors": last.critical.part,
        "questions, median": score.questions.median,
        "questions, most": score.questions.most,
        "facts stated as said": said.whole,
        "facts stated wrongly": said.whole - said.part,
        "intent right": _sentence(score.intents_right),
        "misses": list(score.misses()) if score.name in SHOWN else [],
        "measures": _measures(one),
    }


def _measures(one: Evaluated) -> dict[str, Any]:
    score, facts, found = one.score, one.facts, one.calibration
    return {
        "headline": _headline(score),
        "files": {part.name: _headline(part) for part in score.files},
        "after questions": _given(score.last),
        "on the first message": _given(score.first),
        "baselines": {name: _given(verdicts) for name, verdicts in one.baselines.items()},
        "confusion": [{"labelled": a, "given": b, "cases": n} for (a, b), n in confusion(score.last).items()],
        "intents": [{"labelled": a, "taken for": b, "messages": n} for (a, b), n in score.intents.items()],
        "facts": {fact: _fact(counts) for fact, counts in {"all": over_all(facts.values()), **facts}.items()},
        "calibration": {
            "error": found.error,
            "bins": [{**asdict(one), "right": _share(one.right)} for one in found.bins],
        },
        "questions": {"sharebot": asdict(one.form.ours), "form": asdict(one.form.form)},
        "form outcome right": _share(one.form.form_outcomes.right),
    }


def _headline(score: Score) -> dict[str, Any]:
    figures = headline(score)
    return {
        one.name: {"target": one.promise, "figure": _figure(figures[one.name]), "met": one.met(figures[one.name])}
        for one in TARGETS
    }


def _figure(figure: Figure) -> Any:
    return _share(figure) if isinstance(figure, Share) else figure


def _given(verdicts: Verdicts) -> dict[str, Any]:
    counted, stood = outcomes(verdicts), standing_back(verdicts)
    return {
        "outcome right": _share(counted.right),
        "wrong share": _share(counted.wrong_share),
        "wrong refusal": _share(counted.wrong_refusal),
        "critical": _share(counted.critical),
        "balanced accuracy": counted.balanced,
        "standing back": {"precision": _share(stood.precision), "recall": _share(stood.recall), "f1": stood.f1},
    }


def _fact(counts: FactFigures) -> dict[str, Any]:
    return {
        "precision": {origin: _share(counts.precision(origin)) for origin in ORIGINS},
        "recall": {**{origin: _share(counts.recall(origin)) for origin in ORIGINS}, "any": _share(counts.recall_any)},
    }


def _share(one: Share) -> dict[str, Any]:
    low, high = one.interval or (None, None)
    return {"part": one.part, "whole": one.whole, "share": one.value, "low": low, "high": high}


def _sentence(one: Share) -> str:
    return f"{one.part} of {one.whole} ({100 * one.value:.1f}%)" if one.value is not None else "0 of 0"
