"""How well each search finds the pieces that answer a question, slice by slice."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.measures import Difference, Outcome, Scores, difference, scores
from benchmarks.ours import Ours
from benchmarks.questions import Piece, Question

SHAREBOT, TUTORIAL, MEANING, WORDS = "sharebot", "tutorial", "meaning alone", "words alone"
OVERALL = "all"

Search = Callable[[Question], list[Piece]]


@dataclass(frozen=True, slots=True)
class Floor:
    """Shares of questions whose best passage is below the floor, so that the answer is "not in the guidance"."""

    unanswerable: float | None
    """None where every question of the set is answerable."""
    answerable: float


@dataclass(frozen=True, slots=True)
class Retrieval:
    """What every search gave for every answerable question of a set, in the order of the questions."""

    slices: tuple[str, ...]
    outcomes: Mapping[str, tuple[Outcome, ...]]
    floor: Floor

    @property
    def parts(self) -> list[str]:
        """Every slice, and all of them together at last."""
        return [*dict.fromkeys(self.slices), OVERALL]

    def scores(self, search: str, part: str = OVERALL) -> Scores:
        return scores(self._of(search, part))

    def over(self, other: str, part: str = OVERALL) -> Difference:
        """How much more sharebot has than another search, in nDCG@10."""
        return difference(self._of(SHAREBOT, part), self._of(other, part))

    def out_of_reach(self, search: str) -> int:
        """How many questions no piece answers, because the splitter cut every answer in two or a reader lost it."""
        return sum(one.possible == 0 for one in self.outcomes[search])

    def _of(self, search: str, part: str) -> list[Outcome]:
        paired = zip(self.slices, self.outcomes[search], strict=True)
        return [outcome for slice_, outcome in paired if part in (OVERALL, slice_)]


def measure(questions: Sequence[Question], ours: Ours, tutorial: Search, tutorial_pieces: Iterable[Piece]) -> Retrieval:
    """Ask every search every question."""
    answerable = sorted((one for one in questions if one.answerable), key=lambda one: one.slice)
    theirs = by_file(tutorial_pieces)
    mine = by_file(ours.pieces)
    searches = {SHAREBOT: ours.search, MEANING: ours.by_meaning, WORDS: ours.by_words}
    outcomes = {name: outcomes_of(answerable, search, mine) for name, search in searches.items()}
    outcomes[TUTORIAL] = outcomes_of(answerable, tutorial, theirs)
    return Retrieval(tuple(one.slice for one in answerable), outcomes, _floor(questions, ours))


def by_file(pieces: Iterable[Piece]) -> dict[str, list[Piece]]:
    """Every different piece, under its file."""
    gathered: dict[str, list[Piece]] = {}
    for piece in dict.fromkeys(pieces):
        gathered.setdefault(piece.file, []).append(piece)
    return gathered


def outcomes_of(
    questions: Iterable[Question], search: Search, pieces: Mapping[str, list[Piece]]
) -> tuple[Outcome, ...]:
    """One outcome a question."""
    return tuple(_outcome(question, search(question), pieces) for question in questions)


def _outcome(question: Question, found: list[Piece], pieces: Mapping[str, list[Piece]]) -> Outcome:
    files = {right.file for right in question.right}
    return Outcome(
        right=tuple(any(right.stands_in(piece) for right in question.right) for piece in found),
        right_page=tuple(any(right.on_page_of(piece) for right in question.right) for piece in found),
        possible=sum(
            any(right.stands_in(piece) for right in question.right) for file in files for piece in pieces.get(file, ())
        ),
    )


def _floor(questions: Sequence[Question], ours: Ours) -> Floor:
    below = {answerable: [ours.is_below_floor(one) for one in questions if one.answerable is answerable]
             for answerable in (True, False)}  # fmt: skip
    return Floor(_share(below[False]) if below[False] else None, _share(below[True]))


def _share(held: list[bool]) -> float:
    return sum(held) / len(held)
