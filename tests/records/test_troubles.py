"""When the database fails the worker gets one clear sentence, and nothing that was recorded is lost."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event, make_url

from sharebot.errors import RecordError
from sharebot.records import ConversationStore, RecordLog, database

ROOT = Path(__file__).resolve().parents[2]
BIG = {"text": "word " * 20_000}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A log with one record in it, and nobody connected."""
    path = tmp_path / "records.sqlite"
    log = RecordLog(f"sqlite:///{path}")
    log.append({"n": 1})
    log.close()
    return path


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system with room for very little."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(place)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("a small file system cannot be mounted here; max_page_count tests the same error")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def fill(log: RecordLog) -> str:
    try:
        for _ in range(100):
            log.append(BIG)
    except RecordError as error:
        return str(error)
    return "the disk took everything"


FULL = "The decision was not recorded: the disk is full. Nothing was lost; try again when there is room on it."


def test_a_full_disk_is_said_and_what_was_recorded_stays(small_disk: Path) -> None:
    log = RecordLog(f"sqlite:///{small_disk / 'records.sqlite'}")
    first = log.append({"n": 1})

    said = fill(log)

    assert said == FULL
    assert log.get(first.record_id).content == {"n": 1}
    assert log.verify().ok
    log.close()


def test_a_database_at_its_size_limit_is_full_and_writes_again_when_there_is_room(file: Path) -> None:
    log = RecordLog(f"sqlite:///{file}")
    limit = [60]
    event.listen(log._database.engine, "connect", lambda raw, _: raw.execute(f"PRAGMA max_page_count = {limit[0]}"))

    said = fill(log)
    kept = log.count()
    limit[0] = 100_000
    log.close()

    assert said == FULL
    log.append(BIG)
    assert log.count() == kept + 1
    assert log.verify().ok
    log.close()


def test_a_disk_that_fails_in_mid_write_is_said(tmp_path: Path) -> None:
    # a limit on file size makes the operating system refuse the write, as a failing disk does
    program = (
        "import resource, sys; from sharebot.records import RecordLog; from sharebot.errors import RecordError\n"
        "log = RecordLog(sys.argv[1]); log.append({'n': 1})\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))\n"
        "try:\n    [log.append({'text': 'word ' * 20_000}) for _ in range(50)]\n"
        "except RecordError as error:\n    print(error)\n"
    )
    url = f"sqlite:///{tmp_path / 'records.sqlite'}"

    said = run(program, url)

    assert said.startswith("The decision was not recorded: the disk ")
    log = RecordLog(url)
    assert log.verify().ok
    assert log.count() >= 1
    log.close()


def run(program: str, url: str) -> str:
    path = os.pathsep.join([str(ROOT / "src"), *filter(None, [os.environ.get("PYTHONPATH")])])
    answer = subprocess.run(
        [sys.executable, "-c", program, url],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env={**os.environ, "PYTHONPATH": path},
    )
    return answer.stdout.strip()


def test_a_database_opened_for_reading_only_reads_and_says_that_it_cannot_write(file: Path) -> None:
    log = RecordLog(f"sqlite:///{file}?mode=ro")

    assert log.count() == 1
    assert log.verify().ok
    with pytest.raises(RecordError) as caught:
        log.append({"n": 2})

    assert str(caught.value) == (
        "The decision was not recorded: the database can only be read. "
        "Nothing was lost; try again when it can be written to again."
    )
    log.close()


def test_a_read_only_disk_is_said(small_disk: Path) -> None:
    log = RecordLog(f"sqlite:///{small_disk / 'records.sqlite'}")
    log.append({"n": 1})
    log.close()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)

    with pytest.raises(RecordError, match="The decision was not recorded: the database can"):
        RecordLog(f"sqlite:///{small_disk / 'records.sqlite'}").append({"n": 2})


def test_a_folder_that_may_not_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(RecordError, match="was not recorded: the database cannot be reached"):
        RecordLog(f"sqlite:///{tmp_path / 'file' / 'records.sqlite'}").append({"n": 1})


