"""The figures as a page and as JSON, with the date and the versions that made them."""

from datetime import UTC, datetime
from typing import Any

from sharebot.evaluation.score import Score
from sharebot.service import Sharebot

UNSEEN = frozenset({"test"})
"""Sets whose misses are not listed: who improves sharebot must not have them in sight."""

ABOUT = """\
A simulated worker types each message and answers sharebot's questions from the labels. A wrong *share* (told to share
when no acceptable outcome shares) and a wrong *refusal* (told not to share when an acceptable outcome shares) are
counted apart. A critical error is an outcome the label names as hurting someone. The worked cases are development
cases: rules and cues were built with them in sight. The test part was written by somebody who had not seen the cues."""


def as_json(scores: list[Score], bot: Sharebot) -> dict[str, Any]:
    """Every figure by set."""
    return {"versions": _versions(bot), "sets": {one.name: _figures(one) for one in scores}}


def as_markdown(scores: list[Score], bot: Sharebot) -> str:
    """docs/evaluation.md. Written by a command; never edited by hand."""
    versions = _versions(bot)
    made = f"framework {versions['framework']}, library {versions['library']}"
    table = [_figures(one) for one in scores]
    lines = [
        "# Evaluation",
        "",
        f"Made by `sharebot evaluate --write` on {datetime.now(UTC).date()}, {made}.",
        "",
        ABOUT,
        "",
        "| figure | " + " | ".join(one.name for one in scores) + " |",
        "|---|" + "---|" * len(scores),
        *(f"| {name} | " + " | ".join(str(row[name]) for row in table) + " |" for name in table[0] if name != "misses"),
    ]
    for one in scores:
        if one.name not in UNSEEN:
            lines += ["", f"## Not right: {one.name}", "", *([f"- {miss}" for miss in one.misses] or ["None."])]
    return "\n".join(lines) + "\n"


def _figures(one: Score) -> dict[str, Any]:
    stated = one.said_right + one.said_wrong
    return {
        "cases": one.cases,
        "outcome right after questions": _share(one.right, one.cases),
        "outcome right on the first message": _share(one.right_first, one.cases),
        "wrong share": _share(one.wrong_share, one.cases),
        "wrong refusal": _share(one.wrong_refuse, one.cases),
        "critical errors": one.critical,
        "questions, median": one.median_questions,
        "questions, most": one.most_questions,
        "facts stated as said": stated,
        "facts stated wrongly": one.said_wrong,
        "intent right": _share(one.intents_right, one.intents),
        "misses": one.misses,
    }


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({100 * part / whole:.1f}%)" if whole else "0 of 0"


def _versions(bot: Sharebot) -> dict[str, str | None]:
    library = bot.open_library()
    return {"framework": bot.framework.version, "library": library.version if library else None}
