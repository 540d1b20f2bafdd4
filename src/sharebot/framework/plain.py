"""A case made as plain as it can be, and told by what is special about it."""

from collections.abc import Callable, Mapping

from sharebot.framework.model import NOT_SURE, OPEN, Fact, Framework


def quiet(fact: Fact) -> str:
    """The value by which a fact is not the matter: its usual one, one always taken for granted, or not-sure."""
    granted = (assumption.value for assumption in fact.assume if not assumption.when and assumption.value != OPEN)
    return fact.usual or next(granted, NOT_SURE)


def plainest(framework: Framework, case: dict[str, str], holds: Callable[[dict[str, str]], bool]) -> dict[str, str]:
    """The case with as many facts as can be at their quiet value while it still shows the same."""
    for fact in framework.facts.values():
        simpler = {**case, fact.id: quiet(fact)}
        if holds(simpler):
            case = simpler
    return case


def told(framework: Framework, case: Mapping[str, str]) -> str:
    """What is special about a case, as `fact=value`; the rest is at its quiet value."""
    special = (f"{fact.id}={case[fact.id]}" for fact in framework.facts.values() if case[fact.id] != quiet(fact))
    return ", ".join(special) or "nothing special"
