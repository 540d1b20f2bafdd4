"""No advice is written for nothing: every entry is shown for some labelled message or worked case."""

import json
from collections.abc import Iterator

from sharebot.framework.assess import assess, case_of
from sharebot.framework.model import Advice, Assessment, Case, Framework
from tests.framework.support import FOLDER, WorkedCase

BUILD = sorted((FOLDER.parents[1] / "tests" / "evaluation").glob("build*.jsonl"))


def cases(framework: Framework, worked_cases: tuple[WorkedCase, ...]) -> Iterator[Case]:
    """The worked cases, then what is true of each build message; a case that says the same again is left out."""
    yield from (case.known for case in worked_cases)
    seen: set[frozenset[tuple[str, str]]] = set()
    rows = [json.loads(line) for path in BUILD for line in path.read_text(encoding="utf-8").splitlines()]
    for row in [row for row in rows if row["intent"] == "case"]:
        said = {fact["id"]: fact["value"] for fact in row["facts"]}
        facts = {fact: value for fact, value in {**row["answers"], **said}.items() if fact in framework.facts}
        if frozenset(facts.items()) not in seen:
            seen.add(frozenset(facts.items()))
            yield case_of(facts)


def shown(entry: Advice, assessment: Assessment) -> bool:
    values = {fact: what.value for fact, what in assessment.case.items()}
    values |= {"outcome": assessment.outcome, "rule": assessment.rule.id}
    return all(values.get(fact) in allowed for fact, allowed in entry.when.items())


def test_every_advice_entry_is_shown_for_some_message_or_case(
    framework: Framework, worked_cases: tuple[WorkedCase, ...]
) -> None:
    unused = list(framework.advice)
    for case in cases(framework, worked_cases):
        if not unused:
            break
        assessment = assess(framework, case)
        unused = [entry for entry in unused if not shown(entry, assessment)]

    assert [entry.id for entry in unused] == []
