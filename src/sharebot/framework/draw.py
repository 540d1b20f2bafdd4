"""The rules as a picture an IG lead can read: Mermaid, from the top down, each rule with what must be so."""

from collections.abc import Iterator

from sharebot.framework.model import Framework, Rule

_COLOUR = {
    "share-now": "fill:#fbe3e4,stroke:#942514",
    "share": "fill:#e2f2e5,stroke:#0f5c2e",
    "share-with-agreement": "fill:#e3eefb,stroke:#1a4f8b",
    "get-advice-first": "fill:#fff4d6,stroke:#7a5200",
    "do-not-share": "fill:#ececec,stroke:#333333",
}


def as_mermaid(framework: Framework) -> str:
    """A flow chart: 'no' leads to the next rule, 'yes' to the outcome."""
    return "\n".join(_lines(framework))


def _lines(framework: Framework) -> Iterator[str]:
    yield "flowchart TD"
    for outcome in framework.outcomes.values():
        yield f'  {_name(outcome.id)}(["{outcome.label}"])'
        yield f"  style {_name(outcome.id)} {_COLOUR.get(outcome.id, 'fill:#ffffff')}"
    for rule, following in zip(framework.rules, [*framework.rules[1:], None], strict=True):
        yield f'  {_name(rule.id)}["{rule.id}<br/>{_when(rule)}"]'
        yield f"  {_name(rule.id)} -->|yes| {_name(rule.then)}"
        if following is not None:
            yield f"  {_name(rule.id)} -->|no| {_name(following.id)}"


def _name(identifier: str) -> str:
    return identifier.replace("-", "_")


def _when(rule: Rule) -> str:
    conditions = [f"{fact}: {' or '.join(values[:4])}{' …' * (len(values) > 4)}" for fact, values in rule.when.items()]
    return "<br/>".join(conditions) or "always"
