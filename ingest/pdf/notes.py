"""What the owner of a PDF should know about it, in plain sentences."""

from collections.abc import Sequence
from itertools import pairwise

FIRST_WORDS = 8
MOST_QUOTED = 5


def pages_in_words(numbers: Sequence[int]) -> str:
    """As in "page 4" and "pages 3–9, 12 and 20"."""
    ordered = sorted(set(numbers))
    starts = [ordered[0], *(after for before, after in pairwise(ordered) if after != before + 1)]
    ends = [*(before for before, after in pairwise(ordered) if after != before + 1), ordered[-1]]
    spans = [str(start) if start == end else f"{start}–{end}" for start, end in zip(starts, ends, strict=True)]
    listed = " and ".join([", ".join(spans[:-1]), spans[-1]]) if len(spans) > 1 else spans[0]
    return f"page{'s' if len(ordered) > 1 else ''} {listed}"


def about(numbers: Sequence[int], one: str, many: str) -> list[str]:
    """A sentence about these pages, if there are any."""
    return [f"{pages_in_words(numbers)} {one if len(set(numbers)) == 1 else many}"] if numbers else []


def about_hidden(hidden: dict[int, str]) -> list[str]:
    """`hidden` holds the text left out, by page."""
    if not hidden:
        return []
    quoted = [f"page {page} (“{_first_words(text)}”)" for page, text in list(hidden.items())[:MOST_QUOTED]]
    more = len(hidden) - len(quoted)
    listed = ", ".join(quoted) + (f" and {more} more page{'s' if more > 1 else ''}" if more else "")
    return [f"hidden text was left out: {listed}"]


def _first_words(text: str) -> str:
    words = text.split()
    short = " ".join(words[:FIRST_WORDS])[:80]
    return short if len(words) <= FIRST_WORDS and len(short) < 80 else f"{short} …"
