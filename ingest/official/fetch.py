"""Official documents from their published addresses: which, one after the other, and what became of each."""

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ingest.lock import only_run
from ingest.official.fetch_ask import Manner
from ingest.official.fetch_body import Body
from ingest.official.fetch_join import joined_pages
from ingest.official.fetch_keep import FOLDER, Fresh, Kept, KeptPage
from ingest.official.fetch_pages import MOST_PAGES, Page, start_of
from ingest.official.fetch_web import AGENT, Answer, Known, Web
from ingest.official.register import OPEN, Entry, Register
from sharebot.errors import CallerError, DocumentError, LibraryError, SettingsError
from sharebot.settings import Settings

PDF = "application/pdf"
FEWEST_WORDS = 40
MOST_BYTES_JOINED = 20_000_000

Report = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one source, and why where it was not fetched."""

    id: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Brought:
    """A document that came."""

    id: str
    address: str
    pages: int
    bytes: int
    note: str = ""


@dataclass(slots=True)
class Outcome:
    """What became of every source."""

    fetched: list[Brought] = field(default_factory=list)
    unchanged: list[Told] = field(default_factory=list)
    skipped: list[Told] = field(default_factory=list)
    failed: list[Told] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    def in_words(self) -> list[str]:
        """Lines for a person."""
        lines = [f"Fetched {one.id}: {_pages(one)}.{f' Note: {one.note}.' if one.note else ''}" for one in self.fetched]
        if self.unchanged:
            lines.append(f"Unchanged: {', '.join(one.id for one in self.unchanged)}.")
        lines += [f"Skipped {one.id}: {one.reason}." for one in self.skipped]
        return lines + [f"Warning: {one.id} was not fetched: {one.reason}." for one in self.failed]


def manner_of(settings: Settings) -> Manner:
    """As the settings ask for it. Raises SettingsError when the contact cannot be told to a site."""
    contact = settings.contact.strip()
    if not re.fullmatch(r"[!-~ ]{0,200}", contact) or set(contact) & set("()\\"):
        raise SettingsError("SHAREBOT_CONTACT must be one plain e-mail or web address of at most 200 letters.")
    name = f"{AGENT}/{version('sharebot')}"
    return Manner(agent=f"{name} (+{contact})" if contact else name)


def fetch(register: Register, wanted: Sequence[str], data: Path, manner: Manner, report: Report) -> Outcome:
    """Bring the documents named, or all that may be fetched, into the data folder. One that fails keeps its old copy.

    Raises CallerError when an id is not in the register, LibraryError when another fetch is under way.
    """
    outcome = Outcome()
    entries = _chosen(register, wanted, outcome)
    with only_run(data / FOLDER), Web(register.hosts, manner) as web:
        for number, entry in enumerate(entries, start=1):
            try:
                _fetch_one(_Publication(entry, register, web, Kept(data, entry.id)), manner, outcome)
            except DocumentError as error:
                outcome.failed.append(Told(entry.id, str(error)))
            except OSError as error:
                raise LibraryError(
                    f"{entry.id} could not be kept in {data / FOLDER} ({error.strerror or error}). "
                    "What was there before still holds good."
                ) from error
            report("Fetching", number, len(entries))
    return outcome


def _chosen(register: Register, wanted: Sequence[str], outcome: Outcome) -> list[Entry]:
    if unknown := [one for one in wanted if register.get(one) is None]:
        raise CallerError(f"The register knows no source '{unknown[0]}'. Its ids are in knowledge/sources.yaml.")
    asked = [entry for one in dict.fromkeys(wanted) if (entry := register.get(one))] or list(register)
    chosen = []
    for entry in asked:
        if reason := _why_not(entry, register, by_name=bool(wanted)):
            outcome.skipped.append(Told(entry.id, reason))
        else:
            chosen.append(entry)
    return chosen


def _why_not(entry: Entry, register: Register, by_name: bool) -> str:
    """Why a source is left alone; empty when it may be fetched."""
    if entry.licence != OPEN:
        return "its licence does not allow a copy, so it is linked only"
    if entry.fetch.withheld:
        return entry.fetch.withheld
    if entry.same_as:
        return f"it is the same document as {entry.same_as}"
    newer = register.get(entry.superseded_by or "")
    if newer and newer.address == entry.address:
        return f"its address now gives {newer.id}, which has taken its place"
    if newer and not by_name:
        return f"{newer.id} has taken its place"
    return ""


@dataclass(frozen=True)
class _Came:
    """A page or a file, as it came now or is still held from last time."""

    kept: KeptPage
    data: bytes

    @property
    def is_pdf(self) -> bool:
        return self.kept.media_type == PDF

    @cached_property
    def page(self) -> Page:
        return Page(self.kept.final_address, self.data)


class _Publication:
    """The pages of one source, as they come."""

    def __init__(self, entry: Entry, register: Register, web: Web, kept: Kept) -> None:
        self.entry = entry
        self.kept = kept
        self.moved = ""
        self._web = web
        self._others = {one.address.rstrip("/") for one in register if one.id != entry.id}

    def bring(self) -> Fresh:
        """Raises DocumentError when any part of it cannot be had: half a document is none."""
        first = self._get(self.entry.fetch.address or start_of(self.entry.address), 1)
        whole = self._file_behind(first)
        if whole.is_pdf:
            return Fresh(((whole.kept, whole.data),), ".pdf", whole.data)
        pages = self._pages(first)
        return Fresh(tuple((one.kept, one.data) for one in pages), ".html", _joined([one.page for one in pages]))

    def _file_behind(self, first: _Came) -> _Came:
        """The file a cover page offers; the page itself where it is no cover."""
        if first.is_pdf or self.entry.fetch.pages == "one" or first.page.pages_of(first.kept.final_address):
            return first
        file = first.page.file_of()
        return self._get(file, 1) if file else first

    def _pages(self, first: _Came) -> list[_Came]:
        """In reading order: the pages that a page leads to come right after it."""
        home = first.kept.final_address
        pages, texts = [first], {first.page.text}
        seen = {first.kept.address.rstrip("/"), home.rstrip("/")}
        waiting = self._next_after(first, home, seen)
        while waiting and self.entry.fetch.pages == "all":
            if len(pages) >= MOST_PAGES:
                raise DocumentError(f"it has more than {MOST_PAGES} pages; give the register a narrower address")
            one = self._page(waiting.pop(0), len(pages) + 1)
            seen.add(one.kept.final_address.rstrip("/"))
            if one.is_pdf:
                continue
            if one.page.text not in texts:
                texts.add(one.page.text)
                pages.append(one)
            waiting = self._next_after(one, home, seen) + waiting
        return pages

    def _next_after(self, one: _Came, home: str, seen: set[str]) -> list[str]:
        """Pages not seen yet; a page that the register lists as a source of its own is left to that source."""
        found = [at for at in one.page.pages_of(home) if at.rstrip("/") not in seen | self._others]
        seen.update(address.rstrip("/") for address in found)
        return found

    def _page(self, address: str, number: int) -> _Came:
        try:
            return self._get(address, number)
        except DocumentError as error:
            raise DocumentError(f"one of its pages, {address}, cannot be had: {error}") from error

    def _get(self, address: str, number: int) -> _Came:
        before = self.kept.page(address)
        answer = self._web.get(address, Known(before[0].etag, before[0].last_modified) if before else None)
        if answer.moved and number == 1:
            self.moved = answer.final
        if answer.body is not None:
            return _Came(_kept_page(address, answer, answer.body, number), answer.body.data)
        if before is None:
            raise DocumentError("its address says that nothing has changed, but nothing is kept of it")
        return _Came(before[0].model_copy(update={"file": _file(number, before[0].media_type)}), before[1])


def _fetch_one(publication: _Publication, manner: Manner, outcome: Outcome) -> None:
    record, fresh = publication.kept.record(), publication.bring()
    now = manner.now().astimezone(UTC).isoformat(timespec="seconds")
    entry = publication.entry
    if record and record.sha256 == hashlib.sha256(fresh.data).hexdigest():
        publication.kept.still_good(record, now)
        outcome.unchanged.append(Told(entry.id))
        return
    note = f"it has moved to {publication.moved}; change the register" if publication.moved else ""
    record = publication.kept.replace(fresh, now)
    outcome.fetched.append(Brought(entry.id, record.final_address, len(fresh.pages), len(fresh.data), note))


def _joined(pages: Sequence[Page]) -> bytes:
    if sum(page.words for page in pages) < FEWEST_WORDS:
        raise DocumentError("its page holds hardly any words, so it is not the document; check the register")
    whole = joined_pages(pages)
    if len(whole) > MOST_BYTES_JOINED:
        raise DocumentError(f"its pages together are larger than {MOST_BYTES_JOINED // 1_000_000} MB")
    return whole


def _kept_page(address: str, answer: Answer, body: Body, number: int) -> KeptPage:
    return KeptPage(
        address=address, final_address=answer.final, file=_file(number, body.media_type),
        sha256=hashlib.sha256(body.data).hexdigest(), media_type=body.media_type, etag=answer.etag,
        last_modified=answer.last_modified,
    )  # fmt: skip


def _file(number: int, media_type: str) -> str:
    return f"page-{number:03}{'.pdf' if media_type == PDF else '.html'}"


def _pages(one: Brought) -> str:
    size = f"{max(1, one.bytes // 1000)} kB"
    return f"{one.pages} pages, {size}" if one.pages > 1 else size
