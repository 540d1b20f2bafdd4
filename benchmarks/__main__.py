"""`make benchmark`: measure, print, and with --write make docs/benchmark.md. Exit 1 when a goal is missed."""

import argparse
import sys
from pathlib import Path

from benchmarks.figures import measure
from benchmarks.goals import goals
from benchmarks.page import page
from sharebot.settings import ROOT

PAGE = ROOT / "docs" / "benchmark.md"
DOCUMENTS = ROOT.parent / "shared" / "data" / "real-documents"


def main() -> int:
    """Measure everything once."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--write", action="store_true", help="write docs/benchmark.md")
    parser.add_argument(
        "--documents", type=Path, default=DOCUMENTS, help="folder of the six English PDFs; left out where it is absent"
    )
    told = parser.parse_args()
    figures = measure(ROOT / "knowledge", told.documents if told.documents.is_dir() else None)
    reached = goals(figures)
    text = page(figures, reached)
    print(text)
    if told.write:
        PAGE.write_text(text, encoding="utf-8")
    return 0 if all(goal.met for goal in reached) else 1


if __name__ == "__main__":
    sys.exit(main())
