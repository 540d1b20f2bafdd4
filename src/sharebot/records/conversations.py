"""Cases in progress, kept so that a refresh does not lose them; no part of the record."""

import json
import re
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from sharebot.errors import RecordError
from sharebot.records.canonical import canonical_json
from sharebot.records.database import Database
from sharebot.records.entries import written_time
from sharebot.records.tables import conversations

_TOKEN = re.compile(r"[A-Za-z0-9_-]{20,64}")


class ConversationStore:
    """The state of each conversation under an id nobody can guess. Every method may raise RecordError."""

    def __init__(self, url: str) -> None:
        self._database = Database(url)

    @staticmethod
    def new_id() -> str:
        """An id with 192 bits of chance: who has it may read the conversation, and nobody can guess it."""
        return secrets.token_urlsafe(24)

    def save(self, id: str, state: Mapping[str, Any]) -> None:
        """Keep a state, in place of the last one. Raises RecordError for an id that could be guessed."""
        if _TOKEN.fullmatch(id) is None:
            raise RecordError("The case in progress was not saved: its id must come from ConversationStore.new_id().")
        values = {"id": id, "updated_at": written_time(datetime.now(UTC)), "state": canonical_json(dict(state))}
        dialect = sqlite if self._database.is_sqlite else postgresql
        upsert = dialect.insert(conversations).values(values)
        upsert = upsert.on_conflict_do_update(index_elements=["id"], set_=values)
        with self._database.write("The case in progress was not saved") as connection:
            connection.execute(upsert)

    def load(self, id: str) -> dict[str, Any] | None:
        """The state kept under an id, or None if there is none."""
        if _TOKEN.fullmatch(id) is None:
            return None
        with self._database.read("The case in progress cannot be read") as connection:
            state = connection.execute(select(conversations.c.state).where(conversations.c.id == id)).scalar()
        return None if state is None else dict(json.loads(state))

    def delete(self, id: str) -> None:
        """Forget a conversation; nothing happens if there is none."""
        if _TOKEN.fullmatch(id):
            with self._database.write("The case in progress was not deleted") as connection:
                connection.execute(delete(conversations).where(conversations.c.id == id))

    def purge(self, older_than: timedelta) -> int:
        """Forget every conversation untouched for this long, and say how many there were."""
        before = written_time(datetime.now(UTC) - older_than)
        with self._database.write("Old cases in progress were not deleted") as connection:
            return connection.execute(delete(conversations).where(conversations.c.updated_at < before)).rowcount

    def close(self) -> None:
        """Let every connection go."""
        self._database.close()
