"""The long run: `make fuzz`. A line for each kind of file; whatever goes wrong is kept to be looked at."""

import argparse
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from tests.fuzz.reading import Outcome, outcomes
from tests.fuzz.seeds import KINDS

PORTION = 50


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--each", type=int, default=2000, help="files of each kind")
    parser.add_argument("--first", type=int, default=0, help="the number of the first")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--kept", type=Path, default=Path("data/fuzz"), help="where files that show a fault are put")
    parser.add_argument("kinds", nargs="*", default=KINDS, help=f"such as {' '.join(KINDS)}")
    chosen = parser.parse_args()
    faults = 0
    with ProcessPoolExecutor(chosen.workers, mp_context=get_context("spawn")) as pool:
        for kind in chosen.kinds:
            begun = time.monotonic()
            end = chosen.first + chosen.each
            portions = [range(at, min(at + PORTION, end)) for at in range(chosen.first, end, PORTION)]
            jobs = [pool.submit(outcomes, kind, portion, chosen.kept) for portion in portions]
            results = [result for job in jobs for result in job.result()]
            faults += _tell(kind, results, time.monotonic() - begun)
    return 1 if faults else 0


def _tell(kind: str, results: list[tuple[int, Outcome]], seconds: float) -> int:
    wrong = [(number, result) for number, result in results if result.wrong]
    held = Counter(result.held for _, result in results if result.held)
    slowest = max(result.seconds for _, result in results)
    read = sum(result.read for _, result in results)
    lines = [
        f"{kind}: {len(results)} files, {read} read, {len(results) - read} refused, {len(wrong)} faults; "
        f"slowest {slowest:.1f} s; {seconds:.0f} s in all"
    ]
    lines += [f"    held by a limit, {count} times: {reason}" for reason, count in held.items()]
    lines += [f"    {number}{kind}: {result.wrong}" for number, result in wrong[:20]]
    sys.stdout.write("\n".join([*lines, ""]))
    sys.stdout.flush()
    return len(wrong)


if __name__ == "__main__":
    sys.exit(main())
