"""What was promised, beside what was measured. A goal that is missed is shown as missed."""

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks import rooms, turn
from benchmarks.figures import OTHER, TEST, Figures
from benchmarks.ingest_speed import FEW, MANY
from benchmarks.retrieval import MEANING, OVERALL, SHAREBOT, TUTORIAL, WORDS, Retrieval
from benchmarks.turn import TurnFigures

HIT_3, HIT_10, BETTER_BY = 0.95, 0.98, 1.15
LARGE_MS = 40
INGEST_RATIO = 1.5
SECOND_SECONDS = 2.0
GROWTH = 1.10


@dataclass(frozen=True, slots=True)
class Goal:
    """Something promised, what was measured, and whether it holds."""

    promise: str
    measured: str
    met: bool


def goals(figures: Figures) -> list[Goal]:
    """Every goal, in the order of the page."""
    found = [*_hits(figures.found[TEST]), *_beside(figures.found[TEST], "our own questions")]
    if OTHER in figures.found:
        found += _beside(figures.found[OTHER], "questions on documents that are not ours")
    searched = figures.searched.tutorial_search_ms
    return [*found, *_large(figures), *_ingest(figures), *_turn(figures.turned, searched + turn.ALLOWED_MS)]


def _hits(found: Retrieval) -> Iterator[Goal]:
    ours = found.scores(SHAREBOT)
    for top, hit, least in ((3, ours.hit_3, HIT_3), (10, ours.hit_10, HIT_10)):
        promise = f"a right passage is among the first {top} for at least {least:.0%} of our own questions"
        yield Goal(promise, f"{hit:.1%}", hit >= least)


def _beside(found: Retrieval, of_what: str) -> Iterator[Goal]:
    ours, theirs = found.scores(SHAREBOT).ndcg, found.scores(TUTORIAL).ndcg
    yield Goal(
        f"{of_what}: nDCG@10 is at least 15% better than the tutorial pipeline's",
        f"{ours:.3f} beside {theirs:.3f} ({ours / theirs:.2f})",
        ours >= BETTER_BY * theirs,
    )
    behind = [part for part in found.parts if part != OVERALL and is_behind(found, part)]
    yield _no_slice(f"{of_what}: no slice is behind the tutorial pipeline, by hit@3 or by nDCG@10", behind)
    lost = [
        f"{part} ({parent})" for part in found.parts for parent in (MEANING, WORDS) if found.over(parent, part).worse
    ]
    yield _no_slice(f"{of_what}: weighing both loses to neither alone on any slice, beyond noise", lost)


def is_behind(found: Retrieval, part: str) -> bool:
    """Whether the tutorial pipeline is better at a slice, by however little."""
    ours, theirs = found.scores(SHAREBOT, part), found.scores(TUTORIAL, part)
    return ours.hit_3 < theirs.hit_3 or ours.ndcg < theirs.ndcg


def _no_slice(promise: str, against: list[str]) -> Goal:
    return Goal(promise, ", ".join(against) or "none", not against)


def _large(figures: Figures) -> Iterator[Goal]:
    one = figures.large
    for what, took in (("", one.search_ms), (" in an area", one.search_in_an_area_ms)):
        promise = f"a search of {one.passages:,} passages{what} takes at most {LARGE_MS} ms, median"
        yield Goal(promise, f"{took:.1f} ms (the tutorial's store: {one.tutorial_ms:.1f} ms)", took <= LARGE_MS)


def _ingest(figures: Figures) -> Iterator[Goal]:
    ratio, growth = figures.speed.ratio, figures.growth
    yield Goal(
        f"ingest makes at least {INGEST_RATIO} times as many passages a second as the tutorial pipeline",
        f"{ratio:.2f} ({figures.speed.ratio_of_characters:.2f} by characters of the source)",
        ratio >= INGEST_RATIO,
    )
    yield Goal(
        f"with nothing changed, ingest of {growth.many.documents} documents takes under {SECOND_SECONDS:.0f} s"
        " and embeds nothing",
        f"{growth.many.second_seconds:.2f} s, {growth.many.second_embedded} embedded",
        growth.many.second_seconds < SECOND_SECONDS and growth.many.second_embedded + figures.second_embedded == 0,
    )
    yield Goal(
        f"{MANY} documents need less than 10% more memory at the peak than {FEW}",
        f"{growth.many.peak_mb:.0f} MB beside {growth.few.peak_mb:.0f} MB ({growth.ratio:.3f})",
        growth.ratio < GROWTH,
    )


def _turn(turned: TurnFigures, allowed: float) -> list[Goal]:
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
        _room("reading", turned.rooms.reading_ms, rooms.READING_MS),
        _room("the framework", turned.rooms.framework_ms, rooms.FRAMEWORK_MS),
    ]


def _room(name: str, measured: float, allowed: float) -> Goal:
    promise = f"{name} alone takes at most {allowed} ms, the median over the tune messages, everything loaded"
    return Goal(promise, f"{measured:.1f} ms", measured <= allowed)
