"""The command line. Exit 0 on success, 2 for a caller's mistake, 1 when something broke; one sentence, no traceback."""

import argparse
import io
import logging
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any

from sharebot import commands
from sharebot.errors import CallerError, SharebotError
from sharebot.settings import load_settings

DEBUG = "--debug"
Command = Callable[[argparse.Namespace], int]
log = logging.getLogger("sharebot")


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence instead of a usage block."""

    def error(self, message: str) -> Any:
        raise CallerError(f"{message[:1].upper()}{message[1:]}. See: {self.prog} --help")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    words = sys.argv[1:] if arguments is None else arguments
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(message)s")
    _speak_utf8()
    try:
        chosen = _parser().parse_args(words)
        run: Command = chosen.run
        return run(chosen)
    except CallerError as error:
        return _fail(str(error), 2)
    except SharebotError as error:
        return _fail(str(error), 1)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # so that nothing more is written at the end
        return 0
    except KeyboardInterrupt:
        return _fail("Stopped.", 1)
    except Exception:
        if DEBUG in words or _debugging():
            log.error("Unexpected error", exc_info=True)
        return _fail(f"Something broke that should not have. Run again with {DEBUG} to see where.", 1)


def _speak_utf8() -> None:
    for stream, errors in ((sys.stdin, "surrogateescape"), (sys.stdout, "replace"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors)


def _debugging() -> bool:
    try:
        return load_settings().debug
    except SharebotError:
        return False


def _fail(sentence: str, code: int) -> int:
    sys.stderr.write(f"{sentence}\n")
    return code


def _parser() -> _Parser:
    parser = _Parser(
        prog="sharebot", description="Can I share this? Decision support for frontline workers in Scotland."
    )
    actions = parser.add_subparsers(dest="command", required=True, parser_class=_Parser)
    _conversation(actions)
    _rules(actions)
    _guidance(actions)
    _records(actions)
    evaluate = _add(actions, "evaluate", commands.evaluate, "score the worked cases and the labelled messages")
    evaluate.add_argument("--write", action="store_true", help="write docs/evaluation.md")
    evaluate.add_argument("--set", action="append", metavar="NAME", help="only this set")
    return parser


def _add(actions: Any, name: str, run: Command, about: str) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = actions.add_parser(name, help=about, description=about)
    command.add_argument("--json", action="store_true", help="one JSON document on standard output")
    command.add_argument(DEBUG, action="store_true", help="when something breaks, show where (SHAREBOT_DEBUG=1)")
    command.set_defaults(run=run)
    return command


def _place(command: argparse.ArgumentParser) -> None:
    command.add_argument("--area", help="the area whose local guidance applies")
    command.add_argument("--sector", help="where the worker works, such as schools or housing")


def _conversation(actions: Any) -> None:
    ask = _add(actions, "ask", commands.ask, "one message in, one turn out")
    ask.add_argument("message")
    _place(ask)
    _place(_add(actions, "converse", commands.converse, "JSON Lines in, JSON Lines out: a whole conversation"))


def _rules(actions: Any) -> None:
    decide = _add(actions, "decide", commands.decide, "the rules alone")
    decide.add_argument("--fact", action="append", default=[], metavar="ID=VALUE")
    decide.add_argument("--facts", metavar="FILE", help="a JSON object of fact ids and values")
    decide.add_argument("--as-at", metavar="DATE", help="the rules of that day, as 2026-11-22")
    framework = actions.add_parser("framework", help="what is asked, is it sound, why a case comes out, a picture")
    parts = framework.add_subparsers(dest="part", required=True, parser_class=_Parser)
    _add(parts, "facts", commands.framework_facts, "every fact, its question and its options")
    check = _add(parts, "check", commands.framework_check, "is the framework sound, and what was proved about it")
    check.add_argument("--verbose", action="store_true", help="also a case for each rule that it decides")
    explain = _add(parts, "explain", commands.framework_explain, "why a case comes out as it does")
    explain.add_argument("--fact", action="append", default=[], metavar="ID=VALUE")
    explain.add_argument("--facts", metavar="FILE")
    _add(parts, "draw", commands.framework_draw, "pictures of the rules, as Mermaid in Markdown")


def _guidance(actions: Any) -> None:
    search = _add(actions, "search", commands.search, "the library alone; '-' reads one query a line")
    search.add_argument("query")
    search.add_argument("--top", type=int, default=10)
    search.add_argument("--area")
    library = actions.add_parser("library", help="what is indexed")
    parts = library.add_subparsers(dest="part", required=True, parser_class=_Parser)
    _add(parts, "list", commands.library_list, "every document in the library")
    _add(parts, "status", commands.library_status, "version, embedder, what could not be read, what is due for review")
    _add(parts, "affected", commands.library_affected, "records that cite guidance which has changed")
    show = _add(parts, "show", commands.library_show, "one passage whole")
    show.add_argument("passage_id")
    differences = _add(parts, "differences", commands.library_differences, "local guidance beside national guidance")
    differences.add_argument("--area", required=True, metavar="ID", help="the area whose guidance is compared")
    glossary = _add(actions, "glossary", commands.glossary, "what abbreviations and terms stand for")
    glossary.add_argument("term", nargs="*", help="only this one; without it, every term")


def _records(actions: Any) -> None:
    records = actions.add_parser("records", help="the decision log")
    parts = records.add_subparsers(dest="part", required=True, parser_class=_Parser)
    listing = _add(parts, "list", commands.records_list, "the newest records first")
    listing.add_argument("--limit", type=int, default=50)
    show = _add(parts, "show", commands.records_show, "one record whole")
    show.add_argument("record_id")
    _add(parts, "export", commands.records_export, "every record as JSON Lines")
    verify = _add(parts, "verify", commands.records_verify, "prove that the log was not changed")
    verify.add_argument("--checkpoint", help="a head printed on an earlier export, to detect a cut tail")
    erase = _add(parts, "erase", commands.records_erase, "erase what a record says, leaving a tombstone")
    erase.add_argument("record_id")
    erase.add_argument("--by", required=True)
    erase.add_argument("--why", required=True)


if __name__ == "__main__":
    sys.exit(main())
