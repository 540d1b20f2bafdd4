"""One search of one edition of the library: by words and by meaning, weighed together."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sharebot.retrieval.edition import Edition
from sharebot.retrieval.embedder import Embedder
from sharebot.retrieval.folding import fold
from sharebot.retrieval.passage import Hit
from sharebot.retrieval.ranking import fuse, rank
from sharebot.retrieval.scope import Scope

BY_MEANING, BY_WORDS = 100, 60
"""How many passages each kind of search puts forward."""

SPARE = 40
"""How many more than asked for are weighed, because authority may move them and some may be folded."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of a search."""

    query: str
    top: int
    area: str
    tiers: Collection[str] | None
    jurisdictions: Collection[str] | None
    today: date


def search(edition: Edition, embedder: Embedder, wanted: Wanted) -> list[Hit]:
    """The passages that fit best, best first."""
    scope = Scope.of(wanted.area, wanted.tiers, wanted.jurisdictions, edition.manifest.areas)
    most = max(BY_WORDS, wanted.top)
    spelled_out = edition.glossary.spelled_out(wanted.query)
    words = edition.store.keyword_evidence(wanted.query, scope, most)
    if spelled_out != wanted.query:
        words = _better(words, edition.store.keyword_evidence(spelled_out, scope, most))
    vector, vectors = embedder.embed_query(spelled_out), edition.vectors()
    meaning = vectors.nearest(vector, max(BY_MEANING, wanted.top), scope)
    meaning |= vectors.similarities(vector, [passage_id for passage_id in words if passage_id not in meaning])
    scores = {one: fuse(cosine, words.get(one, 0.0)) for one, cosine in meaning.items()}
    best = sorted(scores, key=lambda passage_id: -scores[passage_id])[: wanted.top + SPARE]
    passages = [one for one in edition.store.passages(best).values() if scope.allows(one)]
    return fold(rank(passages, meaning, words, wanted.area, wanted.today), wanted.top)


def _better(one: dict[str, float], other: dict[str, float]) -> dict[str, float]:
    return {passage_id: max(one.get(passage_id, 0.0), other.get(passage_id, 0.0)) for passage_id in one | other}
