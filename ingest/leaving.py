"""Passages on their way out of the library, and why each of them goes."""

# ruff: noqa: S608  (the SQL is made of our own names)

import sqlite3
from collections.abc import Collection, Iterator

from ingest.draft import Draft
from ingest.succession import Standing
from sharebot.retrieval.archive import Gone, Reason
from sharebot.retrieval.manifest import LeftOut
from sharebot.retrieval.store import FIELDS, to_passage


def left_out(
    draft: Draft, standing: Standing, files: dict[str, str], today: str
) -> Iterator[tuple[LeftOut, list[Gone]]]:
    """Take the documents that do not stand out of the draft; `files` says where each one lies."""
    for source_id, successor in sorted(standing.left_out.items()):
        passages, source = draft.remove(source_id), standing.withdrawn.get(source_id)
        title, version = (passages[0].title, passages[0].version) if passages else (source_id, "")
        document = LeftOut(
            file=files[source_id], source_id=source_id, title=title, version=version, superseded_by=successor,
            withdrawn=source.withdrawn if source else "", why=source.withdrawn_because if source else "",
        )  # fmt: skip
        why: Reason = "superseded" if successor else "withdrawn"
        yield document, [Gone(passage, why, today, successor) for passage in passages]


def dropped(
    published: sqlite3.Connection, leaving: Collection[str], documents: Collection[str], today: str
) -> Iterator[Gone]:
    """The published passages that are `leaving`: changed where their document stays, withdrawn where it goes too."""
    if not leaving:
        return
    for row in published.execute(f"select {', '.join(FIELDS)} from passages"):
        passage = to_passage(row)
        if passage.id in leaving:
            yield Gone(passage, "changed" if passage.source_id in documents else "withdrawn", today)
