"""Everything one run of the benchmark measures."""

import tempfile
from collections.abc import Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from shutil import copy

from langchain_core.embeddings import Embeddings

from benchmarks import ingest_speed, large, questions, retrieval, search, turn
from benchmarks.ingest_speed import Growth, Speed
from benchmarks.large import LargeFigures
from benchmarks.pair import Pair, build
from benchmarks.retrieval import Retrieval
from benchmarks.search import SearchFigures
from benchmarks.turn import TurnFigures
from benchmarks.tutorial import embeddings
from sharebot.glossary import FILE as GLOSSARY
from sharebot.retrieval.embedder import Embedder, load_embedder
from sharebot.settings import BUILT_IN_EMBEDDER

TEST, TUNE, OTHER = "test", "tune", "other"


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of every part, and of the documents that are not ours where they are at hand."""

    searched: SearchFigures
    turned: TurnFigures
    found: Mapping[str, Retrieval]
    """By set of questions."""
    large: LargeFigures
    speed: Speed
    our_seconds: float
    """First ingest of our own documents."""
    tutorial_seconds: float
    second_seconds: float
    second_embedded: int
    growth: Growth


def measure(knowledge: Path, other: Path | None) -> Figures:
    """Measure everything once. `other` holds the documents that are not ours."""
    with tempfile.TemporaryDirectory() as made, ExitStack() as stack:
        place, embedder, model = Path(made), _warm(), embeddings()
        pairs = [build(place / "own", knowledge, embedder, model)]
        if other:
            pairs.append(build(place / "other", _copied(other, knowledge, place / "documents"), embedder, model))
        for pair in pairs:
            stack.enter_context(closing(pair.ours))
        return _measure(place, pairs, embedder, model)


def _measure(place: Path, pairs: list[Pair], embedder: Embedder, model: Embeddings) -> Figures:
    own = pairs[0]
    return Figures(
        searched=search.measure(own),
        turned=turn.measure(own.settings, place / "nothing"),
        found=_found(pairs),
        large=large.measure(place / "large", own.settings, embedder, model),
        speed=ingest_speed.speed(pairs),
        our_seconds=own.first.seconds,
        tutorial_seconds=own.tutorial.seconds,
        second_seconds=own.second.seconds,
        second_embedded=own.second.summary.embedded,
        growth=ingest_speed.growth(place / "memory", own.settings.knowledge),
    )


def _found(pairs: list[Pair]) -> dict[str, Retrieval]:
    own, *others = pairs
    sets = [(TEST, questions.TEST, own), (TUNE, questions.TUNE, own)]
    sets += [(OTHER, questions.OTHER, pair) for pair in others]
    return {
        name: retrieval.measure(
            questions.load(file, pair.ours.files), pair.ours, pair.tutorial.search, pair.tutorial.pieces
        )
        for name, file, pair in sets
    }


def _warm() -> Embedder:
    embedder = load_embedder(BUILT_IN_EMBEDDER)
    embedder.embed_query("warm")
    return embedder


def _copied(documents: Path, knowledge: Path, place: Path) -> Path:
    """The PDFs of the folder with our glossary beside them, as they would be used."""
    place.mkdir()
    for file in [*documents.glob("*.pdf"), knowledge / GLOSSARY]:
        copy(file, place)
    return place
