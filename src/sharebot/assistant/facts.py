"""Facts between rooms: what reading found made into what the framework knows, and into what a turn shows."""

from collections.abc import Mapping
from typing import Any

from sharebot.framework.model import NOT_SURE, Framework, Known
from sharebot.reading.model import Found
from sharebot.wording import Wording


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


def shown_facts(framework: Framework, wording: Wording, case: Mapping[str, Known]) -> tuple[dict[str, Any], ...]:
    """The facts of a turn: those with one value, in the framework's order."""
    return tuple(
        {"id": fact_id, "value": value, "label": label_of(framework, wording, fact_id, value), "origin": known.origin, "words": known.words}
        for fact_id in framework.facts
        if (known := case.get(fact_id)) is not None and (value := known.value) is not None
    )


def narrowed_facts(framework: Framework, wording: Wording, case: Mapping[str, Known]) -> tuple[dict[str, Any], ...]:
    """Facts that were raised or narrowed but not settled: the values still open."""
    return tuple(
        {
            "id": fact_id,
            "label": framework.facts[fact_id].label,
            "values": [value for value in framework.facts[fact_id].values if value in known.values],
            "labels": [label_of(framework, wording, fact_id, v) for v in framework.facts[fact_id].values if v in known.values],
            "origin": known.origin,
            "words": known.words,
        }
        for fact_id in framework.facts
        if (known := case.get(fact_id)) is not None and len(known.values) > 1
    )


def question_json(
    framework: Framework, wording: Wording, fact_id: str, options: tuple[str, ...], likely: Mapping[str, tuple[str, ...]]
) -> dict[str, Any]:
    """A question of a turn, its likeliest options first where reading leans one way, not-sure always last."""
    fact = framework.facts[fact_id]
    order = [value for value in likely.get(fact_id, ()) if value in options]
    rest = [value for value in options if value not in order and value != NOT_SURE]
    ordered = [*order, *rest] if len(options) > 6 else [value for value in options if value != NOT_SURE]
    choices = [{"value": value, "label": fact.options[value].say} for value in ordered]
    return {"fact": fact_id, "ask": fact.ask, "why": fact.why, "options": [*choices, {"value": NOT_SURE, "label": wording["not-sure"]}]}
