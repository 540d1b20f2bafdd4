"""The parts of a decision record, in the order of the list that says what one must hold."""

from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, StringConstraints

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000)]
Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]
"""A date without a time, written year-month-day."""
Answer = Literal["yes", "no", "not-known"]
Outcome = Literal["share-now", "share", "share-with-agreement", "get-advice-first", "do-not-share"]


def _named(field: str) -> BeforeValidator:
    """Lets a plain sentence stand for a part of which nothing more is known."""
    return BeforeValidator(lambda value: {field: value} if isinstance(value, str) else value)


class Part(BaseModel):
    """A part of a record: nothing in it may be misspelt, and nothing changes once made."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class GrowingPart(BaseModel):
    """A part of a turn, kept as it was shown: a turn may say more than we know of today."""

    model_config = ConfigDict(extra="allow", frozen=True)


class DecisionMaker(Part):
    """Who decided. `verified` is false while nobody has checked who they are."""

    name: Text
    role: Text
    contact: Text | None = None
    organisation: Text | None = None
    authorised: bool | None = None
    verified: bool = False


class Request(Part):
    """Who asked, or that nobody did."""

    own_initiative: bool | None = None
    who_asked: Text | None = None
    organisation: Text | None = None
    position: Text | None = None
    received_at: AwareDatetime | None = None
    identity_check: Text | None = None


class Concern(Part):
    """The concern in words, fact and opinion kept apart."""

    summary: Text | None = None
    opinion: Text | None = None
    source: Text | None = None
    date: Day | None = None
    doubts: Text | None = None


class Fact(GrowingPart):
    """A fact of the turn, with the words it came from."""

    id: str
    value: Any = None
    label: str | None = None
    origin: str | None = None
    words: str | None = None


class Urgency(Part):
    level: Literal["emergency", "urgent", "routine"]
    harm_if_delayed: Text | None = None


class Point(Part):
    """One point of a test and what shows it."""

    met: Answer
    evidence: Text | None = None


class AdultAtRisk(Part):
    """The three points of section 3 of the Adult Support and Protection (Scotland) Act 2007, and section 5."""

    unable_to_safeguard: Point | None = None
    at_risk_of_harm: Point | None = None
    more_vulnerable: Point | None = None
    action_needed: Text | None = None
    section_5_body: bool | None = None


class Capacity(Part):
    """Capacity for this decision."""

    finding: Answer
    for_decision: Text | None = None
    assessed_by: Text | None = None
    basis: Text | None = None
    fluctuating_or_pressure: Text | None = None


class Views(Part):
    """What the person said about sharing."""

    asked: bool
    answer: Text | None = None
    words: Text | None = None
    objection: Text | None = None
    support: Text | None = None


class Telling(Part):
    """Whether the person was told, and if not, why not and when that is looked at again."""

    told: Literal["before", "after", "not-yet", "no-need"]
    reason: Text | None = None
    review_date: Day | None = None


class Consulted(Part):
    who: Text
    role: Text | None = None
    advice: Text | None = None
    date: Day | None = None


class LegalPower(Part):
    provision: Text
    duty_or_power: Literal["duty", "power"] | None = None
    in_force_checked: bool | None = None


class Article6(Part):
    basis: Text
    why: Text | None = None
    recognised_condition: Text | None = None
    assessment: Text | None = None


class Article9Or10(Part):
    condition: Text
    policy_document: Text | None = None


class Confidentiality(Part):
    ground: Literal["agreement", "law", "public-interest"]
    weighing: Text | None = None


class Necessity(Part):
    why: Text | None = None
    less_intrusive: Text | None = None
    benefit_against_intrusion: Text | None = None


class Risks(Part):
    of_sharing: tuple[Text, ...] = ()
    of_not_sharing: tuple[Text, ...] = ()


class Compatibility(Part):
    original_purpose: Text | None = None
    ground: Text | None = None


class Exemption(Part):
    provision: Text
    right: Text | None = None
    why: Text | None = None


class Decision(Part):
    """What was decided. `extent` says whether all, part or none of what was asked for is shared."""

    outcome: Outcome
    because: Text
    extent: Literal["all", "part", "none"] | None = None


class SharedItem(Part):
    item: Text
    period: Text | None = None
    format: Text | None = None


class LeftOut(Part):
    item: Text
    why: Text | None = None


class Recipient(Part):
    name: Text | None = None
    role: Text | None = None
    organisation: Text | None = None
    identity_check: Text | None = None


class Conditions(Part):
    further_sharing: Text | None = None
    retention: Text | None = None
    deletion_or_return: Text | None = None
    caveats: Text | None = None


class Method(Part):
    route: Text
    encryption: Text | None = None
    address_check: Text | None = None
    call_back: Text | None = None


class Agreement(Part):
    kind: Literal["information-sharing-agreement", "mappa", "marac", "contract", "none"]
    title: Text | None = None


class International(Part):
    country: Text
    safeguard: Text | None = None


class FollowUp(Part):
    next_step: Text | None = None
    who: Text | None = None
    feedback: Text | None = None
    corrections: Text | None = None
    review_date: Day | None = None


class Citation(GrowingPart):
    """A passage as it was shown that day, with the exact words relied on."""

    passage_id: str
    quote: str
    n: int | None = None
    source_id: str | None = None
    title: str | None = None
    publisher: str | None = None
    version: str | None = None
    section: str | None = None
    page: int | None = None
    url: str | None = None
    tier: str | None = None


class Versions(GrowingPart):
    """What made the recommendation."""

    framework: str | None = None
    library: str | None = None
    prompt: str | None = None
    model: str | None = None


class Review(Part):
    reviewer: Text
    date: Day
    finding: Text
    action: Text | None = None
    learning: Text | None = None


class Retention(Part):
    schedule: Text | None = None
    dispose_on: Day | None = None


SharedItems = tuple[Annotated[SharedItem, _named("item")], ...]
LeftOutItems = tuple[Annotated[LeftOut, _named("item")], ...]
OneRecipient = Annotated[Recipient, _named("name")]
OneMethod = Annotated[Method, _named("route")]
