"""Worked cases: facts and the outcome they must come to, kept beside the rules and run as tests."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from sharebot.errors import FrameworkError
from sharebot.framework.model import Known
from sharebot.yamltext import read_yaml


class WorkedCase(BaseModel):
    """One case an IG lead can agree or disagree with. A fact may be a list: one of these, not known which."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    name: str
    message: str
    sector: str = ""
    sharer: str = ""
    facts: dict[str, tuple[str, ...]]
    outcome: str
    acceptable: tuple[str, ...] = ()
    rule: str
    share: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    references: tuple[str, ...] = ()

    @field_validator("facts", mode="before")
    @classmethod
    def _one_or_many(cls, raw: object) -> object:
        if not isinstance(raw, dict):
            return raw
        return {fact: (values,) if isinstance(values, str) else values for fact, values in raw.items()}

    @property
    def known(self) -> dict[str, Known]:
        """The facts as the engine takes them, the worker's own organisation among them."""
        own = {"sharer": Known(frozenset([self.sharer]), "answered")} if self.sharer else {}
        return {**own, **{fact: Known(frozenset(values), "answered") for fact, values in self.facts.items()}}

    @property
    def accepted(self) -> frozenset[str]:
        """The outcome and any other the sources would accept."""
        return frozenset([self.outcome, *self.acceptable])


def load_cases(folder: Path) -> list[WorkedCase]:
    """Every case in `folder`. Raises FrameworkError naming the file and case that cannot be read."""
    return list(_cases(folder))


def _cases(folder: Path) -> Iterator[WorkedCase]:
    for path in sorted(folder.glob("*.yaml")):
        for row in read_yaml(path) or []:
            try:
                yield WorkedCase.model_validate(row)
            except ValidationError as error:
                mistake = error.errors()[0]
                case = row.get("id", "a case") if isinstance(row, dict) else "a case"
                place = ".".join(map(str, mistake["loc"]))
                raise FrameworkError(f"{path.name}, {case}: {place}: {mistake['msg']}.") from error
