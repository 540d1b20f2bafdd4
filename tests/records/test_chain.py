"""Nothing can be changed, removed or moved without it showing: first by the database, then by `verify`."""

import hashlib
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from sharebot.errors import CallerError, RecordError
from sharebot.records import Checkpoint, RecordLog
from sharebot.records.tables import RULES, chain, content

FORBIDDEN = [
    "UPDATE chain SET kind = 'told'",
    "UPDATE chain SET seq = 9 WHERE seq = 3",
    "DELETE FROM chain WHERE seq = 3",
    "DELETE FROM content",
    "UPDATE content SET body = '{}'",
    "UPDATE content SET body = NULL, salt = NULL, outcome = NULL, author = NULL, area = NULL",
    "UPDATE content SET body = NULL, salt = NULL, outcome = NULL, author = NULL, area = NULL, erased_by = 3",
    "INSERT INTO content SELECT 3, 'x', 'y', NULL, NULL, NULL, NULL",
    "INSERT INTO chain SELECT 7, format, record_id, kind, at, versions, content_digest, digest, digest FROM chain",
    "INSERT INTO chain SELECT 4, format, record_id, kind, at, versions, content_digest, previous, digest "
    "FROM chain WHERE seq = 1",
]


def three(log: RecordLog) -> list[str]:
    return [log.append({"n": n, "decision": {"outcome": "share"}, "area": "glen"}).record_id for n in range(3)]


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_the_database_itself_refuses_to_change_the_log(log: RecordLog, statement: str) -> None:
    three(log)
    before = log.checkpoint()

    with pytest.raises(DBAPIError), log._database.engine.begin() as connection:
        connection.execute(text(statement))

    assert log.verify(before).ok


def test_postgresql_refuses_to_truncate(postgresql_url: str) -> None:
    log = RecordLog(postgresql_url)
    three(log)

    with pytest.raises(DBAPIError, match="never changed"), log._database.engine.begin() as connection:
        connection.execute(text("TRUNCATE chain CASCADE"))
    log.close()


@pytest.mark.parametrize("table", ["chain", "content"])
def test_sqlite_refuses_to_replace_a_row(sqlite_url: str, tmp_path: Path, table: str) -> None:
    log = RecordLog(sqlite_url)
    three(log)

    with closing(sqlite3.connect(tmp_path / "records.sqlite")) as raw, pytest.raises(sqlite3.IntegrityError):
        raw.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} WHERE seq = 3")
    log.close()


def tamper(url: str, *statements: str) -> None:
    """Change the log as somebody with the administrator's password could."""
    admin = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    sqlite = admin.dialect.name == "sqlite"
    with admin.begin() as connection:
        for name, (_, table, _, _) in RULES.items():
            connection.exec_driver_sql(f"DROP TRIGGER {name}" + ("" if sqlite else f" ON {table}"))
        if not sqlite:
            connection.exec_driver_sql("ALTER TABLE content DROP CONSTRAINT content_seq_fkey")
        for statement in statements:
            connection.execute(text(statement))
    admin.dispose()


@pytest.mark.parametrize("column", [c.name for c in chain.columns])
def test_a_change_to_any_column_of_the_chain_is_found_at_that_entry(url: str, column: str) -> None:
    log = RecordLog(url)
    three(log)
    value = "9" if column == "seq" else f"{column} || 'x'"

    # seq is moved with its content, so that only the order of the chain is wrong
    tamper(
        url,
        f"UPDATE chain SET {column} = {value} WHERE seq = 2",
        "UPDATE content SET seq = 9 WHERE seq = 2" if column == "seq" else "SELECT 1",
    )
    result = log.verify()

    assert not result.ok
    assert result.first_broken == (3 if column == "seq" else 2)
    assert f"Entry {result.first_broken} " in result.reason
    log.close()


@pytest.mark.parametrize("column", [c.name for c in content.columns if c.name != "seq"])
@pytest.mark.parametrize("value", ["changed", "nothing"])
def test_a_change_to_any_column_of_the_content_is_found(url: str, column: str, value: str) -> None:
    log = RecordLog(url)
    log.append({"decision": {"outcome": "share"}, "decided_by": {"name": "A"}, "area": "glen"})
    three(log)
    changed = "3" if column == "erased_by" else f"{column} || 'x'"

    if (column, value) == ("erased_by", "nothing"):
        log.erase(log.list(1, 3)[0].id, "IG", "time is up")
    tamper(url, f"UPDATE content SET {column} = {changed if value == 'changed' else 'NULL'} WHERE seq = 1")
    result = log.verify()

    assert (result.ok, result.first_broken) == (False, 1)
    log.close()


def test_removed_content_and_removed_entries_are_found(url: str) -> None:
    log = RecordLog(url)
    three(log)
    tamper(url, "DELETE FROM content WHERE seq = 2")
    assert (log.verify().first_broken, log.verify().reason) == (2, "Entry 2 has lost its content.")

    admin = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    with admin.begin() as connection:
        connection.execute(text("DELETE FROM chain WHERE seq = 2"))
    admin.dispose()

    assert log.verify().first_broken == 3
    assert "something between them was removed" in log.verify().reason
    log.close()


