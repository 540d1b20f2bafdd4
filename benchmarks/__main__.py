"""`make benchmark`: measure, print, and with --write make docs/benchmark.md. Exit 1 when a goal is missed."""

import argparse
import os
import platform
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version

from benchmarks import rooms, search, turn
from sharebot.settings import ROOT

PAGE = ROOT / "docs" / "benchmark.md"
PACKAGES = ("torch", "sentence-transformers", "chromadb", "langchain-core", "langchain-huggingface")
ABOUT = """\
The tutorial pipeline is what most tutorials show: LangChain's RecursiveCharacterTextSplitter (1000/200),
HuggingFaceEmbeddings on the same model, and a Chroma similarity search. Both worked on the same documents, in the same
run, on the same machine, with everything loaded. Times change from machine to machine; the ratios and goals count."""


@dataclass(frozen=True, slots=True)
class Goal:
    """Something promised, what was measured, and whether it holds."""

    promise: str
    measured: str
    met: bool


def main() -> int:
    """Measure everything once."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--write", action="store_true", help="write docs/benchmark.md")
    write = parser.parse_args().write
    searched = search.measure(ROOT / "knowledge")
    turned = turn.measure(ROOT / "knowledge")
    goals = _goals(searched, turned)
    page = _page(searched, goals)
    print(page)
    if write:
        PAGE.write_text(page, encoding="utf-8")
    return 0 if all(goal.met for goal in goals) else 1


def _goals(searched: search.SearchFigures, turned: turn.TurnFigures) -> list[Goal]:
    allowed = searched.tutorial_search_ms + turn.ALLOWED_MS
    return [
        Goal(
            f"a whole turn takes less than the tutorial pipeline's search alone plus {turn.ALLOWED_MS} ms",
            f"{turned.turn_ms:.1f} ms of {allowed:.1f} ms ({turned.turn_ms / allowed:.2f})",
            turned.turn_ms < allowed,
        ),
        Goal(
            "so does a turn that quotes an area's own guidance",
            f"{turned.turn_in_an_area_ms:.1f} ms of {allowed:.1f} ms ({turned.turn_in_an_area_ms / allowed:.2f})",
            turned.turn_in_an_area_ms < allowed,
        ),
        Goal(
            "danger is answered without a library",
            f"{turned.danger_outcome} in {turned.danger_without_library_ms:.1f} ms, no library there",
            turned.danger_outcome == "share-now" and turned.danger_library is None,
        ),
        Goal(
            "a second ingest embeds nothing",
            f"{turned.second_ingest_embedded} embedded",
            turned.second_ingest_embedded == 0 and searched.our_second_ingest_embedded == 0,
        ),
        _room("reading", turned.rooms.reading_ms, rooms.READING_MS),
        _room("the framework", turned.rooms.framework_ms, rooms.FRAMEWORK_MS),
    ]


def _room(name: str, measured: float, allowed: float) -> Goal:
    promise = f"{name} alone takes at most {allowed} ms, the median over the tune messages, everything loaded"
    return Goal(promise, f"{measured:.1f} ms", measured <= allowed)


def _page(searched: search.SearchFigures, goals: list[Goal]) -> str:
    ours = f"Python {platform.python_version()}, " + ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    theirs = f"{searched.tutorial_ingest_s:.1f} s"
    search_ms = (f"{searched.our_search_ms:.1f} ms", f"{searched.tutorial_search_ms:.1f} ms")
    rows = [
        ("search, median", *search_ms, searched.search_ratio),
        ("first ingest", f"{searched.our_ingest_s:.1f} s", theirs, searched.ingest_ratio),
        ("ingest with nothing changed", f"{searched.our_second_ingest_s:.2f} s", theirs, searched.second_ingest_ratio),
    ]
    lines = [
        "# Benchmark",
        "",
        f"Made by `make benchmark` on {datetime.now(UTC).date()}. {ours}. {os.cpu_count()} processors.",
        "",
        ABOUT,
        "",
        f"{searched.documents} documents: {searched.our_passages} passages beside {searched.tutorial_chunks} chunks.",
        "",
        "| goal | measured | met |",
        "|---|---|---|",
        *(f"| {goal.promise} | {goal.measured} | {'yes' if goal.met else '**no**'} |" for goal in goals),
        "",
        "| | sharebot | tutorial | times quicker |",
        "|---|---|---|---|",
        *(f"| {what} | {here} | {there} | {ratio:.1f} |" for what, here, there, ratio in rows),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
