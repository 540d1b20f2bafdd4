"""`library differences`: an area's guidance beside national guidance."""

import argparse
from collections.abc import Iterator
from typing import Any

from sharebot.commands.common import out, say, the_service
from sharebot.errors import AnswerError
from sharebot.retrieval.differences import AreaDifferences, area_name, as_json
from sharebot.retrieval.library import Library
from sharebot.wording import Wording


def library_differences(arguments: argparse.Namespace) -> int:
    """Each point on which an area's guidance differs from national guidance, with the words of both."""
    bot = the_service()
    library = bot.library()
    found = _found(library, arguments.area.strip())
    rows = [as_json(bot.wording, found.area, one) for one in found.differences]
    if arguments.json:
        told = {"area": found.area, "library": library.version, "differences": rows, "compared": found.compared}
        out(told)
    else:
        say("\n\n".join(_text(bot.wording, found, rows)))
    return 0


def _found(library: Library, area: str) -> AreaDifferences:
    found = library.differences(area)
    if found is None:
        there = sorted({row["area"] for row in library.documents() if row["area"]})
        raise AnswerError(f"The library has no local guidance for '{area}'. It has: {', '.join(there) or 'none'}.")
    return found


def _text(wording: Wording, found: AreaDifferences, rows: list[dict[str, Any]]) -> Iterator[str]:
    yield wording.say("differences.title", area=area_name(found.area))
    if not rows:
        yield wording.say("differences.none", compared=found.compared)
    else:
        yield wording.say("differences.lead", count=len(rows), compared=found.compared)
    for conflict, title in ((True, "conflicts"), (False, "others")):
        part = [row for row in rows if row["conflict"] is conflict]
        if part:
            yield f"{wording[f'differences.{title}'].upper()}\n{wording[f'differences.{title}.lead']}"
            yield from (_one(wording, found.area, row) for row in part)
    yield wording["differences.limits"]


def _one(wording: Wording, area: str, row: dict[str, Any]) -> str:
    """One difference as a few lines."""
    national = wording["differences.no-national"] if row["national"] is None else _side(wording, row["national"])
    lines = (
        f"{row['sentence']} [{wording['differences.kind.' + row['kind']]}]",
        *([row["order"]] if row["kind"] == "contact" or row["conflict"] else []),
        f"  {wording.say('differences.local', area=area_name(area))}: {_side(wording, row['local'])}",
        f"  {wording['differences.national']}: {national}",
    )
    return "\n".join(lines)


def _side(wording: Wording, side: dict[str, Any]) -> str:
    page = f", {wording.say('differences.page', page=side['page'])}" if side["page"] is not None else ""
    return f"“{side['quote']}” ({side['section']}{page}; {side['passage_id']})"
