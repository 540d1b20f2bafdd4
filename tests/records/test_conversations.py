"""A case in progress survives a refresh, and nothing longer than it should."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from sharebot.errors import RecordError
from sharebot.records import ConversationStore


@pytest.fixture
def store(url: str) -> Iterator[ConversationStore]:
    store = ConversationStore(url)
    yield store
    store.close()


def test_a_case_is_found_again_as_it_was_last_saved(url: str, store: ConversationStore) -> None:
    id = store.new_id()
    store.save(id, {"turns": [{"text": "first"}]})
    store.save(id, {"turns": [{"text": "Zoë \x00 😀"}], "none": None})

    another_process = ConversationStore(url)

    assert another_process.load(id) == {"turns": [{"text": "Zoë \x00 😀"}], "none": None}
    another_process.close()


def test_ids_cannot_be_guessed(store: ConversationStore) -> None:
    ids = {store.new_id() for _ in range(200)}

    assert len(ids) == 200
    assert min(map(len, ids)) >= 32
    with pytest.raises(RecordError, match="was not saved"):
        store.save("1", {})


@pytest.mark.parametrize("id", ["", "1", "x" * 32, "'; DROP TABLE conversations; --", "../../etc/passwd", "\0" * 32])
def test_an_unknown_or_forged_id_finds_nothing(store: ConversationStore, id: str) -> None:
    store.save(store.new_id(), {"a": 1})

    assert store.load(id) is None
    store.delete(id)


def test_a_deleted_case_is_gone(store: ConversationStore) -> None:
    kept, dropped = store.new_id(), store.new_id()
    store.save(kept, {"a": 1})
    store.save(dropped, {"a": 2})

    store.delete(dropped)

    assert (store.load(kept), store.load(dropped)) == ({"a": 1}, None)


def test_old_cases_are_purged_and_counted(store: ConversationStore) -> None:
    for _ in range(3):
        store.save(store.new_id(), {})

    assert store.purge(timedelta(days=1)) == 0
    assert store.purge(timedelta(seconds=-1)) == 3
    assert store.purge(timedelta(seconds=-1)) == 0


def test_what_json_cannot_hold_is_refused(store: ConversationStore) -> None:
    with pytest.raises(RecordError):
        store.save(store.new_id(), {"path": Path()})
