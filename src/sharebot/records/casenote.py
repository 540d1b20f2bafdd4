"""A record as a case note: plain text that can be pasted into any case system."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sharebot.errors import KnowledgeError
from sharebot.records.entries import ERASED, Entry, Record

_HERE = ZoneInfo("Europe/London")
_MARKS = re.compile(r"^[ \t]*(?:#{1,6}|[*+>-])[ \t]+|\*\*|__|`|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]*)\]\((https?://[^)\s]*)\)")


class Words:
    """The sentences of `casenote.…` in the wording files."""

    def __init__(self, wording: Mapping[str, str]) -> None:
        self._wording = wording

    def __call__(self, key: str, **values: object) -> str:
        """A sentence with its gaps filled. Raises KnowledgeError if the wording lacks it."""
        sentence = self._wording.get(f"casenote.{key}")
        if sentence is None:
            raise KnowledgeError(f'The wording has no "casenote.{key}"; add it to knowledge/wording.d/records.yaml.')
        return sentence.format(**values)


def as_case_note(record: Record, wording: Mapping[str, str]) -> str:
    """The note, a title and then one block a section, without Markdown. Raises KnowledgeError for missing wording."""
    say = Words(wording)
    blocks = [[say("title"), say("record", id=record.id)]]
    if record.content is None:
        blocks += [_erased(record, say)]
    else:
        blocks += _sections(record.content, say)
    blocks += [_since(record.entries[1:], say), _proof(record, say)]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _sections(said: Mapping[str, Any], say: Words) -> list[list[str]]:
    author = said["decided_by"]
    checked = say("verified" if author.get("verified") else "unverified")
    who = say("decided", when=_uk(said["decided_at"]), name=_flat(author["name"]), role=_flat(author["role"]))
    return [
        [f"{who} {checked}", *_when_shared(said, say)],
        _titled(say("asked"), [_flat(said["message"])]),
        _titled(say("facts"), [_fact(fact, say) for fact in said["facts"]]),
        _titled(say("decision"), _decision(said, say)),
        _titled(say("tool"), _advice(said, say)),
        _titled(say("shared"), _items(said.get("shared", ())) or [say("nothing")]),
        _titled(say("left-out"), _items(said.get("left_out", ()))),
        _titled(say("with"), _parts(said.get("recipient")) + _parts(said.get("method"))),
        _titled(say("person"), _person(said, say)),
        _titled(say("law"), _law(said)),
        _titled(say("guidance"), _guidance(said["citations"], say)),
    ]


def _titled(title: str, lines: list[str]) -> list[str]:
    return [title, *(f"  {line}".replace("\n", "\n  ") for line in lines)] if lines else []


def _when_shared(said: Mapping[str, Any], say: Words) -> list[str]:
    return [say("shared-at", when=_uk(said["shared_at"]))] if said.get("shared_at") else []


def _fact(fact: Mapping[str, Any], say: Words) -> str:
    label = _flat(fact.get("label") or f"{fact['id']}: {fact.get('value')}")
    if fact.get("words"):
        return say("fact.words", label=label, words=fact["words"])
    return say(f"fact.{fact['origin']}", label=label) if fact.get("origin") in ("answered", "assumed") else label


def _decision(said: Mapping[str, Any], say: Words) -> list[str]:
    decision = said["decision"]
    extent = [say(f"extent.{decision['extent']}")] if decision.get("extent") else []
    return [say(f"outcome.{decision['outcome']}"), *extent, say("because", because=_flat(decision["because"]))]


def _advice(said: Mapping[str, Any], say: Words) -> list[str]:
    outcome = (said.get("recommendation") or {}).get("outcome")
    if outcome is None:
        return [say("no-advice")]
    advice = say("advised", outcome=say(f"outcome.{outcome}"))
    if said["followed"]:
        return [advice, say("followed")]
    return [advice, say("departed", why=_flat(said["departure_reason"]))]


def _items(items: Iterable[Mapping[str, Any]]) -> list[str]:
    return ["; ".join(_parts(item)) for item in items]


def _parts(part: Mapping[str, Any] | None) -> list[str]:
    return [_flat(value) for value in (part or {}).values() if isinstance(value, str)]


def _person(said: Mapping[str, Any], say: Words) -> list[str]:
    views, telling = said.get("views"), said.get("telling")
    lines = [say("views.asked" if views["asked"] else "views.not-asked")] if views else []
    lines += _parts(views)
    if telling:
        lines.append(say(f"told.{telling['told']}"))
        lines += [_flat(telling["reason"])] if telling.get("reason") else []
        lines += [say("told.review", when=_uk(telling["review_date"]))] if telling.get("review_date") else []
    return lines


def _law(said: Mapping[str, Any]) -> list[str]:
    """The basis the worker named; where none was, the basis shown with the recommendation."""
    named = [*_parts(said.get("legal_power")), *_parts(said.get("article_6")), *_parts(said.get("article_9_or_10"))]
    shown = (said.get("recommendation") or {}).get("lawful_basis") or ()
    return named or [_flat(basis["provision"]) for basis in shown]


def _guidance(citations: Iterable[Mapping[str, Any]], say: Words) -> list[str]:
    lines = []
    for citation in citations:
        page = say("page", page=citation["page"]) if citation.get("page") else None
        version = say("version", version=citation["version"]) if citation.get("version") else None
        named = [citation.get("title"), citation.get("publisher"), version, citation.get("section"), page]
        source = ", ".join(str(value) for value in named if value)
        lines += [f"“{citation['quote']}”", *(line for line in (source, citation.get("url")) if line)]
    return lines


def _since(entries: Iterable[Entry], say: Words) -> list[str]:
    later = [entry for entry in entries if entry.kind != ERASED and entry.content is not None]
    return _titled(say("since"), [f"{_uk(e.at)}: {e.kind}. {'; '.join(_parts(e.content))}" for e in later])


def _erased(record: Record, say: Words) -> list[str]:
    tomb = record.tombstone
    said = tomb.content if tomb and tomb.content else {"by": "", "why": ""}
    return [say("erased", when=_uk(tomb.at) if tomb else "", by=_flat(said["by"]), why=_flat(said["why"]))]


def _proof(record: Record, say: Words) -> list[str]:
    made = record.first.versions
    versions = say("versions", framework=made.get("framework") or "–", library=made.get("library") or "–")
    return [versions, say("proof", seq=record.first.seq, digest=record.first.digest)]


def _flat(text: str) -> str:
    """Text without Markdown marks; a link keeps its address."""
    return _MARKS.sub("", _LINK.sub(r"\1 \2", text)).strip()


def _uk(when: str | datetime) -> str:
    """ "22 November 2026, 16:45", in the time of the clocks here; a date alone stays a date."""
    moment = datetime.fromisoformat(when) if isinstance(when, str) else when
    if isinstance(when, str) and len(when) == 10:
        return f"{moment.day} {moment:%B %Y}"
    moment = moment.astimezone(_HERE)
    return f"{moment.day} {moment:%B %Y, %H:%M}"