def test_a_file_that_has_gone_is_said_and_never_replaced_by_an_empty_one(file: Path) -> None:
    log = RecordLog(f"sqlite:///{file}")
    log.append({"n": 2})
    away = file.with_name("away")
    file.rename(away)

    with pytest.raises(RecordError) as caught:
        log.append({"n": 3})
    assert str(caught.value) == (
        "The decision was not recorded: the database cannot be reached. Nothing was lost; try again when it is back."
    )
    with pytest.raises(RecordError, match="The records cannot be read: the database cannot be reached"):
        log.list()
    assert not file.exists()

    away.rename(file)
    log.append({"n": 3})
    assert log.verify().entries == 3
    log.close()


def test_a_busy_database_is_said(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "PATIENCE", 0.2)
    log = RecordLog(f"sqlite:///{file}")

    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(
            RecordError, match=r"the database is busy\. Nothing was lost; try again when a minute has passed"
        ):
            log.append({"n": 2})
        other.execute("ROLLBACK")

    assert log.append({"n": 2}).seq == 2
    log.close()


def test_a_busy_postgresql_is_said(postgresql_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    log, other = RecordLog(postgresql_url), RecordLog(postgresql_url)
    log.append({"n": 1})
    monkeypatch.setattr(database, "PATIENCE", 1)

    with (
        other._database.write("", ordered=True),
        pytest.raises(RecordError, match="the database is busy"),
    ):
        log.append({"n": 2})

    assert log.append({"n": 2}).seq == 2
    log.close()
    other.close()


def test_a_damaged_file_is_said(file: Path) -> None:
    file.write_bytes(b"this is no database" * 1_000)
    file.with_name("records.sqlite-wal").unlink(missing_ok=True)

    with pytest.raises(RecordError, match="The records cannot be read: the database file is damaged"):
        RecordLog(f"sqlite:///{file}").count()


def test_a_server_that_is_away_does_not_stop_the_start_and_is_said_when_asked(postgres: str, tmp_path: Path) -> None:
    url = f"postgresql://nobody@/none?host={tmp_path}"
    log, store = RecordLog(url), ConversationStore(url)

    with pytest.raises(RecordError, match="was not recorded: the database cannot be reached"):
        log.append({"n": 1})
    with pytest.raises(RecordError, match="The case in progress was not saved: the database cannot be reached"):
        store.save(store.new_id(), {})


def test_a_connection_cut_by_the_server_is_said_or_mended(postgresql_url: str) -> None:
    log = RecordLog(postgresql_url)
    log.append({"n": 1})

    with (
        pytest.raises(RecordError, match="the database cannot be reached"),
        log._database.write("It failed") as connection,
    ):
        connection.exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")

    assert log.append({"n": 2}).seq == 2
    assert log.verify().ok
    log.close()


def test_a_role_without_rights_is_said(postgresql_url: str) -> None:
    owner = RecordLog(postgresql_url)
    owner.append({"n": 1})
    role = f"reader_{make_url(postgresql_url).database}"
    with owner._database.engine.begin() as connection:
        connection.exec_driver_sql(f"CREATE ROLE {role} LOGIN")
        connection.exec_driver_sql(f"GRANT SELECT ON chain, content TO {role}")
    reader = RecordLog(make_url(postgresql_url).set(username=role).render_as_string())

    assert reader.verify().ok
    with pytest.raises(RecordError, match="the database does not let sharebot do this"):
        reader.append({"n": 2})
    owner.close()
    reader.close()


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nonsense", "SHAREBOT_DATABASE_URL is not a database address"),
        ("mysql://host/name", "SQLite or PostgreSQL"),
        ("nosuch://host/name", "SQLite or PostgreSQL"),
        ("sqlite://", "a database in memory keeps nothing"),
        ("sqlite:///:memory:", "a database in memory keeps nothing"),
    ],
)
def test_an_address_that_cannot_hold_records_is_refused(url: str, said: str) -> None:
    with pytest.raises(RecordError, match=said):
        RecordLog(url)


def test_a_missing_driver_for_postgresql_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)

    with pytest.raises(RecordError, match=r"needs the package psycopg; install psycopg\[binary\]"):
        RecordLog("postgresql://host/name")


def test_a_copied_file_is_whole(file: Path, tmp_path: Path) -> None:
    log = RecordLog(f"sqlite:///{file}")
    log.append({"n": 2})
    log.close()
    shutil.copy(file, tmp_path / "copy.sqlite")

    copy = RecordLog(f"sqlite:///{tmp_path / 'copy.sqlite'}")

    assert copy.verify(log.checkpoint()).ok
    copy.close()
    log.close()
