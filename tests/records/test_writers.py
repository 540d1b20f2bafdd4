"""Many writers at once, and writers killed in mid-write: nothing acknowledged is lost, nothing half-written appears."""

import os
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sharebot.records import ConversationStore, RecordLog

WRITER = Path(__file__).with_name("writer.py")
ROOT = Path(__file__).resolve().parents[2]


def start(url: str, count: int) -> "subprocess.Popen[str]":
    path = os.pathsep.join([str(ROOT / "src"), *filter(None, [os.environ.get("PYTHONPATH")])])
    return subprocess.Popen(
        [sys.executable, str(WRITER), url, str(count)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
    )


def test_sixteen_threads_write_one_unbroken_chain(log: RecordLog) -> None:
    with ThreadPoolExecutor(16) as pool:
        entries = list(pool.map(lambda n: log.append({"n": n}), range(320)))

    assert sorted(e.seq for e in entries) == list(range(1, 321))
    assert len({e.record_id for e in entries}) == 320
    assert log.verify().ok
    assert log.checkpoint().entries == 320


def test_the_same_click_in_many_threads_records_once(log: RecordLog) -> None:
    record_id = log.new_id()

    with ThreadPoolExecutor(16) as pool:
        seqs = set(pool.map(lambda _: log.append({"n": 1}, record_id=record_id).seq, range(64)))

    assert seqs == {1}


def test_several_processes_write_one_unbroken_chain_and_may_all_make_the_tables(url: str) -> None:
    writers = [start(url, 40) for _ in range(4)]

    said = [writer.communicate(timeout=120) for writer in writers]

    assert [writer.returncode for writer in writers] == [0] * 4, [errors for _, errors in said]
    numbers = {number for out, _ in said for number in out.split()}
    log = RecordLog(url)
    assert len(numbers) == 160 == log.count()
    assert log.verify().ok
    log.close()


def test_a_killed_writer_loses_nothing_it_acknowledged(url: str) -> None:
    acknowledged: set[str] = set()
    chance = random.Random(22)
    for _ in range(10):
        writer = start(url, 10_000)
        assert writer.stdout is not None
        for _ in range(chance.randrange(1, 25)):
            acknowledged.add(writer.stdout.readline().strip())
        writer.kill()
        rest, _ = writer.communicate(timeout=30)
        acknowledged |= {line.strip() for line in rest.splitlines() if len(line.strip()) == 14}

    log = RecordLog(url)
    found = {record.id: record.content for record in log.list(100_000)}

    assert "" not in acknowledged
    assert acknowledged <= set(found)
    assert all(content is not None and len(content["text"]) == 2500 for content in found.values())
    assert log.verify().ok
    log.append({"after": "the kills"})
    log.close()


def test_conversations_are_saved_while_records_are_written(url: str) -> None:
    log, store = RecordLog(url), ConversationStore(url)
    ids = [store.new_id() for _ in range(4)]

    def work(n: int) -> None:
        store.save(ids[n % 4], {"turn": n})
        log.append({"n": n})

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(80)))

    assert log.verify().entries == 80
    assert all(store.load(id) is not None for id in ids)
    log.close()
    store.close()
