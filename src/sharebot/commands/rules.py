"""`decide` and `framework`: the rules alone, without reading or guidance."""

import argparse
import json
import re
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from sharebot.commands.common import out, say, the_service
from sharebot.errors import AnswerError
from sharebot.framework.assess import assess, case_of
from sharebot.framework.draw import drawn, read_parts
from sharebot.framework.model import NOT_SURE, Fact, Known, known
from sharebot.framework.verify import verify_framework
from sharebot.settings import load_settings


def decide(arguments: argparse.Namespace) -> int:
    """The rules alone on given facts."""
    bot = the_service()
    result = bot.decide_facts(_case(arguments), _day(arguments.as_at))
    if arguments.json:
        out(result)
        return 0
    card, question = result["recommendation"], result["question"]
    say(f"{card['headline']}\n{card['because'][0]['text']} (rule {card['rule']})")
    if question:
        say(f"Could still change: {', '.join(card['possible'])}\nAsk: {question['ask']} ({question['fact']})")
    return 0


def framework_facts(arguments: argparse.Namespace) -> int:
    """Every fact, its question and its options."""
    bot = the_service()
    facts = [_fact(fact, bot.wording["not-sure"]) for fact in bot.framework.facts.values()]
    if arguments.json:
        out({"facts": facts})
    else:
        for row in facts:
            say(f"{row['id']}: {row['ask']}\n    " + ", ".join(option["value"] for option in row["options"]))
    return 0


def framework_check(arguments: argparse.Namespace) -> int:
    """Is the framework sound? A line for each proof, then every problem. Exit 1 when there is one."""
    report = verify_framework(load_settings().knowledge)
    if arguments.json:
        counts = {"rules": report.rules, "facts": report.facts, "cases": report.cases}
        proofs = [{**asdict(proof), "holds": proof.holds} for proof in report.proofs]
        shown = {"witnesses": report.witnesses} if arguments.verbose else {}
        out({"sound": not report.problems, "problems": report.problems, **counts, "proofs": proofs, **shown})
    else:
        cases = [f"{rule}: {case}" for rule, case in report.witnesses.items()] if arguments.verbose else []
        say("\n".join([*cases, *(proof.line for proof in report.proofs), *report.problems, report.summary]))
    return 1 if report.problems else 0


def framework_explain(arguments: argparse.Namespace) -> int:
    """Why a case comes out as it does: each rule tested, in order."""
    framework = the_service().framework
    assessment = assess(framework, _case(arguments))
    steps = [{"rule": step.rule.id, "state": step.state, "open": list(step.open_facts)} for step in assessment.path]
    if arguments.json:
        rule = assessment.rule
        out({"outcome": assessment.outcome, "rule": rule.id, "because": rule.because, "path": steps})
        return 0
    for step in steps:
        if step["state"] != "no":
            say(f"{step['state']:>8}  {step['rule']}  {', '.join(step['open'])}")
    say(f"{assessment.outcome}: {assessment.rule.because} [{'; '.join(assessment.rule.sources)}]")
    return 0


def framework_draw(arguments: argparse.Namespace) -> int:
    """Pictures of the rules in order, an overview and one for each part, as Mermaid in Markdown."""
    pictures = drawn(the_service().framework, read_parts(load_settings().knowledge / "framework" / "rules.yaml"))
    if arguments.json:
        out({"mermaid": pictures[0].mermaid, "diagrams": [asdict(picture) for picture in pictures]})
    else:
        say("\n\n".join(f"## {picture.title}\n\n```mermaid\n{picture.mermaid}\n```" for picture in pictures))
    return 0


def _fact(fact: Fact, not_sure: str) -> dict[str, Any]:
    labels = {value: option.say for value, option in fact.options.items()} | {NOT_SURE: not_sure}
    return {
        "id": fact.id,
        "label": fact.label,
        "ask": fact.ask,
        "why": fact.why,
        "options": [{"value": value, "label": labels[value]} for value in fact.values],
        "points": list(fact.points),
    }


def _case(arguments: argparse.Namespace) -> dict[str, Known]:
    case = _facts_file(arguments.facts) if arguments.facts else {}
    for pair in arguments.fact:
        fact, equals, value = pair.partition("=")
        if not equals:
            raise AnswerError(f"Write a fact as ID=VALUE, such as agreement=refused, not '{pair}'.")
        case |= case_of({fact.strip(): value.strip()})
    return case


def _facts_file(name: str) -> dict[str, Known]:
    try:
        raw = json.loads(Path(name).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise AnswerError(f"There is no file '{name}'.") from error
    except (OSError, ValueError, RecursionError) as error:
        raise AnswerError(f"'{name}' is not a JSON file of facts: {error}.") from error
    if not isinstance(raw, dict) or not all(isinstance(value, str) for value in raw.values()):
        raise AnswerError(f'\'{name}\' must hold one JSON object such as {{"agreement": "refused"}}.')
    return {fact: known(value) for fact, value in raw.items()}


def _day(written: str | None) -> date | None:
    if written is None:
        return None
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", written):
        raise AnswerError(f"Write the date as 2026-11-22, not '{written}'.")
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise AnswerError(f"There is no such day as '{written}'.") from error
