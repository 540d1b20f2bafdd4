"""`evaluate`: score the worked cases and the labelled messages, and write docs/evaluation.md."""

import argparse

from sharebot.commands.common import out, say, the_service
from sharebot.evaluation.labelled import load_labelled, worked_cases
from sharebot.evaluation.report import as_json, as_markdown
from sharebot.evaluation.score import score
from sharebot.settings import ROOT, load_settings

LABELLED = ROOT / "tests" / "evaluation" / "test.jsonl"
PAGE = ROOT / "docs" / "evaluation.md"


def evaluate(arguments: argparse.Namespace) -> int:
    """Figures for docs/evaluation.md."""
    bot = the_service()
    cases = worked_cases(load_settings().knowledge / "framework" / "cases")
    scores = [score(bot, "worked cases", cases), score(bot, "test", load_labelled(LABELLED))]
    page = as_markdown(scores, bot)
    if arguments.json:
        out(as_json(scores, bot))
    else:
        say(page)
    if arguments.write:
        PAGE.write_text(page, encoding="utf-8")
    return 0
