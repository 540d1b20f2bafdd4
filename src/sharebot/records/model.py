"""A decision record: every field a decision to share, to share in part or not to share may need."""

from collections.abc import Mapping
from typing import Any, Literal, Self

from pydantic import AwareDatetime, ConfigDict, Field, ValidationError, field_validator, model_validator

from sharebot.errors import CallerError
from sharebot.privacy import screen
from sharebot.records import fields as f
from sharebot.records.document import SCHEMA

_MAY_NAME_A_CASE = frozenset({"case reference"})


class DecisionRecord(f.Part):
    """What a worker decided and why, with the recommendation beside it.

    Fields and their order follow "What a decision record must hold", which joins the ICO data sharing code (Annex B),
    GIRFEC practice guidance 4 section 12, adult support and protection guidance, and GMC guidance.
    """

    model_config = ConfigDict(populate_by_name=True, serialize_by_alias=True)

    schema_: Literal["sharebot.decision-record/1"] = Field(default=SCHEMA, alias="schema")
    decided_at: AwareDatetime
    shared_at: AwareDatetime | None = None
    decided_by: f.DecisionMaker
    area: f.Text | None = None
    person_reference: f.Text | None = Field(default=None, description="an internal reference, never a name or a CHI")
    request: f.Request | None = None
    power_claimed: f.Text | None = None
    purpose: f.Text | None = None
    concern: f.Concern | None = None
    message: str = Field(description="what the worker typed, with personal identifiers masked")
    facts: tuple[f.Fact, ...]
    urgency: f.Urgency | None = None
    adult_at_risk: f.AdultAtRisk | None = None
    capacity: f.Capacity | None = None
    views: f.Views | None = None
    telling: f.Telling | None = None
    consulted: tuple[f.Consulted, ...] = ()
    legal_power: f.LegalPower | None = None
    article_6: f.Article6 | None = None
    article_9_or_10: f.Article9Or10 | None = None
    confidentiality: f.Confidentiality | None = None
    necessity: f.Necessity | None = None
    risks: f.Risks | None = None
    compatibility: f.Compatibility | None = None
    exemption: f.Exemption | None = None
    decision: f.Decision
    shared: f.SharedItems = ()
    left_out: f.LeftOutItems = ()
    recipient: f.OneRecipient | None = None
    conditions: f.Conditions | None = None
    method: f.OneMethod | None = None
    agreement: f.Agreement | None = None
    international: f.International | None = None
    follow_up: f.FollowUp | None = None
    recommendation: dict[str, Any] | None
    followed: bool
    departure_reason: f.Text | None = None
    citations: tuple[f.Citation, ...]
    versions: f.Versions
    reviews: tuple[f.Review, ...] = ()
    retention: f.Retention | None = None

    @field_validator("person_reference")
    @classmethod
    def _is_a_reference(cls, reference: str | None) -> str | None:
        found = [] if reference is None else [i for i in screen(reference).found if i.kind not in _MAY_NAME_A_CASE]
        if found:
            raise ValueError(f"Use your own case reference for the person, not a {found[0].kind}.")
        return reference

    @model_validator(mode="after")
    def _departs_with_a_reason(self) -> Self:
        recommended = (self.recommendation or {}).get("outcome")
        differs = recommended is not None and recommended != self.decision.outcome
        if differs and self.followed:
            raise ValueError(f"The recommendation was {recommended}, so this decision did not follow it.")
        if recommended is not None and not self.followed and not self.departure_reason:
            raise ValueError("You decided differently from the recommendation: say why in a sentence.")
        return self

    @model_validator(mode="after")
    def _says_what_was_shared(self) -> Self:
        if self.decision.extent == "none" and self.shared:
            raise ValueError("Nothing is shared by this decision, so the list of what was shared must be empty.")
        if self.decision.extent == "part" and not self.left_out:
            raise ValueError("Only part is shared by this decision: say what was left out.")
        return self

    def content(self) -> dict[str, Any]:
        """The record as plain JSON values, without optional fields that hold nothing, for `RecordLog.append`."""
        fields = type(self).model_fields
        held = {name for name in fields if fields[name].is_required() or getattr(self, name) not in (None, ())}
        return self.model_dump(mode="json", include=held)


def decision_record(values: Mapping[str, Any]) -> DecisionRecord:
    """Check a decision before it is recorded. Raises CallerError with one sentence on the first thing to put right."""
    try:
        return DecisionRecord.model_validate(dict(values))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"])
        said = first["msg"].removeprefix("Value error, ")
        own = first["type"] == "value_error"
        raise CallerError(said if own else f"The decision cannot be recorded: {where}: {said.lower()}.") from error
