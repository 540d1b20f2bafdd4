"""`python -m ingest`: build or refresh the library; `python -m ingest add`: put a document in and do the same."""

import argparse
import json
import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from tqdm import tqdm  # type: ignore[import-untyped]

from ingest.add import Described, add
from ingest.pipeline import run
from ingest.summary import NothingReadError, Summary, in_words, warnings
from ingest.withdraw import restore, withdraw
from sharebot.errors import CallerError, SharebotError
from sharebot.settings import Settings, load_settings

UNFORESEEN = "Ingest failed in a way nobody foresaw; the library is as it was before. Add --verbose to see where."

log = logging.getLogger("ingest")


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """One sentence instead of argparse's usage and message."""
        raise CallerError(f"{message[:1].upper()}{message[1:]}. Run with --help to see what can be given.")


class _Progress:
    """A bar for each step, on standard error."""

    def __init__(self) -> None:
        self._bar: tqdm[Any] | None = None
        self._step = ""

    def __call__(self, step: str, done: int, total: int) -> None:
        if self._bar is None or self._step != step:
            self.close()
            self._step, self._bar = step, tqdm(desc=step, total=total, file=sys.stderr, leave=False, unit=" ")
        self._bar.update(done - self._bar.n)

    def close(self) -> None:
        if self._bar is not None:
            self._bar.close()


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code: 0 done, 2 a mistake of the caller's, 1 something broke."""
    logging.basicConfig(stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s")
    try:
        given = _parser().parse_args(arguments)
        for name in ("ingest", "sharebot"):
            logging.getLogger(name).setLevel(logging.DEBUG if given.verbose else logging.WARNING)
        return _command(given)
    except CallerError as error:
        return _fail(str(error), 2)
    except NothingReadError as error:
        return _fail("\n".join([str(error), *warnings(error.unreadable)]), 1)
    except SharebotError as error:
        return _fail(str(error), 1)
    except KeyboardInterrupt:
        return _fail("Stopped. The library is as it was before.", 1)
    except Exception:
        log.debug("Ingest failed", exc_info=True)
        return _fail(UNFORESEEN, 1)


def _command(given: argparse.Namespace) -> int:
    settings = load_settings(data=given.data, knowledge=given.knowledge)
    if given.command == "add":
        described = Described(
            given.tier, given.area, given.title, given.review_by, given.version, tuple(given.supersedes)
        )
        for place in add(given.files, described, settings.knowledge):
            _say(f"Added {place}")
    if given.command == "fetch":
        return _fetch(given, settings)
    if given.command == "withdraw":
        _say(f"Withdrawn by {withdraw(settings, given.source_id, given.why)}")
    if given.command == "restore":
        _say(f"Back in use: {given.source_id}")
        restore(settings, given.source_id)
    _report(_run(settings, given.afresh), given.json)
    return 0


def _fetch(given: argparse.Namespace, settings: Settings) -> int:
    # What talks to other machines takes time to import; a run that reads this machine's files must not wait for it.
    from ingest.official.fetch import fetch, manner_of
    from ingest.official.register import load_register

    progress = _Progress()
    try:
        outcome = fetch(
            load_register(settings.knowledge), given.source_ids, settings.data, manner_of(settings), progress
        )
    finally:
        progress.close()
    summary = _run(settings, given.afresh)
    if given.json:
        told = outcome.as_json() | {"library": summary.as_json()}
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write("\n".join([*outcome.in_words(), *in_words(summary)]) + "\n")
    return 1 if outcome.failed else 0


def _run(settings: Settings, afresh: bool) -> Summary:
    progress = _Progress()
    try:
        return run(settings, settings.knowledge, progress, afresh=afresh)
    finally:
        progress.close()


def _report(summary: Summary, as_json: bool) -> None:
    if as_json:
        sys.stdout.write(json.dumps(summary.as_json(), ensure_ascii=False) + "\n")
        return
    sys.stdout.write("\n".join(in_words(summary)) + "\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m ingest", description=__doc__, parents=[_shared(None, given=False)])
    parser.set_defaults(command=None)
    commands = parser.add_subparsers(dest="command", metavar="add")
    about = "copy files into the knowledge folder, then refresh the library"
    adding = commands.add_parser("add", help=about, description=about, parents=[_shared(argparse.SUPPRESS)])
    adding.add_argument("files", nargs="+", type=Path, metavar="FILE")
    adding.add_argument("--tier", default="local", help="local, toolkit or code; default: local")
    adding.add_argument("--area", metavar="ID", help="the area a local document applies in")
    adding.add_argument("--title", help="what the document is called")
    adding.add_argument("--version", help="its own version, as printed on it")
    adding.add_argument("--supersedes", action="append", default=[], metavar="ID", help="the document it replaces")
    adding.add_argument("--review-by", metavar="DATE", help="when it must be looked at again, as 2027-05-22")
    about = "bring official documents from their published addresses, then refresh the library"
    fetching = commands.add_parser("fetch", help=about, description=about, parents=[_shared(argparse.SUPPRESS)])
    what = "a source of knowledge/sources.yaml; default: all whose licence allows a copy"
    fetching.add_argument("source_ids", nargs="*", metavar="SOURCE_ID", help=what)
    about = "take a document out of use; its words stay readable for old records"
    leaving = commands.add_parser("withdraw", help=about, description=about, parents=[_shared(argparse.SUPPRESS)])
    leaving.add_argument("source_id", metavar="ID")
    leaving.add_argument("--why", default="", help="the reason, kept beside the document")
    about = "bring a withdrawn document back"
    back = commands.add_parser("restore", help=about, description=about, parents=[_shared(argparse.SUPPRESS)])
    back.add_argument("source_id", metavar="ID")
    return parser


def _shared(folder: object, given: object = argparse.SUPPRESS) -> _Parser:
    """Options before and after `add`; after it, an option that is not given must not undo one before."""
    shared = _Parser(add_help=False)
    shared.add_argument("--knowledge", type=Path, metavar="DIR", default=folder, help="the folder of documents")
    shared.add_argument("--data", type=Path, metavar="DIR", default=folder, help="where the library is kept")
    shared.add_argument("--json", action="store_true", default=given, help="the summary as one JSON document")
    shared.add_argument("--afresh", action="store_true", default=given, help="read and embed everything again")
    shared.add_argument("--verbose", action="store_true", default=given, help="say more on standard error")
    return shared


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")


def _fail(sentence: str, code: int) -> int:
    _say(sentence)
    return code


if __name__ == "__main__":
    sys.exit(main())
