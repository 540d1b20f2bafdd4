"""What the framework's tests share: the real framework, the worked cases and random cases."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field, field_validator

from sharebot.framework.load import load_framework
from sharebot.framework.model import OPEN, Fact, Framework, Known, Rule
from sharebot.yamltext import read_yaml

FOLDER = Path(__file__).resolve().parents[2] / "knowledge" / "framework"
Values = Mapping[str, str]


def quick(examples: int) -> settings:
    """The same examples on every run, as many as said."""
    return settings(derandomize=True, database=None, deadline=None, max_examples=examples)


@lru_cache(maxsize=1)
def real_framework() -> Framework:
    """The framework in knowledge/, read once."""
    return load_framework(FOLDER)


class WorkedCase(BaseModel):
    """One entry of knowledge/framework/cases. A fact may have a list of values: one of these, not known which."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[WCMA]\d+$")
    name: str
    message: str = Field(min_length=10)
    sector: str = Field(pattern=r"^[a-z][a-z-]*$")
    sharer: str | None = None
    facts: dict[str, tuple[str, ...]] = Field(min_length=1)
    outcome: str
    acceptable: tuple[str, ...] = Field(min_length=1)
    rule: str
    share: tuple[str, ...]
    leave_out: tuple[str, ...]
    references: tuple[str, ...] = Field(min_length=1)

    @field_validator("facts", mode="before")
    @classmethod
    def _one_or_many(cls, raw: object) -> object:
        if not isinstance(raw, dict):
            return raw
        return {fact: (values,) if isinstance(values, str) else values for fact, values in raw.items()}

    @property
    def known(self) -> dict[str, Known]:
        """The case as the rules take it, the asker's organisation among its facts."""
        facts = {**self.facts, **({"sharer": (self.sharer,)} if self.sharer else {})}
        return {fact: Known(frozenset(values), "answered") for fact, values in facts.items()}


@dataclass(frozen=True)
class Row:
    """A case as it stands in its file, before anything is checked."""

    file: str
    raw: object

    def __str__(self) -> str:
        return str(self.raw.get("id", "no id")) if isinstance(self.raw, dict) else "not an entry"


@lru_cache(maxsize=1)
def case_rows() -> tuple[Row, ...]:
    """Every entry of every case file, in file order."""
    return tuple(Row(path.name, row) for path in sorted((FOLDER / "cases").glob("*.yaml")) for row in read_yaml(path))


def quiet(fact: Fact) -> str | None:
    """The value by which a fact is not the matter: its usual value, or what is taken for granted whatever the case."""
    granted = (assumption.value for assumption in fact.assume if not assumption.when and assumption.value != OPEN)
    return fact.usual or next(granted, None)


@st.composite
def cases_near_a_rule(
    draw: st.DrawFn, fixed: Values | None = None, then: Set[str] = frozenset(), full: bool = True
) -> dict[str, str]:
    """A case that some rule could match, with up to four facts besides set to anything and `fixed` left as it is.

    `then` keeps to rules with those outcomes. A full case has the rest at rest; one that is not full has it unknown.
    """
    framework = real_framework()
    fixed = fixed or {}
    wanted = then or set(framework.outcomes)
    rules = [rule for rule in framework.rules if rule.then in wanted and _could_match(rule, fixed)]
    rule = draw(st.sampled_from(rules))
    pairs = [(fact.id, value) for fact in framework.facts.values() for value in fact.values]
    rest = _at_rest(framework) if full else {}
    others = dict(draw(st.lists(st.sampled_from(pairs), max_size=4)))
    matched = {fact: draw(st.sampled_from(values)) for fact, values in rule.when.items()}
    return {**rest, **others, **matched, **fixed}


def _could_match(rule: Rule, fixed: Values) -> bool:
    return all(fixed.get(fact, values[0]) in values for fact, values in rule.when.items())


def _at_rest(framework: Framework) -> dict[str, str]:
    return {fact.id: quiet(fact) or fact.values[0] for fact in framework.facts.values()}


full_cases: st.SearchStrategy[dict[str, str]] = cases_near_a_rule()
partial_cases: st.SearchStrategy[dict[str, str]] = cases_near_a_rule(full=False)


def about_protection(case: Values) -> bool:
    """True when someone may be in danger or a child may be harmed: then sharing cannot wait for a check."""
    return (
        case.get("danger") in {"yes", "not-sure"}
        or case.get("child_concern") in {"yes", "not-sure"}
        or case.get("sexual_activity") in {"under-13", "harm-signs"}
        or _exploitation_to_be_acted_on(case)
    )


def _exploitation_to_be_acted_on(case: Values) -> bool:
    """A young person is being exploited and the worker raises it, or somebody who has been checked asks."""
    young = case.get("purpose") == "exploitation" and case.get("age") in {"under-12", "12-15", "16-17"}
    return young and (case.get("request") in {"own", "past"} or case.get("verified") == "yes")
