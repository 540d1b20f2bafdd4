"""Facts between rooms: what reading found made into what the framework knows, and into what a turn shows."""

from collections.abc import Mapping
from typing import Any

from sharebot.framework.model import NOT_SURE, Framework, Known, Question
from sharebot.reading.model import Found
from sharebot.wording import Wording

MANY = 6
"""From more options than this the likeliest come first; fewer keep the order the framework gives them."""


def as_known(framework: Framework, found: Mapping[str, Found]) -> dict[str, Known]:
    """Reading's finds as facts of the framework; a value the framework no longer has is not a find."""
    known: dict[str, Known] = {}
    for fact_id, one in found.items():
        fact = framework.facts.get(fact_id)
        values = one.values & frozenset(fact.values) if fact else frozenset[str]()
        if values:
            known[fact_id] = Known(values, one.origin, one.words)
    return known


def label_of(framework: Framework, wording: Wording, fact_id: str, value: str) -> str:
    """The words on the fact board for a value."""
    fact = framework.facts[fact_id]
    return f"{fact.label}: {wording['not-sure'].lower()}" if value == NOT_SURE else fact.options[value].label


def labels_of(framework: Framework, wording: Wording, facts: Mapping[str, Known]) -> str:
    """The words on the fact board for several facts; one that is narrowed shows each value still open."""
    labels = []
    for fact_id, known in facts.items():
        values = [value for value in framework.facts[fact_id].values if value in known.values]
        every = len(values) == len(framework.facts[fact_id].values)
        shown = [label_of(framework, wording, fact_id, value) for value in values]
        labels.append(framework.facts[fact_id].label if every else " / ".join(shown))
    return "; ".join(labels)


def shown_facts(framework: Framework, wording: Wording, case: Mapping[str, Known]) -> tuple[dict[str, Any], ...]:
    """The facts of a turn: those with one value, in the framework's order."""
    return tuple(
        {
            "id": fact_id,
            "value": value,
            "label": label_of(framework, wording, fact_id, value),
            "origin": known.origin,
            "words": known.words,
        }
        for fact_id in framework.facts
        if (known := case.get(fact_id)) is not None and (value := known.value) is not None
    )


def narrowed_facts(framework: Framework, wording: Wording, case: Mapping[str, Known]) -> tuple[dict[str, Any], ...]:
    """Facts that were raised or narrowed but not settled: the values still open."""
    return tuple(
        {
            "id": fact_id,
            "label": fact.label,
            "values": values,
            "labels": [label_of(framework, wording, fact_id, value) for value in values],
            "origin": known.origin,
            "words": known.words,
        }
        for fact_id, fact in framework.facts.items()
        if (known := case.get(fact_id)) is not None and len(known.values) > 1
        for values in [[value for value in fact.values if value in known.values]]
    )


def question_json(
    wording: Wording, question: Question | None, chances: Mapping[str, Mapping[str, float]]
) -> dict[str, Any] | None:
    """A question of a turn: of many options the likeliest first, and not-sure always last."""
    if question is None:
        return None
    fact = question.fact
    given = [value for value in question.options if value != NOT_SURE]
    likely = chances.get(fact.id, {}) if len(given) > MANY else {}
    ordered = sorted(given, key=lambda value: -likely.get(value, 0.0))
    options = [{"value": value, "label": fact.options[value].say} for value in ordered]
    options.append({"value": NOT_SURE, "label": wording["not-sure"]})
    return {"fact": fact.id, "ask": fact.ask, "why": fact.why, "options": options}
