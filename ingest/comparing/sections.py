"""The local side, section by section: which sentences are the area's own rules, and which differences are shown."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from ingest.comparing.align import National, Near, Placed, placed
from ingest.comparing.found import Found
from ingest.comparing.rules import found_in
from sharebot.retrieval.passage import Passage

MOST_IN_A_SECTION = 2
SECOND_LEAST = 2.2
"""A section's second difference must weigh at least this."""

LEAST = 1.5
"""A difference that weighs less is not worth a worker's time unless the document itself points to it."""

POINTED_OUT = 0.6
"""What a sentence gains that names its area, or that is followed by what national guidance says instead."""

ALIKE = 0.85
"""Of the telling words of the shorter of two sentences: they say the same."""

_SUMMARY = re.compile(
    r"\b(?:differs?|differences?|contents|version control|document control|glossary|about this|"
    r"who (?:it|this (?:protocol|procedure|policy|guidance)) is for)\b",
    re.IGNORECASE,
)
"""Headings under which a document speaks of itself."""

_SUMMARY_TABLE = re.compile(
    r"^[^.\n]*\bnational (?:guidance|position|rules?|standard)(?: says| asks)?\W*$", re.I | re.M
)
"""The head of a table in which the document itself sets the two side by side."""

_ABOUT_ITSELF = re.compile(
    r"^(?:review (?:by|date)|version|owner|approved|issued|published|contents)\b|^this (?:procedure|protocol|document|"
    r"policy|guidance|guide|section) (?:is|applies|says|sets|covers|adds|was)\b|\bsections? \d+ lists\b|"
    r"\b(?:first|last) reviewed\b",
    re.IGNORECASE,
)


def of_area(
    area: str, passages: Sequence[Passage], vectors: Mapping[str, Any], national: National
) -> tuple[list[Found], int]:
    """Its differences, in the order of its documents, and how many sentences were compared."""
    found: list[Found] = []
    compared = 0
    for _, group in groupby(passages, key=_section):
        section = [one for one in group if one.id in vectors]
        if any(_SUMMARY.search(one.section) or _SUMMARY_TABLE.search(one.text) for one in section):
            continue
        gain = POINTED_OUT if _is_pointed_out(section) else 0.0
        for local, near in _compared(section, vectors, national):
            compared += 1
            found += [_weighed(one, area, gain) for one in found_in(local, near)]
    return _chosen(found), compared


def _section(passage: Passage) -> tuple[str, str]:
    return passage.source_id, passage.section


def _compared(
    section: Iterable[Passage], vectors: Mapping[str, Any], national: National
) -> Iterator[tuple[Placed, list[Near]]]:
    for passage in section:
        rules = [one for one in placed(passage) if _is_rule(one)]
        yield from zip(rules, national.near(rules, vectors[passage.id]), strict=True)


def _is_rule(local: Placed) -> bool:
    """A sentence that asks for something; not one about the document, nor one that quotes national guidance."""
    said = local.said
    return not said.about_national and not _ABOUT_ITSELF.search(said.text) and bool(said.actions or said.limits)


def _is_pointed_out(section: Sequence[Passage]) -> bool:
    return any(one.said.about_national for passage in section for one in placed(passage))


def _weighed(found: Found, area: str, gain: float) -> Found:
    named = area.replace("-", " ").lower() in found.local.said.text.lower()
    return replace(found, weight=found.weight + max(gain, POINTED_OUT if named else 0.0))


def _chosen(found: Sequence[Found]) -> list[Found]:
    """The weightiest of each section, and a second of another kind; what the area says twice is shown once."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda one: -one.weight):
        beside = [other for other in kept if _section(other.local.passage) == _section(one.local.passage)]
        if one.weight < (SECOND_LEAST if beside else LEAST) or len(beside) == MOST_IN_A_SECTION:
            continue
        alike = any(one.kind == other.kind or one.local.said is other.local.said for other in beside)
        if not alike and not any(_same(one, other) for other in kept):
            kept.append(one)
    return [one for one in found if any(one is other for other in kept)]


def _same(one: Found, other: Found) -> bool:
    if one.kind != other.kind:
        return False
    if one.kind == "contact" and one.values["local"] == other.values["local"]:
        return True
    if _folded(one) == _folded(other) and one.national is not None and one.national is other.national:
        return True
    mine, theirs = one.local.said.words, other.local.said.words
    return len(mine & theirs) >= ALIKE * min(len(mine), len(theirs))


def _folded(found: Found) -> dict[str, str]:
    return {name: value.lower() for name, value in found.values.items()}
