"""The rules as pictures an IG lead can read: an overview and one for each part, in words, as Mermaid."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sharebot.framework.model import NOT_SURE, Fact, Framework, Rule

HEADING = re.compile(r"^# -{3,} (?P<title>.+?) -{3,}$")
RULE = re.compile(r"^- id: (?P<id>[a-z0-9-]+)\s*$")
NAMED = 8
"""Values named in a picture. Of more, those left out are named where they are fewer; otherwise the rest is counted."""

_COLOUR = {
    "share-now": "fill:#fbe3e4,stroke:#942514",
    "share": "fill:#e2f2e5,stroke:#0f5c2e",
    "share-with-agreement": "fill:#e3eefb,stroke:#1a4f8b",
    "get-advice-first": "fill:#fff4d6,stroke:#7a5200",
    "do-not-share": "fill:#ececec,stroke:#333333",
}


@dataclass(frozen=True)
class Part:
    """Rules that stand under one heading of rules.yaml."""

    title: str
    rules: tuple[str, ...]


@dataclass(frozen=True)
class Picture:
    """One flow chart."""

    title: str
    mermaid: str


def read_parts(path: Path) -> tuple[Part, ...]:
    """The headings of rules.yaml, each with the rules under it; rules above the first stand under "Rules"."""
    titles, rules = ["Rules"], [list[str]()]
    for line in path.read_text(encoding="utf-8").splitlines():
        if heading := HEADING.match(line):
            titles.append(heading["title"])
            rules.append([])
        elif rule := RULE.match(line):
            rules[-1].append(rule["id"])
    return tuple(Part(title, tuple(ids)) for title, ids in zip(titles, rules, strict=True) if ids)


def drawn(framework: Framework, parts: tuple[Part, ...]) -> tuple[Picture, ...]:
    """The overview, then a picture for each part. In a picture 'no' leads to the next rule, 'yes' to the outcome."""
    rules = {rule.id: rule for rule in framework.rules}
    titles = [f"{number}. {part.title}" for number, part in enumerate(parts, start=1)]
    own = [tuple(rules[rule] for rule in part.rules) for part in parts]
    pictures = [
        Picture(title, "\n".join(_part(framework, ruled, following)))
        for title, ruled, following in zip(titles, own, [*titles[1:], ""], strict=True)
    ]
    return (Picture("Overview", "\n".join(_overview(framework, titles, own))), *pictures)


def _overview(framework: Framework, titles: list[str], own: list[tuple[Rule, ...]]) -> Iterator[str]:
    yield "flowchart TD"
    yield from _outcomes(framework, {rule.then for rules in own for rule in rules})
    for place, (title, rules) in enumerate(zip(titles, own, strict=True), start=1):
        yield f'  part{place}["{_text(title)}"]'
        for outcome, count in sorted(Counter(rule.then for rule in rules).items()):
            yield f'  part{place} -->|"{count} {"rule" if count == 1 else "rules"}"| {_name("outcome", outcome)}'
        if place < len(titles):
            yield f'  part{place} ==>|"none fits"| part{place + 1}'


def _part(framework: Framework, rules: tuple[Rule, ...], following: str) -> Iterator[str]:
    yield "flowchart TD"
    yield from _outcomes(framework, {rule.then for rule in rules})
    for rule, after in zip(rules, [*rules[1:], None], strict=True):
        name = _name("rule", rule.id)
        yield f'  {name}["<b>{rule.id}</b><br/>{_when(framework, rule)}"]'
        yield f'  {name} -->|"yes"| {_name("outcome", rule.then)}'
        if after is not None:
            yield f'  {name} -->|"no"| {_name("rule", after.id)}'
        elif following:
            yield f'  onward(["Go on to {_text(following)}"])'
            yield f'  {name} -->|"no"| onward'


def _outcomes(framework: Framework, used: set[str]) -> Iterator[str]:
    for outcome in framework.outcomes.values():
        if outcome.id in used:
            yield f'  {_name("outcome", outcome.id)}(["{_text(outcome.label)}"])'
            yield f"  style {_name('outcome', outcome.id)} {_COLOUR.get(outcome.id, 'fill:#ffffff')}"


def _when(framework: Framework, rule: Rule) -> str:
    lines = [_condition(framework.facts[fact], values) for fact, values in rule.when.items()]
    doubt = [f"Not in use yet: {_text(rule.unconfirmed)}"] if rule.unconfirmed else []
    return "<br/>".join([*doubt, *lines]) or "In every case left"


def _condition(fact: Fact, values: tuple[str, ...]) -> str:
    others = [value for value in fact.values if value not in values]
    if len(values) > NAMED and len(others) <= NAMED:
        said = f"anything but {_words(fact, others)}"
    else:
        said = _words(fact, list(values[:NAMED]))
        said += f" or {len(values) - NAMED} more" if len(values) > NAMED else ""
    return f"<i>{_text(fact.label)}:</i> {said}"


def _words(fact: Fact, values: list[str]) -> str:
    return " or ".join("not sure" if value == NOT_SURE else _text(fact.options[value].label) for value in values)


def _name(kind: str, identifier: str) -> str:
    return f"{kind}_{identifier.replace('-', '_')}"


def _text(words: str) -> str:
    """Words that cannot be taken for Mermaid: a quote would end the label, a hash begin a character."""
    return words.replace("#", "#35;").replace('"', "#quot;").replace("<", "#lt;").replace(">", "#gt;")
