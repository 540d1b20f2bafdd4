"""`evaluate`: score the worked cases and the labelled messages, and write docs/evaluation.md."""

import argparse

from sharebot.commands.common import out, say, the_service
from sharebot.evaluation.labelled import load_labelled, worked_cases
from sharebot.evaluation.report import as_json, as_markdown, write
from sharebot.evaluation.score import score
from sharebot.settings import ROOT, load_settings


def evaluate(arguments: argparse.Namespace) -> int:
    """Figures for docs/evaluation.md."""
    bot = the_service()
    sets = [("worked cases", worked_cases(load_settings().knowledge / "framework" / "cases"))]
    for part in ("test",):
        path = ROOT / "tests" / "evaluation" / f"{part}.jsonl"
        if path.exists():
            sets.append((part, load_labelled(path)))
    scores = [score(bot, name, rows) for name, rows in sets]
    if arguments.json:
        out(as_json(scores, bot))
    else:
        say(as_markdown(scores, bot))
    if arguments.write:
        write(ROOT / "docs" / "evaluation.md", as_markdown(scores, bot))
    return 0
