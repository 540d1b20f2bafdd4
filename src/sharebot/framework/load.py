"""Files in knowledge/framework in, a checked Framework out; every problem explained at once."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from sharebot.errors import FrameworkError, KnowledgeError
from sharebot.framework.model import (
    NOT_SURE,
    OPEN,
    About,
    Advice,
    Basis,
    Cite,
    Conflict,
    Fact,
    Framework,
    Outcome,
    Rule,
    When,
)
from sharebot.yamltext import read_yaml

NOT_PART_OF_IT = {"released.yaml"}
"""The list of finished versions stands beside the framework, not in it."""

_Entry = TypeVar("_Entry", bound=BaseModel)
Allowed = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class _Parts:
    """The entries that could be read, checked against one another even while others could not."""

    facts: list[Fact]
    rules: list[Rule]
    advice: list[Advice]
    cites: list[Cite]
    bases: list[Basis]
    outcomes: list[Outcome]
    conflicts: list[Conflict]

    @property
    def all_cites(self) -> list[Cite]:
        """Those of cites.yaml, then the two of each conflict."""
        sides = [(conflict.id, side) for conflict in self.conflicts for side in conflict.sides]
        return [*self.cites, *(Cite(supports=of, page=side.page, quote=side.quote) for of, side in sides)]


def load_framework(folder: Path) -> Framework:
    """Read and check the framework in `folder`.

    Raises FrameworkError listing every problem, each naming the file, the entry and what is allowed there.
    """
    problems: list[str] = []
    about = _entries(folder, "framework.yaml", About, problems)
    if not about and not problems:
        problems.append("framework.yaml: it is empty. Give name, version, owner, in_force and note.")
    parts = _Parts(
        facts=_entries(folder, "facts.yaml", Fact, problems),
        rules=_entries(folder, "rules.yaml", Rule, problems),
        advice=_all_entries(folder, "advice*.yaml", Advice, problems),
        cites=_entries(folder, "cites.yaml", Cite, problems),
        bases=_entries(folder, "bases.yaml", Basis, problems),
        outcomes=_entries(folder, "outcomes.yaml", Outcome, problems),
        conflicts=_all_entries(folder, "conflicts*.yaml", Conflict, problems),
    )
    named = (parts.facts, parts.rules, parts.advice, parts.bases, parts.outcomes, parts.conflicts)
    problems += [*_twice(*named), *_problems(parts)]
    if problems:
        raise FrameworkError("\n".join(problems))
    return Framework(
        about=about[0],
        facts={fact.id: fact for fact in parts.facts},
        rules=tuple(parts.rules),
        advice=tuple(parts.advice),
        bases=tuple(parts.bases),
        cites=tuple(parts.all_cites),
        outcomes={outcome.id: outcome for outcome in parts.outcomes},
        fingerprint=fingerprint(folder),
        conflicts=tuple(parts.conflicts),
    )


def fingerprint(folder: Path) -> str:
    """SHA-256 over the framework's files, in a fixed order."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.yaml")):
        if path.name not in NOT_PART_OF_IT:
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _all_entries(folder: Path, pattern: str, kind: type[_Entry], problems: list[str]) -> list[_Entry]:
    """The entries of every file that fits, in the order of the files' names."""
    return [entry for path in sorted(folder.glob(pattern)) for entry in _entries(folder, path.name, kind, problems)]


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


def _problems(parts: _Parts) -> Iterator[str]:
    allowed = {fact.id: fact.values for fact in parts.facts}
    outcomes = tuple(outcome.id for outcome in parts.outcomes)
    extra = {"outcome": outcomes, "rule": tuple(rule.id for rule in parts.rules)}
    for fact in parts.facts:
        yield from _fact_problems(allowed, fact)
    yield from _rule_problems(allowed, outcomes, parts.rules)
    for entry in parts.advice:
        yield from _when_problems({**allowed, **extra}, f"advice.yaml, {entry.id}", entry.when)
    for basis in parts.bases:
        yield from _when_problems({**allowed, **extra}, f"bases.yaml, {basis.id}", basis.when)
    for conflict in parts.conflicts:
        yield from _when_problems({**allowed, **extra}, f"conflicts.yaml, {conflict.id}", conflict.when)
    supported = {entry.id for group in (parts.rules, parts.bases, parts.advice) for entry in group}
    for cite in parts.cites:
        if cite.supports not in supported:
            yield f"cites.yaml: there is no rule, basis or advice '{cite.supports}'."


def _rule_problems(allowed: Allowed, outcomes: tuple[str, ...], rules: list[Rule]) -> Iterator[str]:
    for rule in rules:
        yield from _when_problems(allowed, f"rules.yaml, {rule.id}", rule.when)
        if rule.then not in outcomes:
            yield f"rules.yaml, {rule.id}: there is no outcome '{rule.then}'. There are: {', '.join(outcomes)}."
    if not rules or rules[-1].when:
        yield "rules.yaml: the last rule must have no 'when', so that every case gets an answer."


def _fact_problems(allowed: Allowed, fact: Fact) -> Iterator[str]:
    where = f"facts.yaml, {fact.id}"
    if NOT_SURE in fact.options:
        yield f"{where}: leave out the option '{NOT_SURE}'; every fact has it already."
    for assumption in fact.assume:
        yield from _when_problems(allowed, where, assumption.when)
        if assumption.value != OPEN:
            yield from _value_problems(allowed, where, fact.id, (assumption.value,))
    if fact.usual is not None:
        yield from _value_problems(allowed, f"{where}, usual", fact.id, (fact.usual,))


def _when_problems(allowed: Allowed, where: str, when: When) -> Iterator[str]:
    for fact_id, values in when.items():
        yield from _value_problems(allowed, where, fact_id, values)


def _value_problems(allowed: Allowed, where: str, fact_id: str, values: Iterable[str]) -> Iterator[str]:
    if fact_id not in allowed:
        yield f"{where}: there is no fact '{fact_id}'. There are: {', '.join(allowed)}."
        return
    for value in values:
        if value not in allowed[fact_id]:
            yield f"{where}: '{fact_id}' has no option '{value}'. It has: {', '.join(allowed[fact_id])}."
