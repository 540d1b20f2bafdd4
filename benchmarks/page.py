"""docs/benchmark.md: the goals first, then every figure."""

import os
import platform
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from importlib.metadata import version

from benchmarks.figures import Figures
from benchmarks.goals import Goal
from benchmarks.large import MOVED
from benchmarks.page_retrieval import retrieval_part
from benchmarks.table import table

PACKAGES = ("torch", "sentence-transformers", "chromadb", "langchain-core", "langchain-huggingface")
ABOUT = """\
The tutorial pipeline is what most tutorials show: pypdf page by page, python-docx, Markdown as it stands; LangChain's
RecursiveCharacterTextSplitter (1000/200); HuggingFaceEmbeddings on the same model; a Chroma similarity search. Both
worked on the same documents, in the same run, on the same machine, with everything loaded. Times change from machine to
machine; the ratios and goals count."""
ABOUT_LARGE = f"""\
The passages are our own sentences in another order, and so are the headings over them. Their vectors were prepared: a
real passage's, each of its numbers moved by about {MOVED}; embedding ten thousand for real would take longer than
everything else here. Queries are embedded as ever, and both stores hold the same passages and vectors."""
ABOUT_MEMORY = """\
Each in a process of its own, by what the system says it held at the most, embedder included; before reading, the
embedder has seen texts of every length. The documents are copies of the fifty shortest pages, each with a title of its
own; nothing gets its vector from a copy."""


def page(figures: Figures, goals: Sequence[Goal]) -> str:
    """The whole page."""
    parts = [_head(figures), _goals(goals), retrieval_part(figures.found), _times(figures), _large(figures)]
    return "\n\n".join([*parts, _ingest(figures), _memory(figures)]) + "\n"


def _head(figures: Figures) -> str:
    ours = f"Python {platform.python_version()}, " + ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    made = f"Made by `make benchmark` on {datetime.now(UTC).date()}. {ours}. {os.cpu_count()} processors."
    one = figures.speed
    counted = f"{one.documents} documents: {one.our_passages} passages beside {one.tutorial_chunks} chunks."
    return "\n\n".join(["# Benchmark", made, ABOUT, counted])


def _goals(goals: Iterable[Goal]) -> str:
    rows = [(goal.promise, goal.measured, "yes" if goal.met else "**no**") for goal in goals]
    return table(("goal", "measured", "met"), rows)


def _times(figures: Figures) -> str:
    searched = figures.searched
    rows = [
        _beside("search, median", searched.our_search_ms, searched.tutorial_search_ms, "ms", 1),
        _beside("first ingest", figures.our_seconds, figures.tutorial_seconds, "s", 1),
        _beside("ingest with nothing changed", figures.second_seconds, figures.tutorial_seconds, "s", 2),
    ]
    return "## Times, over our own documents\n\n" + table(("", "sharebot", "tutorial", "times quicker"), rows)


def _beside(what: str, ours: float, theirs: float, unit: str, places: int) -> tuple[str, ...]:
    return what, f"{ours:.{places}f} {unit}", f"{theirs:.1f} {unit}", f"{theirs / ours:.1f}"


def _large(figures: Figures) -> str:
    one = figures.large
    rows = [
        _beside("search, median", one.search_ms, one.tutorial_ms, "ms", 1),
        _beside("search in an area, median", one.search_in_an_area_ms, one.tutorial_ms, "ms", 1),
    ]
    title = f"## Searching {one.passages:,} passages ({one.questions} questions)"
    return "\n\n".join([title, ABOUT_LARGE, table(("", "sharebot", "tutorial", "times quicker"), rows)])


def _ingest(figures: Figures) -> str:
    one = figures.speed
    rows = [
        _rate("passages a second", one.our_passages, one.tutorial_chunks, figures),
        _rate("characters of the source a second", one.characters, one.characters, figures),
    ]
    title = f"## First ingest of {one.documents} documents, {one.characters:,} characters"
    return "\n\n".join([title, table(("", "sharebot", "tutorial", "ratio"), rows)])


def _rate(what: str, ours: int, theirs: int, figures: Figures) -> tuple[str, ...]:
    here, there = ours / figures.speed.our_seconds, theirs / figures.speed.tutorial_seconds
    return what, f"{here:,.0f}", f"{there:,.0f}", f"{here / there:.2f}"


def _memory(figures: Figures) -> str:
    rows = [
        (
            str(one.documents),
            str(one.passages),
            f"{one.before_mb:.0f} MB",
            f"{one.peak_mb:.0f} MB",
            f"{one.peak_mb - one.before_mb:.0f} MB",
            f"{one.second_seconds:.2f} s",
        )
        for one in (figures.growth.few, figures.growth.many)
    ]
    heads = ("documents", "passages", "before reading", "peak", "more", "second run")
    return "\n\n".join(["## Memory of an ingest, and a second run", ABOUT_MEMORY, table(heads, rows)])
