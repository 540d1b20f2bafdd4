"""A child process that ingests a folder twice and says what it took: `python -m benchmarks.memory KNOWLEDGE DATA`.

A process of its own, because the most memory a process ever held cannot be set back.
"""

import json
import resource
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.pair import ingest
from sharebot.retrieval.embedder import load_embedder
from sharebot.settings import BUILT_IN_EMBEDDER, ROOT, Settings

WARM = ["word " * length for length in range(15, 256, 15) for _ in range(32)]
"""Full batches of every length, so that what embedding itself needs is held before the first document is read."""

STATUS, MOST = Path("/proc/self/status"), "VmHWM:"


@dataclass(frozen=True, slots=True)
class Held:
    """Memory in megabytes, and how the second run went."""

    documents: int
    passages: int
    before_mb: float
    """The most ever held when the embedder was loaded and warm and nothing had been read."""
    peak_mb: float
    second_seconds: float
    second_embedded: int


def in_a_child(knowledge: Path, data: Path) -> Held:
    """Ingest in a new process."""
    command = [sys.executable, "-m", "benchmarks.memory", str(knowledge), str(data)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)  # noqa: S603  (our own)
    return Held(**json.loads(answer.stdout.splitlines()[-1]))


def main(knowledge: str, data: str) -> None:
    """In the child."""
    settings = Settings(data=Path(data), knowledge=Path(knowledge))
    embedder = load_embedder(BUILT_IN_EMBEDDER)
    embedder.embed_documents(WARM)
    before = _peak_mb()
    first = ingest(settings, embedder).summary
    peak = _peak_mb()
    second = ingest(settings, embedder)
    held = Held(first.documents, first.passages, before, peak, second.seconds, second.summary.embedded)
    print(json.dumps(asdict(held)))


def _peak_mb() -> float:
    # Linux counts in getrusage what the parent held when it started the child; its own status does not.
    if STATUS.is_file():
        return next(int(line.split()[1]) for line in STATUS.read_text().splitlines() if line.startswith(MOST)) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main(*sys.argv[1:])
