"""Files in knowledge/framework in, a checked Framework out; every problem explained at once."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from sharebot.errors import FrameworkError, KnowledgeError
from sharebot.framework.model import About, Advice, Basis, Cite, Fact, Framework, Outcome, Rule, When
from sharebot.yamltext import read_yaml

NOT_PART_OF_IT = {"released.yaml"}
"""The list of finished versions stands beside the framework, not in it."""

_Entry = TypeVar("_Entry", bound=BaseModel)


def load_framework(folder: Path) -> Framework:
    """Read and check the framework in `folder`.

    Raises FrameworkError listing every problem, each naming the file, the entry and what is allowed there.
    """
    problems: list[str] = []
    about = _entries(folder, "framework.yaml", About, problems)
    facts = _entries(folder, "facts.yaml", Fact, problems)
    rules = _entries(folder, "rules.yaml", Rule, problems)
    advice = [entry for path in sorted(folder.glob("advice*.yaml")) for entry in _entries(folder, path.name, Advice, problems)]
    cites = _entries(folder, "cites.yaml", Cite, problems)
    bases = _entries(folder, "bases.yaml", Basis, problems)
    outcomes = _entries(folder, "outcomes.yaml", Outcome, problems)
    if not problems:
        framework = Framework(
            about=about[0],
            facts={fact.id: fact for fact in facts},
            rules=tuple(rules),
            advice=tuple(advice),
            bases=tuple(bases),
            cites=tuple(cites),
            outcomes={outcome.id: outcome for outcome in outcomes},
            fingerprint=fingerprint(folder),
        )
        problems = [*_twice(facts, rules, advice, bases, outcomes), *_problems(framework)]
        if not problems:
            return framework
    raise FrameworkError("\n".join(problems))


def fingerprint(folder: Path) -> str:
    """SHA-256 over the framework's files, in a fixed order."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.yaml")):
        if path.name not in NOT_PART_OF_IT:
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _entries(folder: Path, name: str, kind: type[_Entry], problems: list[str]) -> list[_Entry]:
    try:
        raw = read_yaml(folder / name)
    except KnowledgeError as error:
        problems.append(str(error))
        return []
    rows = raw if isinstance(raw, list) else [raw]
    return [entry for row in rows if (entry := _entry(row, name, kind, problems)) is not None]


def _entry(row: Any, name: str, kind: type[_Entry], problems: list[str]) -> _Entry | None:
    where = f"{name}, {row.get('id', 'an entry')}" if isinstance(row, dict) else name
    if not isinstance(row, dict):
        problems.append(f"{where}: every entry must be a set of 'key: value' lines, not {str(row)[:40]!r}.")
        return None
    try:
        return kind.model_validate(row)
    except ValidationError as error:
        for mistake in error.errors():
            place = ".".join(str(part) for part in mistake["loc"])
            allowed = ", ".join(field for field in kind.model_fields)
            hint = f" Allowed here: {allowed}." if mistake["type"] == "extra_forbidden" else ""
            problems.append(f"{where}: '{place}': {mistake['msg'].lower()}.{hint}")
        return None


def _twice(*groups: Iterable[Any]) -> Iterator[str]:
    for group in groups:
        seen: set[str] = set()
        for entry in group:
            if entry.id in seen:
                yield f"'{entry.id}' appears twice; each {type(entry).__name__.lower()} needs an id of its own."
            seen.add(entry.id)


def _problems(framework: Framework) -> Iterator[str]:
    for fact in framework.facts.values():
        yield from _fact_problems(framework, fact)
    for rule in framework.rules:
        where = f"rules.yaml, {rule.id}"
        yield from _when_problems(framework, where, rule.when)
        if rule.then not in framework.outcomes:
            yield f"{where}: there is no outcome '{rule.then}'. There are: {', '.join(framework.outcomes)}."
    if not framework.rules or framework.rules[-1].when:
        yield "rules.yaml: the last rule must have no 'when', so that every case gets an answer."
    ids = {rule.id for rule in framework.rules} | {basis.id for basis in framework.bases} | {a.id for a in framework.advice}
    for cite in framework.cites:
        if cite.supports not in ids:
            yield f"cites.yaml: there is no rule, basis or advice '{cite.supports}'."
    for entry in framework.advice:
        yield from _when_problems(framework, f"advice.yaml, {entry.id}", entry.when)
    for basis in framework.bases:
        yield from _when_problems(framework, f"bases.yaml, {basis.id}", basis.when)


def _fact_problems(framework: Framework, fact: Fact) -> Iterator[str]:
    for assumption in fact.assume:
        where = f"facts.yaml, {fact.id}"
        yield from _when_problems(framework, where, assumption.when)
        yield from _value_problems(framework, where, fact.id, (assumption.value,))
    if fact.usual is not None:
        yield from _value_problems(framework, f"facts.yaml, {fact.id}, usual", fact.id, (fact.usual,))


def _when_problems(framework: Framework, where: str, when: When) -> Iterator[str]:
    for fact_id, values in when.items():
        yield from _value_problems(framework, where, fact_id, values)


def _value_problems(framework: Framework, where: str, fact_id: str, values: Iterable[str]) -> Iterator[str]:
    allowed = _allowed(framework, fact_id)
    if allowed is None:
        yield f"{where}: there is no fact '{fact_id}'. There are: {', '.join(framework.facts)}."
        return
    for value in values:
        if value not in allowed:
            yield f"{where}: '{fact_id}' has no option '{value}'. It has: {', '.join(allowed)}."


def _allowed(framework: Framework, fact_id: str) -> tuple[str, ...] | None:
    if fact_id == "outcome":
        return tuple(framework.outcomes)
    if fact_id == "rule":
        return tuple(rule.id for rule in framework.rules)
    return framework.facts[fact_id].values if fact_id in framework.facts else None
