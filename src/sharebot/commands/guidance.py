"""`search` and `library`: the guidance alone."""

import argparse
import sys
import time
from dataclasses import asdict
from datetime import date
from typing import Any

from sharebot.commands.common import out, say, the_service
from sharebot.errors import AnswerError
from sharebot.retrieval.library import Library
from sharebot.retrieval.passage import Hit


def search(arguments: argparse.Namespace) -> int:
    """Search the library; with '-' one query a line in, one JSON object a line out."""
    if arguments.top < 1:
        raise AnswerError("--top must be 1 or more.")
    if not arguments.query.strip():
        raise AnswerError("The query is empty. Say in a few words what you are looking for.")
    library = the_service().library()
    if arguments.query == "-":
        for line in sys.stdin:
            out(_found(library, line.strip(), arguments))
        return 0
    found = _found(library, arguments.query, arguments)
    if arguments.json:
        out(found)
    else:
        say("\n".join(_line(hit) for hit in found["hits"]) or "Nothing found.")
    return 0


def library_list(arguments: argparse.Namespace) -> int:
    """Every document in the library."""
    documents = the_service().library().documents()
    if arguments.json:
        out({"documents": documents})
    else:
        rows = (f"{row['source_id']}  ({row['tier']}, {row['passages']} passages)  {row['title']}" for row in documents)
        say("\n".join(rows))
    return 0


def library_status(arguments: argparse.Namespace) -> int:
    """Version, embedder, what could not be read, what is due for review."""
    status = the_service().library().status()
    today = date.today().isoformat()  # noqa: DTZ011  (a review date is a day on this machine's calendar)
    due = [row["source_id"] for row in status["documents"] if row["review_by"] and row["review_by"] <= today]
    if arguments.json:
        out({**status, "due_for_review": due})
        return 0
    say(f"Library {status['version']}, built {status['built_at']} with {status['embedder']}:")
    say(f"{len(status['documents'])} documents, {status['passages']} passages.")
    say(f"Due for review: {', '.join(due) or 'none'}.")
    for row in status["unreadable"]:
        say(f"Not read: {row['file']}: {row['reason']}")
    return 0


def library_affected(arguments: argparse.Namespace) -> int:
    """Records that cite a passage which has since changed, given way or been withdrawn."""
    rows = [asdict(row) for row in the_service().affected()]
    if arguments.json:
        out({"affected": rows})
    else:
        say("\n".join(_affected_line(row) for row in rows) or "No record cites guidance that has changed.")
    return 0


def _affected_line(row: dict[str, Any]) -> str:
    since = f" since {row['until']}" if row["until"] else ""
    by = f" by {row['successor']}" if row["successor"] else ""
    words = "the words still stand" if row["now"] else "the words no longer stand"
    return f"{row['record_id']}  {row['title']} › {row['section']}: {row['reason']}{by}{since}; {words}"


def library_show(arguments: argparse.Namespace) -> int:
    """One passage whole."""
    passage = the_service().library().passage(arguments.passage_id)
    if arguments.json:
        out(asdict(passage))
    else:
        source = ", ".join(part for part in (passage.publisher, passage.version, passage.url) if part)
        say(f"{passage.title} › {passage.section}\n{source}\n\n{passage.text}")
    return 0


def _found(library: Library, query: str, arguments: argparse.Namespace) -> dict[str, Any]:
    started = time.perf_counter()
    hits = library.search(query, top=arguments.top, area=arguments.area)
    took = round((time.perf_counter() - started) * 1000, 2)
    return {"hits": [_hit(hit) for hit in hits], "timing_ms": {"search": took, "total": took}}


def _hit(hit: Hit) -> dict[str, Any]:
    passage = hit.passage
    return {
        "passage_id": passage.id,
        "source_id": passage.source_id,
        "title": passage.title,
        "section": passage.section,
        "page": passage.page,
        "score": round(hit.score, 4),
        "text": passage.text,
    }


def _line(hit: dict[str, Any]) -> str:
    return f"{hit['score']:.2f}  {hit['title']} › {hit['section']}\n      {hit['text'][:160]}"