def test_content_without_an_entry_is_found(url: str) -> None:
    log = RecordLog(url)
    three(log)

    tamper(url, "INSERT INTO content SELECT 8, salt, body, outcome, author, area, erased_by FROM content WHERE seq = 1")

    assert log.verify().reason == "Entry 8 has content but is not in the chain."
    log.close()


def test_bytes_that_make_no_text_are_named_and_do_not_stop_the_check(sqlite_url: str) -> None:
    log = RecordLog(sqlite_url)
    three(log)

    tamper(sqlite_url, "UPDATE content SET body = CAST(x'7bff7d' AS TEXT) WHERE seq = 2")

    assert log.verify().reason == "Entry 2 was changed after it was written."
    log.close()


def test_a_cut_tail_shows_only_against_a_checkpoint(url: str) -> None:
    log = RecordLog(url)
    three(log)
    kept = Checkpoint.parse(str(log.checkpoint()))

    tamper(url, "DELETE FROM content WHERE seq = 3", "DELETE FROM chain WHERE seq = 3")

    assert log.verify().ok
    assert (log.verify(kept).ok, log.verify(kept).first_broken) == (False, 3)
    assert "its end was cut off" in log.verify(kept).reason
    log.close()


def test_a_chain_written_anew_shows_against_a_checkpoint(url: str, sqlite_url: str, tmp_path: Path) -> None:
    log, other = RecordLog(url), RecordLog(f"sqlite:///{tmp_path / 'other.sqlite'}")
    three(log)
    three(other)

    result = log.verify(other.checkpoint())

    assert not result.ok
    assert "written anew" in result.reason
    log.close()
    other.close()


def test_an_empty_log_is_whole(log: RecordLog) -> None:
    result = log.verify()

    assert (result.ok, result.entries, result.first_broken) == (True, 0, None)


@pytest.mark.parametrize("written", ["", "3", "3 sha256:xyz", "x " + "0" * 64, "3 md5:" + "0" * 64])
def test_a_checkpoint_that_is_none_is_refused(written: str) -> None:
    with pytest.raises(CallerError, match="A checkpoint is a number and a digest"):
        Checkpoint.parse(written)


def test_anyone_can_work_out_a_digest_again_from_an_export(log: RecordLog, decision: dict[str, Any]) -> None:
    record_id = log.append(decision).record_id
    document = log.document(record_id)
    first = document["timeline"][0]

    def digest(value: Any) -> str:
        written = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return "sha256:" + hashlib.sha256(written.encode()).hexdigest()

    body = json.dumps(decision, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert first["content_digest"] == digest([first["salt"], body, "share", "A Worker", "glen"])
    keys = ("seq", "format", "kind", "at", "content_digest", "previous")
    versions = json.dumps(first["versions"], sort_keys=True, separators=(",", ":"))
    assert first["digest"] == digest({**{k: first[k] for k in keys}, "record_id": record_id, "versions": versions})


def test_erased_content_is_gone_and_the_chain_still_holds(log: RecordLog, decision: dict[str, Any]) -> None:
    record_id = log.append(decision).record_id
    log.append({"note": "told"}, kind="told", record_id=record_id)
    other = log.append(decision)
    before = log.checkpoint()

    tombstone = log.erase(record_id, by="IG lead", why="Six years are up")
    record = log.get(record_id)

    assert record.content is None
    assert [e.content for e in record.entries[:2]] == [None, None]
    assert record.tombstone == tombstone
    assert tombstone.content == {"by": "IG lead", "why": "Six years are up", "entries": [1, 2]}
    assert log.get(other.record_id).content == decision
    assert log.verify(before).ok
    assert log.count(outcome="share") == 1


def test_erased_text_is_not_left_in_any_file(sqlite_url: str, tmp_path: Path) -> None:
    log = RecordLog(sqlite_url)
    record_id = log.append({"message": "unmistakable words " * 200}).record_id
    log.append({"n": 2})

    log.erase(record_id, "IG lead", "asked for")

    assert not any(b"unmistakable" in file.read_bytes() for file in tmp_path.iterdir() if file.is_file())
    log.close()


def test_erasing_needs_a_record_a_person_and_a_reason_and_happens_once(log: RecordLog) -> None:
    record_id = log.append({"n": 1}).record_id
    with pytest.raises(RecordError, match="say who is erasing and why"):
        log.erase(record_id, " ", "why")
    with pytest.raises(RecordError, match="There is no record"):
        log.erase("0000-0000-0000", "me", "why")

    log.erase(record_id, "me", "why")

    with pytest.raises(RecordError, match="was erased before"):
        log.erase(record_id, "me", "why")
    with pytest.raises(RecordError, match="was erased"):
        log.append({}, kind="told", record_id=record_id)
    assert log.verify().ok
