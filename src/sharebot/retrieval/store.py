"""Passages and their words in one SQLite file: read by id, found by keyword, without Chroma or an embedder."""

# ruff: noqa: S608  (the SQL is made of our own names; what comes from outside is always bound)

import json
import math
import re
import sqlite3
import threading
from collections.abc import Collection
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from sharebot.errors import LibraryError
from sharebot.retrieval.common_words import COMMON_WORDS
from sharebot.retrieval.manifest import BUILD
from sharebot.retrieval.passage import Passage
from sharebot.retrieval.scope import Scope

FILE_NAME = "passages.sqlite"
FIELDS = tuple(field.name for field in fields(Passage))
LISTS = ("paragraphs", "refs")
DOCUMENT_FIELDS = (
    "source_id",
    "file",
    "title",
    "tier",
    "area",
    "version",
    "publisher",
    "url",
    "jurisdiction",
    "status",
    "review_by",
)
SCHEMA = (
    f"create table passages (number integer primary key, {', '.join(FIELDS)}, position integer, vector_key text)",
    f"create table documents ({', '.join(DOCUMENT_FIELDS)})",
    "create virtual table words using fts5 (title, section, text, content='passages', content_rowid='number', "
    "tokenize='porter unicode61 remove_diacritics 2')",
)
INDEXES = (
    "create unique index passage_ids on passages (id)",
    "create index passage_sources on passages (source_id, position)",
    "create unique index document_ids on documents (source_id)",
    "insert into words (words) values ('rebuild')",
    "insert into words (words) values ('optimize')",
)
"""Made once everything is in, which is quicker."""

WEIGHTS = (1.0, 1.0, 1.0)
"""Of a word in the title, the headings and the text."""

PORTION = 500
"""Ids in one question to SQLite, which allows a limited number."""

MOST_WORDS = 64
"""Of a query; of a longer one the rarest words are used."""

RARE, EVERYWHERE = 2.0, 1.0
"""Rarities of a word in every eighth passage and in every fourth. Beside a rare word, one that is everywhere weighs
next to nothing, and looking it up takes the most time of all."""

BM25_MOST = 2.2
"""The most BM25 gives a word, in units of its rarity: k1 + 1, with SQLite's k1 of 1.2."""


class Store:
    """The published passages. Safe to use from any thread.

    Raises LibraryError, from every method, when the file cannot be read.
    """

    def __init__(self, file: Path) -> None:
        self._lock = threading.Lock()
        self._rarity: dict[str, float] = {}
        try:
            # A published file never changes; "immutable" lets it be read from a read-only disk.
            address = f"{file.absolute().as_uri()}?mode=ro&immutable=1"
            self._connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        except sqlite3.Error as error:
            raise LibraryError(f"The guidance library's file {file} cannot be opened ({error}). {BUILD}") from error
        self._count: int = self._rows("select count(*) from passages")[0][0]

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    def passages(self, ids: Collection[str]) -> dict[str, Passage]:
        """The passages with these ids; an id that is not in the library is left out."""
        condition = f"id in ({','.join('?' * len(ids))})"
        return {passage.id: passage for passage in self._passages(condition, *ids)}

    def present(self, ids: Collection[str]) -> set[str]:
        """Of these ids, those of passages in the library."""
        wanted = list(ids)
        found: set[str] = set()
        for start in range(0, len(wanted), PORTION):
            part = wanted[start : start + PORTION]
            rows = self._rows(f"select id from passages where id in ({','.join('?' * len(part))})", tuple(part))
            found |= {passage_id for (passage_id,) in rows}
        return found

    def around(self, passage_id: str, before: int, after: int) -> list[Passage]:
        """A passage with those of its document before and after it, in order; none if it is not in the library."""
        sql = (
            f"select {','.join(f'p.{name}' for name in FIELDS)} from passages p join passages here on here.id = ? "
            "where p.source_id = here.source_id "
            "and p.position between here.position - ? and here.position + ? order by p.position"
        )
        return [to_passage(row) for row in self._rows(sql, (passage_id, max(0, before), max(0, after)))]

    def passages_of(self, source_id: str) -> list[Passage]:
        """A document's passages in its own order."""
        return self._passages("source_id = ? order by position", source_id)

    def documents(self) -> list[dict[str, Any]]:
        """One entry a document, by tier and title."""
        rows = self._rows(
            "select d.*, (select count(*) from passages p where p.source_id = d.source_id) "
            "from documents d order by d.tier, d.title, d.source_id"
        )
        return [dict(zip((*DOCUMENT_FIELDS, "passages"), row, strict=True)) for row in rows]

    def keyword_evidence(self, query: str, scope: Scope, most: int) -> dict[str, float]:
        """Passages holding words of the query, with the share of the query's weight they carry: 0 to 1.

        BM25 as a share of the most it could have given, words the library does not know included, so that
        the figure can be compared from query to query.
        """
        rarity = self._telling_words(query)
        if not rarity:
            return {}
        condition, values = scope.sql()
        # The plus sign keeps SQLite from looking every allowed passage up in the index, one by one.
        within = f"and +rowid in (select number from passages where {condition})" if condition else ""
        sql = (
            f"select rowid, -bm25(words, ?, ?, ?) as score from words where words match ? {within} "
            "order by score desc limit ?"
        )
        found = self._rows(
            f"select p.id, f.score from ({sql}) f join passages p on p.number = f.rowid",
            (*WEIGHTS, " OR ".join(f'"{word}"' for word in rarity), *values, most),
        )
        possible = BM25_MOST * sum(rarity.values())
        return {passage_id: min(1.0, max(0.0, score / possible)) for passage_id, score in found}

    def _telling_words(self, query: str) -> dict[str, float]:
        words = dict.fromkeys(re.findall(r"\w+", query.lower()))
        telling = [word for word in words if word not in COMMON_WORDS] or list(words)
        rarity = {word: self._rarity_of(word) for word in telling}
        if max(rarity.values(), default=0.0) >= RARE:
            rarity = {word: weight for word, weight in rarity.items() if weight >= EVERYWHERE}
        rarest = sorted(rarity, key=lambda word: -rarity[word])[:MOST_WORDS]
        return {word: rarity[word] for word in rarest}

    def _rarity_of(self, word: str) -> float:
        """Inverse document frequency, as SQLite's BM25 reckons it."""
        if word not in self._rarity:
            holding = self._rows("select count(*) from words where words match ?", (f'"{word}"',))[0][0]
            self._rarity[word] = max(1e-6, math.log((self._count - holding + 0.5) / (holding + 0.5)))
        return self._rarity[word]

    def _passages(self, condition: str, *values: str) -> list[Passage]:
        sql = f"select {','.join(FIELDS)} from passages where {condition}"
        return [to_passage(row) for row in self._rows(sql, values)]

    def _rows(self, sql: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        try:
            with self._lock:
                return self._connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise LibraryError(f"The guidance library cannot be read ({error}). {BUILD}") from error


def to_row(passage: Passage) -> tuple[Any, ...]:
    """The columns `FIELDS` of the table of passages."""
    values = asdict(passage)
    return tuple(json.dumps(values[name]) if name in LISTS else values[name] for name in FIELDS)


def to_passage(row: tuple[Any, ...]) -> Passage:
    """The other way round."""
    values = dict(zip(FIELDS, row, strict=True))
    return Passage(**values | {name: tuple(json.loads(values[name])) for name in LISTS})
