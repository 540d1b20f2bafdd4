"""Our ingest and search against the pipeline every tutorial shows: same documents, model and machine, in one run.

The tutorial pipeline: LangChain's RecursiveCharacterTextSplitter (1000, 200), HuggingFaceEmbeddings on the same
all-MiniLM-L6-v2, Chroma.from_documents, similarity_search. Times are without loading the model, which both need.
"""

import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from langchain_chroma import Chroma
from langchain_core.documents import Document
from langchain_huggingface import HuggingFaceEmbeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter

from ingest.pipeline import run
from ingest.summary import Summary
from sharebot.retrieval.embedder import Embedder, load_embedder
from sharebot.retrieval.library import Library
from sharebot.retrieval.model_files import built_in_model_folder
from sharebot.settings import BUILT_IN_EMBEDDER, Settings

QUESTIONS = (
    "p4 boy told me at lunch his stepdad hits him, should i phone his mum first",
    "mum said no, can i still tell social work",
    "police are at reception asking for a patient's address",
    "can i tell the college she is care experienced",
    "dad wants the school report, mum says he can't have it",
    "gran wants to know why her daughter is in hospital",
    "patient still driving after seizures",
    "solicitor's letter asking for social work records",
    "do i need consent to refer to the food bank",
    "he told me about a knife, who do i tell",
    "MSP has written about someone else's mother",
    "i sent the email to the wrong person",
    "housing are asking about a tenant's mental health",
    "what do i write down after sharing",
    "she is 15 and her boyfriend is 14, do i have to tell anyone",
    "an adult at risk refuses help, do i still report it",
    "attorney wants to see the notes",
    "missing from the ward, what can i tell the police",
    "new partner of mum has a violent past, can she be told",
    "how much of the file do i send",
)
TOP = 10
ROUNDS = 5

Search = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class SearchFigures:
    """Seconds and milliseconds as measured, and ratios: above 1 means that ours is quicker."""

    documents: int
    tutorial_chunks: int
    tutorial_ingest_s: float
    tutorial_search_ms: float
    our_passages: int
    our_ingest_s: float
    our_passages_per_s: float
    our_second_ingest_s: float
    our_second_ingest_embedded: int
    our_search_ms: float
    ingest_ratio: float
    second_ingest_ratio: float
    search_ratio: float

    def as_json(self) -> dict[str, float]:
        return asdict(self)


def measure(knowledge: Path, questions: tuple[str, ...] = QUESTIONS) -> SearchFigures:
    """Build both over the Markdown and text documents in `knowledge`, and ask both every question."""
    with tempfile.TemporaryDirectory() as place:
        documents = _copy_text_documents(knowledge, Path(place) / "documents")
        store, chunks, tutorial_ingest = _tutorial_ingest(Path(place) / "tutorial", documents)
        settings = Settings(data=Path(place) / "ours", knowledge=Path(place) / "documents")
        embedder = load_embedder(BUILT_IN_EMBEDDER)
        embedder.embed_query("warm")
        first, ingest = _our_ingest(settings, embedder)
        again, second = _our_ingest(settings, embedder)
        library = Library.open(settings, embedder)
        tutorial_search, search = _search_ms(
            (lambda query: store.similarity_search(query, k=TOP), lambda query: library.search(query, TOP)), questions
        )
        library.close()
    return SearchFigures(
        documents=len(documents), tutorial_chunks=chunks, tutorial_ingest_s=tutorial_ingest,
        tutorial_search_ms=tutorial_search, our_passages=first.passages, our_ingest_s=ingest,
        our_passages_per_s=first.passages / ingest, our_second_ingest_s=second,
        our_second_ingest_embedded=again.embedded, our_search_ms=search,
        ingest_ratio=tutorial_ingest / ingest, second_ingest_ratio=tutorial_ingest / second,
        search_ratio=tutorial_search / search,
    )  # fmt: skip


def _copy_text_documents(knowledge: Path, place: Path) -> list[Path]:
    copies = []
    for folder in ("code-of-practice", "toolkits", "local"):
        for file in sorted((knowledge / folder).glob("*.md")):
            copy = place / folder / file.name
            copy.parent.mkdir(parents=True, exist_ok=True)
            copies.append(Path(shutil.copy(file, copy)))
    return copies


def _tutorial_ingest(place: Path, files: list[Path]) -> tuple[Chroma, int, float]:
    embeddings = HuggingFaceEmbeddings(model_name=str(built_in_model_folder()))
    embeddings.embed_query("warm")
    began = time.perf_counter()
    documents = [Document(file.read_text(encoding="utf-8"), metadata={"source": file.name}) for file in files]
    chunks = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200).split_documents(documents)
    store = Chroma.from_documents(chunks, embeddings, persist_directory=str(place))
    return store, len(chunks), time.perf_counter() - began


def _our_ingest(settings: Settings, embedder: Embedder) -> tuple[Summary, float]:
    began = time.perf_counter()
    return run(settings, settings.knowledge, lambda *_: None, embedder), time.perf_counter() - began


def _search_ms(searches: tuple[Search, ...], questions: tuple[str, ...]) -> list[float]:
    """The median of each search over every question. They take turns, so that a busy machine is busy for all.

    The first round warms up and is not counted.
    """
    times: list[list[float]] = [[] for _ in searches]
    for number in range(ROUNDS + 1):
        for question in questions:
            for search, kept in zip(searches, times, strict=True):
                began = time.perf_counter()
                search(question)
                if number:
                    kept.append(time.perf_counter() - began)
    return [1000 * median(one) for one in times]
