"""Local guidance beside national guidance: compared once, when the library is built, and kept beside its passages."""

import hashlib
import os
import re
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from functools import cache
from pathlib import Path

from ingest.comparing.align import National, Placed
from ingest.comparing.found import Found
from ingest.comparing.sections import of_area
from sharebot.retrieval import differences
from sharebot.retrieval.differences import AreaDifferences, Difference, Follow, Side
from sharebot.retrieval.manifest import Manifest, library_folder
from sharebot.retrieval.passage import Passage
from sharebot.retrieval.store import FIELDS, to_passage
from sharebot.retrieval.store import FILE_NAME as PASSAGES
from sharebot.retrieval.vectors import Vectors
from sharebot.settings import Settings
from sharebot.yamltext import read_yaml

NOT_OURS = "england"
"""English guidance is no authority in Scotland, so nothing is compared with it."""

_CITED = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")


def write_differences(settings: Settings, manifest: Manifest) -> None:
    """Compare each area's guidance with national guidance, unless these very passages were compared already.

    Raises LibraryError when the vectors cannot be read, and OSError or sqlite3.Error when the files cannot.
    """
    folder = library_folder(settings) / manifest.folder
    maker = f"{manifest.version} {_recipe()}"
    if differences.made_by(folder) == maker:
        return
    areas = _compared(settings, manifest) if manifest.areas else {}
    file = folder / differences.FILE_NAME
    draft = file.with_suffix(".json.new")
    with draft.open("wb") as stream:
        stream.write(differences.as_file(manifest.version, maker, areas))
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(file)


def _compared(settings: Settings, manifest: Manifest) -> dict[str, AreaDifferences]:
    passages = _passages(library_folder(settings) / manifest.folder / PASSAGES)
    with closing(Vectors.open(settings, manifest)) as vectors:
        stored = dict(vectors.stored([one.id for one in passages]))
    national = National([one for one in passages if _is_national(one)], stored)
    laws = _laws(Path(manifest.knowledge))
    found = {}
    for area in manifest.areas:
        chosen, compared = of_area(area, [one for one in passages if one.area == area], stored, national)
        found[area] = AreaDifferences(area, compared, tuple(as_difference(one, laws) for one in chosen))
    return found


def _passages(file: Path) -> list[Passage]:
    """All of them, in the order of the documents."""
    sql = f"select {','.join(FIELDS)} from passages order by number"  # noqa: S608  (our own names)
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        return [to_passage(row) for row in connection.execute(sql)]


def _is_national(passage: Passage) -> bool:
    return not passage.area and passage.tier != "local" and passage.jurisdiction.strip().lower() != NOT_OURS


def _laws(knowledge: Path) -> frozenset[str]:
    """The ids of the register's Acts and Regulations; none where there is no register."""
    file = knowledge / "sources.yaml"
    listed = read_yaml(file) if file.is_file() else None
    rows: Iterable[object] = listed if isinstance(listed, list) else ()
    return frozenset(str(row["id"]) for row in rows if isinstance(row, Mapping) and row.get("type") == "statute")


def as_difference(found: Found, laws: frozenset[str]) -> Difference:
    """What was found, as it is published."""
    law = found.national is not None and _is_law(found.national, laws)
    follow: Follow = ("law" if law else "national") if found.conflict else "local"
    mark = "\x1f".join((found.local.passage.id, found.kind, found.local.said.text))
    return Difference(
        id=hashlib.sha256(mark.encode()).hexdigest()[:12],
        topic=found.national.passage.title if found.national else re.sub(r"^[A-Z]?[\d.]+\s+", "", found.local.heading),
        kind=found.kind,
        variant=found.variant,
        values=found.values,
        follow=follow,
        conflict=found.conflict,
        by_law=law,
        local=_side(found.local),
        national=_side(found.national) if found.national else None,
    )


def _is_law(placed: Placed, laws: frozenset[str]) -> bool:
    """An Act's own text, or a sentence of ours that rests on Acts and Regulations alone."""
    passage = placed.passage
    if passage.source_id in laws or (passage.tier == "official" and "legislation.gov.uk" in (passage.url or "")):
        return True
    cited = set(_CITED.findall(placed.refs)) & set(passage.refs)
    return bool(cited) and cited <= laws


def _side(placed: Placed) -> Side:
    one = placed.passage
    return Side(one.id, one.source_id, one.title, one.section, one.page, placed.said.text)


@cache
def _recipe() -> str:
    """Names how the comparison is made: this program's own text."""
    digest = hashlib.sha256()
    for file in [Path(__file__), *sorted((Path(__file__).parent / "comparing").glob("*.py"))]:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
