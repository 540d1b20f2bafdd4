"""Writing to the log and reading from it, on both databases."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from sharebot.errors import RecordError
from sharebot.records import RecordLog


def test_what_is_appended_is_read_back_as_it_was(log: RecordLog, decision: dict[str, Any]) -> None:
    entry = log.append(decision)

    record = log.get(entry.record_id)

    assert record.content == decision
    assert record.entries == (entry,)
    assert entry.versions["framework"] == "1.0.0"
    assert entry.at.tzinfo is not None


def test_later_entries_join_the_timeline_in_order(log: RecordLog) -> None:
    record_id = log.append({"n": 1}).record_id
    log.append({"n": "other"})

    log.append({"note": "told her"}, kind="told", record_id=record_id)
    log.append({"note": "wrong date"}, kind="correction", record_id=record_id)

    assert [(e.seq, e.kind) for e in log.get(record_id).entries] == [(1, "decision"), (3, "told"), (4, "correction")]


def test_each_entry_holds_the_digest_of_the_one_before(log: RecordLog) -> None:
    entries = [log.append({"n": n}) for n in range(3)]

    assert [e.previous for e in entries[1:]] == [e.digest for e in entries[:-1]]
    assert entries[0].previous == "sha256:" + "0" * 64
    assert log.checkpoint().head == entries[-1].digest


def test_a_record_number_is_read_however_it_is_typed(log: RecordLog) -> None:
    record_id = log.append({"n": 1}).record_id

    assert log.get(record_id.replace("-", " ").lower()).id == record_id


def test_record_numbers_sort_by_time_and_differ_within_a_moment(sqlite_url: str) -> None:
    now = [datetime(2026, 11, 22, tzinfo=UTC)]
    log = RecordLog(sqlite_url, clock=lambda: now[0])
    ids = []
    for _ in range(20):
        ids += [log.append({}).record_id for _ in range(3)]
        now[0] += timedelta(milliseconds=1)

    assert len(set(ids)) == 60
    assert [i[:9] for i in ids] == sorted(i[:9] for i in ids)
    log.close()


@pytest.mark.parametrize(
    "record_id", ["", "x", "1F4Z-8K2M-Q7R", "'; DROP TABLE chain; --", "1F4Z-8K2M-Q7RD\0", "😀" * 12]
)
def test_what_cannot_be_a_record_number_is_refused_with_one_sentence(log: RecordLog, record_id: str) -> None:
    with pytest.raises(RecordError, match="That is not a record number"):
        log.get(record_id)


def test_a_record_that_is_not_there_is_named(log: RecordLog) -> None:
    with pytest.raises(RecordError, match="There is no record 0000-0000-0000"):
        log.get("0000-0000-0000")
    with pytest.raises(RecordError, match="there is no record 0000-0000-0000 to add to"):
        log.append({}, kind="told", record_id="0000-0000-0000")


def test_the_same_decision_recorded_twice_is_one_entry(log: RecordLog, decision: dict[str, Any]) -> None:
    record_id = log.new_id()

    first = log.append(decision, record_id=record_id)
    again = log.append(decision, record_id=record_id)

    assert again == first
    assert log.checkpoint().entries == 1


def test_another_decision_under_the_same_number_is_refused(log: RecordLog, decision: dict[str, Any]) -> None:
    record_id = log.append(decision).record_id

    with pytest.raises(RecordError, match="already holds another decision"):
        log.append({**decision, "followed": False}, record_id=record_id)

    assert log.checkpoint().entries == 1


@pytest.mark.parametrize("kind", ["", "Erased", "erased", "a", "x" * 60, "told!", "DROP TABLE"])
def test_a_kind_is_a_word_and_tombstones_come_from_erasing_only(log: RecordLog, kind: str) -> None:
    with pytest.raises(RecordError, match="the kind of an entry is a word"):
        log.append({}, kind=kind)


@pytest.mark.parametrize("content", [{"a": float("nan")}, {"a": {1, 2}}, {"a": "\ud800"}, {"a": b"x"}])
def test_what_json_cannot_hold_is_refused(log: RecordLog, content: dict[str, Any]) -> None:
    with pytest.raises(RecordError, match="cannot be written as JSON"):
        log.append(content)

    assert log.checkpoint().entries == 0


HOSTILE = [
    "'; DROP TABLE chain; --",
    "<script>alert(1)</script>",
    "=HYPERLINK(1)",
    "\u202eevil",
    "nul \x00 byte",
    "😀%s{}%(a)s",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_every_field_is_kept_as_it_is(log: RecordLog, decision: dict[str, Any], text: str) -> None:
    hostile = {
        **decision,
        "area": text,
        "message": text,
        "decided_by": {"name": text, "role": text},
        "decision": {"outcome": text, "because": text},
    }

    entry = log.append(hostile)

    assert log.get(entry.record_id).content == hostile
    assert log.verify().ok


def test_lists_are_newest_first_by_pages(log: RecordLog) -> None:
    for n in range(5):
        log.append({"n": n})

    assert [r.content for r in log.list(2)] == [{"n": 4}, {"n": 3}]
    assert [r.content for r in log.list(2, 4)] == [{"n": 0}]
    assert log.list(0) == ()
    assert log.list(10, 10) == ()
    assert log.count() == 5


def test_lists_are_narrowed_by_outcome_author_area_kind_and_time(url: str) -> None:
    now = [datetime(2026, 1, 1, tzinfo=UTC)]
    log = RecordLog(url, clock=lambda: now[0])
    for day, (outcome, name, area) in enumerate(
        [("share", "A", "glen"), ("do-not-share", "B", "glen"), ("share", "B", "firth")]
    ):
        now[0] = datetime(2026, 1, 1 + day, tzinfo=UTC)
        log.append({"n": day, "decision": {"outcome": outcome}, "decided_by": {"name": name}, "area": area})
    log.append({"n": 9}, kind="export")

    def found(**filters: Any) -> list[int]:
        assert log.count(**filters) == len(log.list(**filters))
        return [r.content["n"] for r in log.list(**filters) if r.content]

    assert found() == [2, 1, 0]
    assert found(outcome="share") == [2, 0]
    assert found(author="B", area="glen") == [1]
    assert found(kind="export") == [9]
    assert found(since=datetime(2026, 1, 2, tzinfo=UTC), until=datetime(2026, 1, 3, tzinfo=UTC)) == [1]
    log.close()


def test_an_export_is_json_lines_with_the_head_and_the_time_on_each(log: RecordLog, decision: dict[str, Any]) -> None:
    first = log.append(decision)
    log.append({"note": "told"}, kind="told", record_id=first.record_id)
    log.append({**decision, "decision": {"outcome": "do-not-share", "because": "No need."}})
    head = log.checkpoint()

    lines = [json.loads(line) for line in log.export()]

    assert [line["record_id"] for line in lines] == [first.record_id, log.list(1)[0].id]
    assert {(line["chain"]["head"], line["chain"]["entries"]) for line in lines} == {(head.head, 3)}
    assert [entry["kind"] for entry in lines[0]["timeline"]] == ["decision", "told"]
    assert all(line["chain"]["as_at"].endswith("Z") for line in lines)
    assert [json.loads(line)["decision"]["outcome"] for line in log.export(outcome="do-not-share")] == ["do-not-share"]
