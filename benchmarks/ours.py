"""Our library's pieces and searches, in the shape in which every pipeline is scored."""

from benchmarks.measures import TOP
from benchmarks.questions import Piece, Question
from sharebot.retrieval.edition import Edition
from sharebot.retrieval.embedder import Embedder
from sharebot.retrieval.library import Library
from sharebot.retrieval.passage import Hit, Passage
from sharebot.retrieval.ranking import FLOOR
from sharebot.retrieval.scope import Scope
from sharebot.settings import Settings


class Ours:
    """A published library: searched as workers search it, and by each of its two kinds of evidence alone."""

    def __init__(self, settings: Settings, embedder: Embedder) -> None:
        self.library = Library.open(settings, embedder)
        self._edition = Edition(settings)
        self._embedder = embedder
        self._hits: dict[Question, list[Hit]] = {}
        documents = self.library.documents()
        self.files: dict[str, str] = {one["source_id"]: one["file"] for one in documents}
        """The file of each document, by its id."""
        self.pieces = [self._piece(each) for one in documents for each in self.library.passages_of(one["source_id"])]

    def search(self, question: Question) -> list[Piece]:
        return [self._piece(hit.passage) for hit in self._found(question)]

    def by_meaning(self, question: Question) -> list[Piece]:
        """Nearness of meaning and nothing else, abbreviations spelled out as in the whole search."""
        vector = self._embedder.embed_query(self._spelled_out(question))
        return self._best(self._edition.vectors().nearest(vector, TOP, self._scope(question)))

    def by_words(self, question: Question) -> list[Piece]:
        """BM25 and nothing else, abbreviations spelled out as in the whole search."""
        spelled_out, scope = self._spelled_out(question), self._scope(question)
        return self._best(self._edition.store.keyword_evidence(spelled_out, scope, TOP))

    def is_below_floor(self, question: Question) -> bool:
        """Whether a worker would be told that the guidance does not say."""
        best = self._found(question)[:1]
        return not best or best[0].score < FLOOR

    def close(self) -> None:
        self.library.close()
        self._edition.close()

    def _found(self, question: Question) -> list[Hit]:
        if question not in self._hits:
            self._hits[question] = self.library.search(question.text, TOP, question.area)
        return self._hits[question]

    def _spelled_out(self, question: Question) -> str:
        return self._edition.glossary.spelled_out(question.text)

    def _scope(self, question: Question) -> Scope:
        return Scope.of(question.area, None, None, self._edition.manifest.areas)

    def _best(self, evidence: dict[str, float]) -> list[Piece]:
        ids = sorted(evidence, key=lambda passage_id: (-evidence[passage_id], passage_id))[:TOP]
        found = self._edition.store.passages(ids)
        return [self._piece(found[passage_id]) for passage_id in ids]

    def _piece(self, passage: Passage) -> Piece:
        return Piece(self.files[passage.source_id], passage.page, passage.text)
