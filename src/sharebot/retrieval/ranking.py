"""Two kinds of evidence, words and meaning, made one score that can be compared from query to query."""

from collections.abc import Iterable
from datetime import date

from sharebot.retrieval.passage import Hit, Passage

MEANING = 0.64
"""The share of the score that meaning decides; the words decide the rest.

Both are shares of what is possible: a cosine, and the part of the query's weight that the passage's words carry. So a
query of rare words that are found gives the words their say, and one whose words are nowhere leaves it to meaning.
Chosen on the tune part of our own questions and on questions about documents that are not ours; 0.55 to 0.7 did about
as well (docs/adr/0018).
"""

FLOOR = 0.24
"""Below this score a passage is no answer. On the tune part four in five answerable questions have a better one; of the
questions that nothing answers, three in ten."""

AUTHORITY = {"official": 0.015, "code": 0.01, "toolkit": 0.005}
"""By tier. Decides between passages that fit about equally well, and no more: law and national guidance in their own
words, our digest of them, a checklist, then an area's own documents."""

OWN_AREA = 0.02
"""For the guidance of the area that is asked about, which says whom to phone."""

ENGLISH = -0.2
"""English guidance is no authority in Scotland: it comes after every other passage that reaches the floor."""

SUPERSEDED = -0.1
"""For a document that says of itself that another has taken its place."""

OVERDUE = -0.01
"""For a document whose review date has passed."""


def fuse(meaning: float, words: float) -> float:
    """One score of a passage's two kinds of evidence."""
    return MEANING * max(0.0, meaning) + (1 - MEANING) * words


def rank(
    passages: Iterable[Passage], meaning: dict[str, float], words: dict[str, float], area: str, today: date
) -> list[Hit]:
    """The best first, after authority, area and freshness have had their say; the same evidence, the same order."""
    hits = [_hit(one, meaning[one.id], words.get(one.id, 0.0), standing(one, area, today)) for one in passages]
    return sorted(hits, key=lambda hit: (not _answers_here(hit), -hit.score, hit.passage.id))


def _answers_here(hit: Hit) -> bool:
    return hit.score >= FLOOR and not is_english(hit.passage)


def standing(passage: Passage, area: str, today: date) -> float:
    """What a passage's authority, area and freshness add to its score."""
    own = bool(area) and passage.area == area
    review_by = passage.review_by
    return (
        AUTHORITY.get(passage.tier, 0.0)
        + (OWN_AREA if own else 0.0)
        + (ENGLISH if is_english(passage) else 0.0)
        + (SUPERSEDED if passage.status == "superseded" else 0.0)
        + (OVERDUE if review_by is not None and review_by <= today.isoformat() else 0.0)
    )


def is_english(passage: Passage) -> bool:
    """Whether a passage is guidance for England, or for England and Wales, and so no authority in Scotland."""
    return passage.jurisdiction.strip().lower() in ("england", "england only", "england and wales")


def _hit(passage: Passage, meaning: float, words: float, standing: float) -> Hit:
    return Hit(
        passage,
        round(min(1.0, max(0.0, fuse(meaning, words) + standing)), 6),
        round(max(0.0, meaning), 4),
        round(words, 4),
        round(standing, 4),
    )
