"""The register of sources, knowledge/sources.yaml: read, typed, and checked to agree with itself."""

import re
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from sharebot.errors import KnowledgeError
from sharebot.yamltext import read_yaml

FILE_NAME = "sources.yaml"
OPEN = "OGL-3.0"
ID = r"[a-z0-9]+(-[a-z0-9]+)*"


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Hint(_Strict):
    """What the fetch must know of a source that its address does not tell."""

    address: str | None = None
    """Where the publisher serves the document itself, when that is not the address people are given."""
    pages: Literal["one", "all"] = "all"
    """Whether the pages beneath the address belong to the document."""
    withheld: str | None = None
    """Why it is not fetched although its licence allows it."""


class Entry(_Strict):
    """One source."""

    id: str = Field(pattern=f"^{ID}$")
    title: str = Field(min_length=1)
    publisher: str = Field(min_length=1)
    version: str = Field(min_length=1)
    url: str | None = None
    type: Literal[
        "statute", "statutory code", "statutory guidance", "practice guidance", "code of practice", "case law",
        "toolkit", "local",
    ]  # fmt: skip
    jurisdiction: str = Field(min_length=1)
    checked: Literal["read", "part", "not-read"] | None = None
    status: Literal["current", "superseded", "check-commencement", "unconfirmed"]
    licence: Literal["OGL-3.0", "link-only"]
    review_by: date
    matters: str = Field(min_length=1)
    supersedes: Annotated[tuple[str, ...], BeforeValidator(_listed)] = ()
    superseded_by: str | None = None
    same_as: str | None = None
    """The source under whose id the same document is kept."""
    fetch: Hint = Hint()

    @property
    def address(self) -> str:
        """Where it is fetched from."""
        return self.fetch.address or self.url or ""


class Register:
    """Every source by its id. What is in it agrees with itself, or KnowledgeError is raised in one sentence."""

    def __init__(self, entries: list[Entry]) -> None:
        self._by_id: dict[str, Entry] = {}
        for entry in entries:
            if entry.id in self._by_id:
                raise _wrong(entry.id, "id", "appears twice; give one of the two entries another id")
            self._by_id[entry.id] = entry
        for entry in entries:
            self._check_addresses(entry)
            self._check_references(entry)
            self._check_succession(entry)

    def __iter__(self) -> Any:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def get(self, source_id: str) -> Entry | None:
        """The entry of that id, if there is one."""
        return self._by_id.get(source_id)

    @cached_property
    def hosts(self) -> frozenset[str]:
        """The hosts of every address that may be fetched; a fetch may go nowhere else."""
        return frozenset(urlsplit(entry.address).hostname or "" for entry in self if entry.licence == OPEN) - {""}

    def _check_addresses(self, entry: Entry) -> None:
        for key, address in (("url", entry.url), ("fetch.address", entry.fetch.address)):
            if address is not None and not _is_address(address):
                raise _wrong(entry.id, key, f"must be a web address that starts with https://, not '{address}'")
            # A link that is only shown may be an old one; what is fetched may not be read by others on its way.
            if address is not None and entry.licence == OPEN and urlsplit(address).scheme != "https":
                raise _wrong(entry.id, key, "must start with https://, because the document may be fetched")
        if entry.licence == OPEN and not entry.url:
            raise _wrong(entry.id, "url", f"is missing; a document under {OPEN} needs its address")

    def _check_references(self, entry: Entry) -> None:
        for key, ids in (
            ("supersedes", entry.supersedes), ("superseded_by", (entry.superseded_by,)), ("same_as", (entry.same_as,)),
        ):  # fmt: skip
            for other in ids:
                if other is not None and other not in self._by_id:
                    raise _wrong(entry.id, key, f"names '{other}', which is no entry; correct the id or add the entry")
                if other == entry.id:
                    raise _wrong(entry.id, key, "names the entry itself; name the other one")
        if entry.same_as and self._by_id[entry.same_as].same_as:
            raise _wrong(entry.id, "same_as", f"names '{entry.same_as}', which is itself the same as another")

    def _check_succession(self, entry: Entry) -> None:
        for older in entry.supersedes:
            if self._by_id[older].superseded_by != entry.id:
                raise _wrong(entry.id, "supersedes", f"names '{older}', whose superseded_by must then be '{entry.id}'")
        newer = entry.superseded_by
        if newer and entry.id not in self._by_id[newer].supersedes:
            raise _wrong(entry.id, "superseded_by", f"names '{newer}', whose supersedes must then name '{entry.id}'")
        if bool(newer) != (entry.status == "superseded"):
            raise _wrong(entry.id, "status", "must be superseded exactly when superseded_by names its successor")
        seen = {entry.id}
        while newer:
            if newer in seen:
                raise _wrong(entry.id, "superseded_by", "goes round in a circle; one of the documents must be newest")
            seen.add(newer)
            newer = self._by_id[newer].superseded_by


def load_register(knowledge: Path) -> Register:
    """Raises KnowledgeError, one sentence naming the entry and the key, when the register cannot be used."""
    listed = read_yaml(knowledge / FILE_NAME)
    if not isinstance(listed, list):
        raise KnowledgeError(f"{FILE_NAME} must be a list of sources, each starting with '- id:'.")
    return Register([_entry(told, number) for number, told in enumerate(listed, start=1)])


def _entry(told: Any, number: int) -> Entry:
    name = told.get("id") if isinstance(told, dict) else None
    try:
        return Entry.model_validate(told)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise _wrong(str(name or f"number {number}"), key or "entry", _in_words(first)) from error


def _in_words(problem: Any) -> str:
    kinds = {"missing": "is missing; add it", "extra_forbidden": "is not a key of the register; remove or rename it"}
    message = f"{problem['msg'][:1].lower()}{problem['msg'][1:]}"
    if problem["type"] in kinds:
        return kinds[problem["type"]]
    if problem["type"] == "literal_error":
        return f"is '{problem['input']}'; it must be {problem['ctx']['expected'].replace(chr(39), '')}"
    return f"cannot be used as it is ({message})"


def _wrong(entry: str, key: str, what: str) -> KnowledgeError:
    return KnowledgeError(f"{FILE_NAME}, entry {entry}: '{key}' {what}.")


def _is_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return False
    plain = parts.scheme in ("https", "http") and parts.username is None and port is None
    return plain and bool(parts.hostname) and not re.search(r"[\s\\]", address)
