"""Our library and the tutorial pipeline, built over the same documents, each with its model loaded beforehand."""

import time
from dataclasses import dataclass
from pathlib import Path

from langchain_core.embeddings import Embeddings

from benchmarks.ours import Ours
from benchmarks.tutorial import Tutorial
from ingest.pipeline import run
from ingest.sources import find
from ingest.summary import Summary
from sharebot.retrieval.embedder import Embedder
from sharebot.settings import Settings


@dataclass(frozen=True, slots=True)
class Run:
    """One ingest of ours, as it was seen from outside."""

    summary: Summary
    seconds: float


@dataclass(frozen=True, slots=True)
class Pair:
    """Both, ready to be searched, and what building them took."""

    settings: Settings
    ours: Ours
    tutorial: Tutorial
    first: Run
    second: Run
    """With nothing changed."""


def build(place: Path, knowledge: Path, embedder: Embedder, model: Embeddings) -> Pair:
    """Both over every document in `knowledge`, kept in `place`."""
    settings = Settings(data=place / "ours", knowledge=knowledge)
    first, second = ingest(settings, embedder), ingest(settings, embedder)
    names = [found.name for found in find(knowledge, settings.data)]
    return Pair(settings, Ours(settings, embedder), Tutorial(place / "theirs", knowledge, names, model), first, second)


def ingest(settings: Settings, embedder: Embedder) -> Run:
    """Run it and time it."""
    began = time.perf_counter()
    summary = run(settings, settings.knowledge, lambda *_: None, embedder)
    return Run(summary, time.perf_counter() - began)
