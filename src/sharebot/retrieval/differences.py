"""Where an area's own guidance differs from national guidance, as it was worked out when the library was built."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from sharebot.errors import LibraryError
from sharebot.retrieval.manifest import BUILD
from sharebot.wording import Wording

FILE_NAME = "differences.json"
FORMAT = "sharebot.differences/1"
Kind = Literal["time", "strength", "contact", "consent", "threshold", "step"]
Follow = Literal["local", "national", "law"]


@dataclass(frozen=True, slots=True)
class Side:
    """Words of one passage, exactly as they stand in it."""

    passage_id: str
    source_id: str
    title: str
    section: str
    page: int | None
    quote: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One point on which the two differ, with the words of both."""

    id: str
    topic: str
    kind: Kind
    variant: str
    """Names the sentence that says it, in the wording."""
    values: Mapping[str, str]
    """What fills the places of that sentence."""
    follow: Follow
    conflict: bool
    """Local guidance asks for less than law or national guidance: to be raised with the information governance lead."""
    by_law: bool
    """Whether the national side is law, and not guidance."""
    local: Side
    national: Side | None
    """None where no national rule on the point was found."""


@dataclass(frozen=True, slots=True)
class AreaDifferences:
    """One area's, in the order of its documents, and how many of its sentences were compared."""

    area: str
    compared: int
    differences: tuple[Difference, ...]


def load(folder: Path) -> Mapping[str, AreaDifferences]:
    """By area, of the library in this folder; empty when it has no local guidance.

    Raises LibraryError when the file is missing or damaged.
    """
    file = folder / FILE_NAME
    try:
        return _loaded(file, file.stat().st_mtime_ns)
    except FileNotFoundError as error:
        raise LibraryError(f"Local and national guidance have not been compared in this library. {BUILD}") from error
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise LibraryError(f"The comparison of local and national guidance in {file} is damaged. {BUILD}") from error


@lru_cache(maxsize=8)
def _loaded(file: Path, changed: int) -> Mapping[str, AreaDifferences]:  # noqa: ARG001  (part of the cache's key)
    told = json.loads(file.read_bytes())
    if told["format"] != FORMAT:
        raise ValueError(told["format"])
    return {area: _area(area, row) for area, row in told["areas"].items()}


def _area(area: str, row: Mapping[str, Any]) -> AreaDifferences:
    found = (
        Difference(
            **one | {"local": Side(**one["local"]), "national": Side(**one["national"]) if one["national"] else None}
        )
        for one in row["differences"]
    )
    return AreaDifferences(area, row["compared"], tuple(found))


def as_file(library: str, made_by: str, areas: Mapping[str, AreaDifferences]) -> bytes:
    """The file's contents; the same differences give the same bytes."""
    rows = {
        area: {"compared": one.compared, "differences": [asdict(each) for each in one.differences]}
        for area, one in sorted(areas.items())
    }
    told = {"format": FORMAT, "library": library, "made_by": made_by, "areas": rows}
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def made_by(folder: Path) -> str | None:
    """What made the file in this folder; None when there is none that can be used."""
    try:
        return str(json.loads((folder / FILE_NAME).read_bytes())["made_by"])
    except (OSError, ValueError, TypeError, KeyError):
        return None


def area_name(area: str) -> str:
    """An area's id as people write it: Glen Orran for glen-orran."""
    return area.replace("-", " ").title()


def sentence(wording: Wording, area: str, difference: Difference) -> str:
    """In one plain sentence, what the two sides say."""
    by = wording["differences.by.law" if difference.by_law else "differences.by.guidance"]
    number = difference.values.get("number", "")
    told = {
        **difference.values,
        "area": area_name(area),
        "by": by,
        "what": wording[f"differences.what.{difference.values.get('what', 'this')}"],
        "number": wording.say("differences.number", number=number) if number else "",
    }
    local = wording.say(f"differences.local.{difference.variant}", **told)
    key = f"differences.national.{difference.variant}" if difference.national else "differences.national.no-rule"
    return wording.say("differences.sentence", local=local, national=wording.say(key, **told))


def order(wording: Wording, difference: Difference) -> str:
    """Which side is followed, and why: law over national guidance over local, and local for whom to phone."""
    if difference.kind == "contact":
        return wording["differences.order.contact"]
    return wording[f"differences.order.{difference.follow}"]


def as_json(wording: Wording, area: str, difference: Difference) -> dict[str, Any]:
    """The public JSON of one difference."""
    marked = {"local": difference.values.get("local", ""), "national": difference.values.get("national", "")}
    return {
        "id": difference.id,
        "topic": difference.topic,
        "kind": difference.kind,
        "sentence": sentence(wording, area, difference),
        "order": order(wording, difference),
        "follow": difference.follow,
        "conflict": difference.conflict,
        "words": {side: words for side, words in marked.items() if words},
        "local": asdict(difference.local),
        "national": asdict(difference.national) if difference.national else None,
    }
