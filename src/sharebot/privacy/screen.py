"""A message in, the same message with personal identifiers masked out, and the list of what was found."""

from collections.abc import Iterator
from dataclasses import dataclass

from sharebot.privacy.contact import find_addresses, find_emails, find_phones, find_postcodes
from sharebot.privacy.names import find_names, propagates
from sharebot.privacy.numbers import find_chi, find_national_insurance, find_nhs
from sharebot.privacy.papers import find_births, find_references, find_vehicles
from sharebot.privacy.spans import OPAQUE, Span, back_to_original, hide_masks, masks_for, render, settle

FINDERS = (
    find_chi,
    find_nhs,
    find_national_insurance,
    find_emails,
    find_phones,
    find_births,
    find_vehicles,
    find_references,
    find_addresses,
    find_postcodes,
    find_names,
)


@dataclass(frozen=True, slots=True)
class Identifier:
    """Something that points to a person: what it is, what stands in its place, and where it stood.

    `start` and `end` count characters of the text given to `screen`. `sure` is true where a check digit or an
    unmistakable form says so; otherwise the worker should be asked.
    """

    kind: str
    masked: str
    start: int
    end: int
    sure: bool


@dataclass(frozen=True, slots=True)
class Screened:
    """A text without its identifiers, and the identifiers without their text."""

    text_masked: str
    found: list[Identifier]


def screen(text: str) -> Screened:
    """Find and mask personal identifiers. Pure, offline and safe to run again on its own result."""
    spans: list[Span] = []
    masked = text
    while new := _find(masked):
        spans = settle([*spans, *back_to_original(new, text, spans)])
        masked = render(text, spans)
    found = [
        Identifier(s.kind, mask, s.start, s.end, s.sure) for s, mask in zip(spans, masks_for(text, spans), strict=True)
    ]
    return Screened(masked, found)


def _find(text: str) -> list[Span]:
    hidden = hide_masks(text)
    found = [span for finder in FINDERS for span in finder(hidden)]
    found = settle(span for span in found if OPAQUE not in hidden[span.start : span.end])
    return settle([*found, *_again(hidden, found)])


def _again(text: str, found: list[Span]) -> Iterator[Span]:
    """The same words elsewhere in the text, where their surroundings alone would not have given them away."""
    for kind, words, sure in sorted({(s.kind, text[s.start : s.end], s.sure) for s in found}):
        if kind == "name" and not propagates(words):
            continue
        start = text.find(words)
        while start >= 0:
            end = start + len(words)
            if not _is_letter(text, start - 1) and not _is_letter(text, end):
                yield Span(start, end, kind, sure)
            start = text.find(words, end)


def _is_letter(text: str, place: int) -> bool:
    return 0 <= place < len(text) and (text[place].isalnum() or text[place] == "_")
