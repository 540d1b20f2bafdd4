"""`evaluate`: score the worked cases and the labelled messages, and write docs/evaluation.md."""

import argparse
import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path

from sharebot.commands.common import out, say, the_service
from sharebot.errors import CallerError
from sharebot.evaluation.as_json import as_json
from sharebot.evaluation.baselines import baselines, nearest
from sharebot.evaluation.hearing import Hearing, classifier_file
from sharebot.evaluation.labelled import load_labelled, worked_cases
from sharebot.evaluation.questionnaire import compared
from sharebot.evaluation.report import Evaluated, as_markdown
from sharebot.evaluation.score import Score, score, together
from sharebot.evaluation.sets import NAMES, TEST, TUNE, UNSEEN, WORKED, build_rows, tune_file, unseen_files
from sharebot.retrieval.embedder import load_embedder
from sharebot.service import Sharebot
from sharebot.settings import ROOT, load_settings

LABELLED = TEST
PAGE = ROOT / "docs" / "evaluation.md"


def evaluate(arguments: argparse.Namespace) -> int:
    """Figures for docs/evaluation.md. Raises CallerError for a set there is not, or a page without every set."""
    wanted = _wanted(vars(arguments).get("set"), arguments.write)
    settings, bot = load_settings(), the_service()
    hearing = Hearing(bot.framework, settings.knowledge, load_embedder(settings.embedder))
    scores = [score_of() for name, score_of in _sets(bot, settings.knowledge, hearing).items() if name in wanted]
    sets, versions = _evaluated(bot, hearing, scores), _versions(bot, settings.knowledge)
    page = as_markdown(sets, versions)
    if arguments.json:
        out(as_json(sets, versions))
    else:
        say(page)
    if arguments.write:
        PAGE.write_text(page, encoding="utf-8")
    return 0


def _wanted(named: Iterable[str] | None, write: bool) -> set[str]:
    wanted = set(named or NAMES)
    if unknown := wanted - set(NAMES):
        raise CallerError(f"There is no set '{min(unknown)}'. There are: {', '.join(NAMES)}.")
    if write and wanted != set(NAMES):
        raise CallerError("The page shows every set: leave out --set, or leave out --write.")
    return wanted


def _sets(bot: Sharebot, knowledge: Path, hearing: Hearing) -> dict[str, Callable[[], Score]]:
    """How each set that is here is scored."""
    cases = worked_cases(knowledge / "framework" / "cases")
    tune = tune_file(LABELLED)
    sets: dict[str, Callable[[], Score]] = {WORKED: lambda: score(bot, WORKED, cases, hearing)}
    if tune.exists():
        sets[TUNE] = lambda: score(bot, TUNE, load_labelled(tune), hearing)
    sets[UNSEEN] = lambda: together(
        UNSEEN, [score(bot, path.stem, load_labelled(path), hearing) for path in unseen_files(LABELLED)]
    )
    return sets


def _evaluated(bot: Sharebot, hearing: Hearing, scores: Iterable[Score]) -> list[Evaluated]:
    build = build_rows(LABELLED)
    like = nearest(build, hearing) if build else None
    return [
        Evaluated(
            one,
            baselines([told.row for told in one.told], like, hearing),
            compared(bot.framework, one.told),
        )
        for one in scores
    ]


def _versions(bot: Sharebot, knowledge: Path) -> dict[str, str | None]:
    library, trained = bot.open_library(), classifier_file(knowledge)
    return {
        "framework": bot.framework.version,
        "library": library.version if library else None,
        "classifier": hashlib.sha256(trained.read_bytes()).hexdigest()[:12] if trained.exists() else None,
    }
