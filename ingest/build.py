"""Read and split what changed, take over the rest, embed what is new, publish."""

import logging
import shutil
import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from ingest.changes import Changes, Report, fingerprint, recipe
from ingest.compare import write_differences
from ingest.draft import Draft
from ingest.index import embed, tidy
from ingest.leaving import dropped, left_out
from ingest.read import read
from ingest.sources import Found, named
from ingest.split import split
from ingest.succession import Succession
from ingest.summary import NothingReadError, Summary
from sharebot.errors import DocumentError, LibraryError
from sharebot.retrieval.archive import Gone, keep
from sharebot.retrieval.embedder import Embedder
from sharebot.retrieval.manifest import FileState, LeftOut, Manifest, Noticed, Unreadable, library_folder, publish
from sharebot.retrieval.store import FILE_NAME
from sharebot.retrieval.vectors import drop_collection
from sharebot.settings import Settings

CIRCLE = "it and another document would each take the other's place, so both were kept"

log = logging.getLogger(__name__)


class Build:
    """One new library, made beside the published one."""

    def __init__(
        self, settings: Settings, knowledge: Path, old: Manifest | None, embedder: Embedder, report: Report
    ) -> None:
        self._settings = settings
        self._knowledge = knowledge
        self._old = old
        self._embedder = embedder
        self._report = report
        self._began = time.monotonic()
        self._files: dict[str, FileState] = {}
        self._afresh = False
        self._succession = Succession()
        self._left_out: list[LeftOut] = []
        self._leaving: list[Gone] = []
        self._unreadable: list[Unreadable] = []
        self._noticed: list[Noticed] = []
        now = datetime.now(UTC)
        self._today = now.date().isoformat()
        self._built_at = now.isoformat(timespec="seconds")
        # Never a name used before: another process may still have open what once was here.
        self._folder = library_folder(settings) / f"{now:%Y%m%dT%H%M%S}-{time.time_ns() % 16**6:06x}"

    def run(self, changes: Changes, afresh: bool) -> Summary:
        """Publish the library; when anything fails, leave nothing behind. `afresh` takes no vector over."""
        self._afresh = afresh
        try:
            with Draft(self._folder, self._embedder.name) as draft:
                self._collect(draft, changes)
                self._leave_out(draft)
                if not draft.documents:
                    raise NothingReadError(self._nothing(), self._unreadable)
                return self._publish(draft, changes)
        except BaseException:
            self._discard()
            raise

    def _collect(self, draft: Draft, changes: Changes) -> None:
        """Every document, in the order of the files' names, whatever order they changed in."""
        to_read = {one.name: one for one in changes.to_read}
        taken = {state.source_id for state in changes.kept.values() if state.source_id}
        reasons = {one.file: one for one in self._old.unreadable} if self._old else {}
        notes = self._old.noticed if self._old else []
        with closing(self._published_passages()) as published:
            for number, name in enumerate(sorted({*to_read, *changes.kept}), start=1):
                if name in to_read:
                    self._files[name] = self._read(draft, to_read[name], taken)
                else:
                    self._files[name] = state = changes.kept[name]
                    self._succession.replaces(state.source_id, state.supersedes)
                    if state.source_id:
                        draft.copy(state.source_id, published)
                    elif name in reasons:
                        self._unreadable.append(reasons[name])
                    self._noticed += [one for one in notes if one.file == name]
                self._report("Reading", number, len(to_read) + len(changes.kept))

    def _read(self, draft: Draft, found: Found, taken: set[str]) -> FileState:
        state = FileState(size=found.size, modified_ns=found.modified_ns, sha256=fingerprint(found))
        try:
            document = read(found)
            source_id = named(document.source.source_id, found.name, taken)
            source = replace(document.source, source_id=source_id)
            draft.add(source, split(replace(document, source=source)))
            self._succession.take(source)
            self._noticed += [Noticed(file=found.name, note=note) for note in document.notes]
        except DocumentError as error:
            log.debug("%s is left out", found.name, exc_info=True)
            self._unreadable.append(Unreadable(file=found.name, reason=str(error)))
            return state
        taken.add(source_id)
        return state.model_copy(update={"source_id": source_id, "supersedes": source.supersedes})

    def _leave_out(self, draft: Draft) -> None:
        """Take out what was withdrawn or superseded; its passages go to the archive."""
        files = {state.source_id: name for name, state in self._files.items() if state.source_id}
        standing = self._succession.standing(set(files))
        for document, passages in left_out(draft, standing, files, self._today):
            self._files[document.file] = self._files[document.file].model_copy(update={"left_out": True})
            self._left_out.append(document)
            self._leaving += passages
        self._noticed += [Noticed(file=files[one], note=CIRCLE) for one in standing.circles]

    def _nothing(self) -> str:
        if self._left_out:
            return f"Every document in {self._knowledge} is withdrawn. A library needs at least one: restore or add it."
        return f"No document in {self._knowledge} could be read."

    def _publish(self, draft: Draft, changes: Changes) -> Summary:
        version, embedded = draft.finish(), 0
        before, now = self._ids_before(), draft.ids()
        self._archive(before - now, now)
        if self._old and self._old.version == version and not self._afresh:
            manifest = self._manifest(draft, version, self._old.folder, self._old.built_at)
            self._discard()
        else:
            embedded = embed(draft, self._settings, None if self._afresh else self._old, self._embedder, self._report)
            manifest = self._manifest(draft, version, self._folder.name, self._built_at)
        write_differences(self._settings, manifest)
        publish(self._settings, manifest)
        self._tidy(manifest.folder)
        old_ids = {state.source_id for state in self._old.files.values()} if self._old else set()
        withdrawn = old_ids - {state.source_id for state in self._files.values()}
        return Summary(
            version=version, changed=manifest.folder == self._folder.name, documents=draft.documents,
            read=sum(self._files[one.name].source_id is not None for one in changes.to_read),
            passages=len(now), new=len(now - before), kept=len(now & before), withdrawn=len(before - now),
            embedded=embedded, seconds=time.monotonic() - self._began,
            documents_withdrawn=sorted(one for one in withdrawn if one), unreadable=self._unreadable,
            noticed=self._noticed,
        )  # fmt: skip

    def _manifest(self, draft: Draft, version: str, folder: str, built_at: str) -> Manifest:
        return Manifest(
            version=version, folder=folder, embedder=self._embedder.name, built_at=built_at,
            passages=draft.passages, documents=draft.documents, areas=draft.areas(), knowledge=str(self._knowledge),
            recipe=recipe(), unreadable=self._unreadable, noticed=self._noticed,
            left_out=self._left_out, files=self._files,
        )  # fmt: skip

    def _published_passages(self) -> sqlite3.Connection:
        if not self._old:
            return sqlite3.connect(":memory:")
        file = library_folder(self._settings) / self._old.folder / FILE_NAME
        return sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)

    def _archive(self, leaving: set[str], present: set[str]) -> None:
        """What was in the library and no longer is, kept for whoever relied on it."""
        leaving = leaving - {gone.passage.id for gone in self._leaving}
        documents = {state.source_id for state in self._files.values() if state.source_id}
        with closing(self._published_passages()) as published:
            self._leaving += dropped(published, leaving, documents, self._today)
        keep(self._settings, self._leaving, present)

    def _ids_before(self) -> set[str]:
        if not self._old:
            return set()
        with closing(self._published_passages()) as published:
            return {passage_id for (passage_id,) in published.execute("select id from passages")}

    def _tidy(self, keep: str) -> None:
        try:
            tidy(self._settings, keep)
        except (OSError, LibraryError) as error:
            # The new library is published; what is left behind costs room and nothing else.
            log.warning("An old library could not be removed: %s", error)

    def _discard(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)
        try:
            drop_collection(self._settings, self._folder.name)
        except LibraryError as error:
            log.warning("An unfinished library could not be removed from Chroma: %s", error)
