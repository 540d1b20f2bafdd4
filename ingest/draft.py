"""The library being built: its passages in a new SQLite file, and what it is named for."""

# ruff: noqa: S608  (the SQL is made of our own names; what comes from outside is always bound)

import hashlib
import json
import os
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

from ingest.document import Source
from sharebot.retrieval.passage import Passage
from sharebot.retrieval.store import DOCUMENT_FIELDS, FIELDS, FILE_NAME, INDEXES, SCHEMA, to_passage, to_row

SHORT = 150
"""Words. A shorter passage is embedded with its title and headings in front; a longer one speaks for itself."""

HEADING = 0.15
"""The share of a passage's vector that its heading path alone has: the headings say what the words are about."""

REFERENCE = re.compile(r"\s*\[[^\[\]]*\]")

COLUMNS = f"{', '.join(FIELDS)}, position, vector_key"


def embedded_text(passage: Passage) -> str:
    """What the embedder reads for a passage."""
    # Where a sentence comes from says nothing about what it means.
    text = REFERENCE.sub("", passage.text) if passage.refs else passage.text
    if len(text.split()) >= SHORT:
        return text
    named = [part for part in dict.fromkeys((passage.title, passage.section)) if re.search(r"[^\W\d_]{3}", part)]
    return "\n".join([". ".join(named), text]) if named else text


def vector_key(passage: Passage) -> str:
    """The same words under the same headings have the same vector, in whatever document."""
    return hashlib.sha256(f"{HEADING}\n{passage.section}\n{embedded_text(passage)}".encode()).hexdigest()[:32]


class Draft:
    """A SQLite file of passages that nobody reads yet."""

    def __init__(self, folder: Path, embedder: str) -> None:
        folder.mkdir(parents=True)
        self.folder = folder
        self.passages = 0
        self.documents = 0
        self._embedder = embedder
        self._connection = sqlite3.connect(folder / FILE_NAME, isolation_level=None)
        # Nobody reads the file before it is whole, and half a file is thrown away.
        self._connection.execute("pragma journal_mode = off")
        self._connection.execute("pragma synchronous = off")
        for statement in SCHEMA:
            self._connection.execute(statement)
        self._connection.execute("begin")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def add(self, source: Source, passages: list[Passage]) -> None:
        """A document that has just been read."""
        values = (source.source_id, source.name, *(getattr(source, name) for name in DOCUMENT_FIELDS[2:]))
        keys = [vector_key(passage) for passage in passages]
        rows = [(*to_row(passage), at, key) for at, (passage, key) in enumerate(zip(passages, keys, strict=True))]
        self._insert(values, rows)

    def copy(self, source_id: str, published: sqlite3.Connection) -> None:
        """A document whose file has not changed, from the published library."""
        values = published.execute("select * from documents where source_id = ?", (source_id,)).fetchone()
        query = f"select {COLUMNS} from passages where source_id = ? order by position"
        self._insert(values, published.execute(query, (source_id,)).fetchall())

    def _insert(self, document: tuple[Any, ...], rows: list[tuple[Any, ...]]) -> None:
        self._connection.execute(f"insert into documents values ({_marks(DOCUMENT_FIELDS)})", document)
        marks = ",".join("?" * (len(FIELDS) + 2))
        self._connection.executemany(f"insert into passages ({COLUMNS}) values ({marks})", rows)
        self.passages += len(rows)
        self.documents += 1

    def remove(self, source_id: str) -> list[Passage]:
        """Take a document out again. Returns the passages it had."""
        query = f"select {', '.join(FIELDS)} from passages where source_id = ? order by position"
        removed = [to_passage(row) for row in self._connection.execute(query, (source_id,))]
        self._connection.execute("delete from passages where source_id = ?", (source_id,))
        self._connection.execute("delete from documents where source_id = ?", (source_id,))
        self.passages -= len(removed)
        self.documents -= 1
        return removed

    def finish(self) -> str:
        """Make it searchable. Returns the version, named for everything in it."""
        for statement in INDEXES:
            self._connection.execute(statement)
        self._connection.execute("commit")
        with (self.folder / FILE_NAME).open("rb+") as stream:
            os.fsync(stream.fileno())
        return self._fingerprint()

    def _fingerprint(self) -> str:
        digest = hashlib.sha256(self._embedder.encode())
        for table, order in (("documents", "rowid"), ("passages", "number")):
            columns = COLUMNS if table == "passages" else "*"
            for row in self._connection.execute(f"select {columns} from {table} order by {order}"):
                digest.update(json.dumps(row, ensure_ascii=False).encode())
        return digest.hexdigest()[:12]

    def areas(self) -> list[str]:
        rows = self._connection.execute("select distinct area from passages where area is not null order by area")
        return [area for (area,) in rows]

    def ids(self) -> set[str]:
        return {passage_id for (passage_id,) in self._connection.execute("select id from passages")}

    def rows_by_length(self, most: int) -> Iterator[list[tuple[Any, ...]]]:
        """All passages in portions, those of like length together, because they are quickest embedded so."""
        cursor = self._connection.execute(f"select {COLUMNS} from passages order by length(text), number")
        while rows := cursor.fetchmany(most):
            yield rows


def _marks(names: tuple[str, ...]) -> str:
    return ",".join("?" * len(names))
