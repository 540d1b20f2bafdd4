"""The words of the framework as types: facts, rules, advice, outcomes, bases, and what assessing a case gives."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from pydantic import BaseModel, ConfigDict, field_validator

NOT_SURE = "not-sure"
"""A value every fact has: the worker was asked and does not know. It is known, and has its own consequence."""

OPEN = "open"
"""Said of an assumption: in this situation nothing is taken for granted."""

When = Mapping[str, tuple[str, ...]]
"""A condition: each fact named must be one of the values given. There is no other operator, on purpose."""


class _Entry(BaseModel):
    """An entry of a framework file. Unknown keys are refused: a slip of the pen is an error, not an empty reason."""

    model_config = ConfigDict(extra="forbid", frozen=True, ignored_types=(cached_property,))


class _Conditional(_Entry):
    when: dict[str, tuple[str, ...]] = {}

    @field_validator("when", mode="before")
    @classmethod
    def _one_or_many(cls, raw: object) -> object:
        if not isinstance(raw, dict):
            return raw
        return {fact: (values,) if isinstance(values, str) else values for fact, values in raw.items()}


class Option(_Entry):
    """One value a fact can have: `label` for the fact board, `say` for the button."""

    label: str
    say: str


class Assumption(_Conditional):
    """A value taken for granted while nobody says otherwise."""

    value: str


class Fact(_Entry):
    """One thing the answer can turn on."""

    id: str
    label: str
    ask: str
    why: str
    points: tuple[str, ...]
    options: dict[str, Option]
    first: int | None = None
    usual: str | None = None
    assume: tuple[Assumption, ...] = ()

    @cached_property
    def values(self) -> tuple[str, ...]:
        """Every value, with not-sure last."""
        return (*self.options, NOT_SURE)


class Cite(_Entry):
    """Words of the guidance that a rule, basis or piece of advice rests on: a page's id and words that stand in it."""

    supports: str
    page: str
    quote: str


class Rule(_Conditional):
    """`then` follows when `when` matches and no earlier rule did. `sources` are references of the fact base."""

    id: str
    then: str
    because: str
    sources: tuple[str, ...]
    points: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    unconfirmed: str = ""

    def in_force(self, as_at: date) -> bool:
        """False before `since`, from `until` on, and always while its commencement is unconfirmed."""
        started = self.since is None or self.since <= as_at
        ended = self.until is not None and as_at >= self.until
        return started and not ended and not self.unconfirmed


class Item(_Entry):
    """Something to leave out, and why."""

    item: str
    why: str


class Tell(_Entry):
    """Whether to tell the person: first, after, not-yet or no-need, with the words for it."""

    when: str
    text: str


class WhoDecides(_Entry):
    """Who may decide, and who if they cannot be reached."""

    role: str
    if_unavailable: str


class Words(_Entry):
    """Words to use: `for` is the person, the recipient, a refusal or the note."""

    use: str
    text: str


class Advice(_Conditional):
    """What to add to the card when `when` matches. It may also name `outcome` and `rule`. Every match adds."""

    id: str
    share: tuple[str, ...] = ()
    leave_out: tuple[Item, ...] = ()
    with_whom: tuple[str, ...] = ()
    tell: Tell | None = None
    safeguards: tuple[str, ...] = ()
    risk_of_sharing: tuple[str, ...] = ()
    risk_of_not_sharing: tuple[str, ...] = ()
    who_decides: WhoDecides | None = None
    words: tuple[Words, ...] = ()
    sources: tuple[str, ...] = ()


class Basis(_Conditional):
    """A lawful basis, condition or gateway that usually fits a kind of body and purpose."""

    id: str
    provisions: tuple[str, ...]
    text: str
    sources: tuple[str, ...]


class Side(_Entry):
    """One side of a conflict: what it says, where that stands, and words of a page that bear it out."""

    says: str
    source: str
    page: str
    quote: str


class Conflict(_Conditional):
    """Two sources that do not agree, both shown when `when` matches. It may also name `outcome` and `rule`."""

    id: str
    about: str
    sides: tuple[Side, Side]
    who_decides: str
    meanwhile: str
    sources: tuple[str, ...]


class Outcome(_Entry):
    """One of the five. `openness` orders them, 1 the most cautious."""

    id: str
    openness: int
    label: str
    headline: str
    means: str


class About(_Entry):
    """The framework's name, version and owner."""

    name: str
    version: str
    owner: str
    in_force: date
    note: str


@dataclass(frozen=True, eq=False)
class Framework:
    """Everything the IG lead wrote, loaded and checked. Equal only to itself, so that it can be the key of a cache."""

    about: About
    facts: Mapping[str, Fact]
    rules: tuple[Rule, ...]
    advice: tuple[Advice, ...]
    bases: tuple[Basis, ...]
    cites: tuple[Cite, ...]
    outcomes: Mapping[str, Outcome]
    fingerprint: str
    conflicts: tuple[Conflict, ...] = ()

    @property
    def version(self) -> str:
        """Version and fingerprint, as every record names them."""
        return f"{self.about.version}+{self.fingerprint[:12]}"


@dataclass(frozen=True)
class Known:
    """What is known of one fact: the values still possible, and where that comes from.

    One value: the fact is known. Several: narrowed, but still open. `origin` is said, inferred, answered or assumed;
    `words` are the worker's own.
    """

    values: frozenset[str]
    origin: str
    words: str = ""

    @property
    def value(self) -> str | None:
        """The value, or None while more than one is possible."""
        return next(iter(self.values)) if len(self.values) == 1 else None


Case = Mapping[str, Known]
"""What is known of the situation, by fact id. A fact that is absent is unknown."""


def known(value: str, origin: str = "answered", words: str = "") -> Known:
    """A fact known to have one value."""
    return Known(frozenset([value]), origin, words)


@dataclass(frozen=True)
class Question:
    """The one fact worth asking next, with the values still open."""

    fact: Fact
    options: tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """A single change of fact that would change the outcome."""

    fact: str
    value: str
    outcome: str


@dataclass(frozen=True)
class Step:
    """One rule as the case passed it: it did not match, it is still open, or it decided."""

    rule: Rule
    state: str
    open_facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Assessment:
    """What the rules say of a case. Provisional while `possible` holds more than one outcome."""

    outcome: str
    rule: Rule
    possible: tuple[str, ...]
    question: Question | None
    case: Case
    path: tuple[Step, ...] = field(repr=False, default=())

    @property
    def provisional(self) -> bool:
        """True while a missing fact could still change the outcome."""
        return len(self.possible) > 1
