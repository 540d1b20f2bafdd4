"""Which numbers in a document are the numbers of its paragraphs: those that follow each other, and no others."""

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.document import Block
from ingest.splitting.marks import CONTAINER, Mark, Run, find_marks, runs_of

FEWEST = 3
"""Plain numbers that follow each other across headings; fewer are the items of a list."""

LONG_RUN = 10
WORDS_OF_A_PARAGRAPH = 12
"""So many numbers under one heading, and so long on average, are paragraphs; anything less is a list."""

FIRST_PART = re.compile(r"\(1\)|1[.)]?\s")


def paragraph_numbers(blocks: Sequence[Block]) -> dict[int, str]:
    """Each number as printed, by the place of the block that begins with it or of the heading that is it.

    Years, quantities, telephone numbers and the items of lists are not numbers of paragraphs: what is taken for
    one is part of a sequence that runs through the document.
    """
    runs = runs_of(list(find_marks(blocks)))
    dotted = list(_dotted([run for run in runs if run[0].dotted and not run[0].word]))
    named = [run for run in runs if run[0].word or (run[0].heading and not run[0].dotted)]
    headings = [mark for run in named if len(run) > 1 or _has_numbered_parts(run[0], blocks) for mark in run]
    rest = [run for run in runs if not (run[0].dotted or run[0].word or run[0].heading)]
    plain = list(_plain(rest, blocks, dotted, headings))
    return {mark.at: mark.printed for mark in _without_chapters(dotted, headings, plain)}


def _dotted(runs: list[Run]) -> Iterator[Mark]:
    """1.1, 1.2; and a chapter's only paragraph, where it stands between the chapters before and after."""
    sure = sorted((mark for run in runs if len(run) > 1 for mark in run), key=lambda mark: mark.at)
    yield from sure
    for mark in (run[0] for run in runs if len(run) == 1 and run[0].value == 1 and len(sure) >= FEWEST):
        place = bisect(sure, mark.at, key=lambda one: one.at)
        around = [*sure[max(0, place - 1) : place], mark, *sure[place : place + 1]]
        if all(one.order < other.order for one, other in pairwise(around)):
            yield mark


def _has_numbered_parts(mark: Mark, blocks: Sequence[Block]) -> bool:
    """A section by itself: "5 Co-operation", and below it "(1)"; "Article 15", and below it "1."."""
    following = next((block for block in blocks[mark.at + 1 : mark.at + 2] if block.kind != "heading"), None)
    part = FIRST_PART.match(following.text) if following else None
    return part is not None and (mark.word or part[0] == "(1)")


def _plain(runs: list[Run], blocks: Sequence[Block], dotted: list[Mark], headings: list[Mark]) -> Iterator[Mark]:
    """Paragraphs where numbers run on from heading to heading, or in a schedule, or are many; else a list."""
    written = sorted(mark.at for mark in dotted if not mark.heading)
    named = {mark.at for mark in (*dotted, *headings) if mark.heading}
    for run in runs:
        first, last = run[0], run[-1]
        among_dotted = bisect(written, first.at) < bisect(written, last.at)
        # (1), (2) across headings are the parts of sections, or footnotes.
        runs_on = len(run) >= FEWEST and len({mark.above[-1:] for mark in run}) > 1 and not first.look.startswith("(")
        part_of_numbered = first.led_in or bool(named.intersection(first.above))
        in_schedule = len(run) > 1 and any(CONTAINER.match(blocks[at].text) for at in first.above)
        enough = sum(mark.words for mark in run) >= WORDS_OF_A_PARAGRAPH * len(run) and len(run) >= LONG_RUN
        alone = not part_of_numbered and (in_schedule or (enough and not written))
        if not among_dotted and (runs_on or alone):
            yield from run


def _without_chapters(dotted: list[Mark], headings: list[Mark], plain: list[Mark]) -> Iterator[Mark]:
    """Where the paragraphs themselves are numbered, the number of a heading they continue is a chapter's."""
    written = [mark for mark in (*dotted, *plain) if not mark.heading]
    chapters = {mark.order[:length] for mark in written for length in range(1, len(mark.order))}
    for mark in (*dotted, *headings, *plain):
        if not mark.heading or mark.word or not (mark.order in chapters or (plain and not mark.dotted)):
            yield mark
