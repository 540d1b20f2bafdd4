"""A recommendation as Markdown: what the worker reads, the most important first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sharebot.answering.turn import Citation, Recommendation
from sharebot.wording import Wording

MOST_SAFEGUARDS = 6


@dataclass(frozen=True)
class Shown:
    """A card and what stands beside it: ready sentences on changes, and labels of what is assumed or supposed."""

    card: Recommendation
    citations: tuple[Citation, ...]
    changes: tuple[str, ...]
    assumed: tuple[str, ...]
    supposed: tuple[str, ...]
    library: bool


def full_card(wording: Wording, shown: Shown) -> str:
    """The whole card, for a recommendation that nothing can change any more."""
    card = shown.card
    return _joined(
        *_decision(wording, shown),
        _differences(wording, card, shown.citations),
        _local(wording, card, shown.citations),
        *_doing(wording, card),
        _list(wording["card.safeguards"], _first(wording, card.safeguards)),
        _who(wording, card),
        _list(wording["card.words"], [f"{wording['card.words.' + row['for']]}: “{row['text']}”" for row in card.words]),
        _list(wording["card.risks"], [*_risks(wording, card)]),
        *_conflicts(wording, card),
        _list(wording["card.basis"], [*_bases(card)]),
        _list(wording["card.change"], shown.changes),
        wording.say("card.assumed", facts="; ".join(shown.assumed)) if shown.assumed else "",
        "" if shown.library else wording["card.no-library"],
        _quotes(shown.citations),
    )


def steer(wording: Wording, shown: Shown) -> str:
    """The short card beside a question: where things stand, why, and what to share meanwhile; the rest can wait."""
    card = shown.card
    told = [number for reason in card.because for number in reason.citations] + [*card.tell["citations"]]
    return _joined(
        *_decision(wording, shown),
        *_doing(wording, card),
        "" if shown.library else wording["card.no-library"],
        _quotes(citation for citation in shown.citations if citation.n in told),
    )


def quote_line(citation: Citation) -> str:
    """One citation as a line under the card."""
    section = _place(citation)
    page = f", page {citation.page}" if citation.page is not None else ""
    return f"[{citation.n}] “{citation.quote}” — {citation.title}{f', {section}' if section else ''}{page}"


def _place(citation: Citation) -> str:
    """The heading path without the document's own title, which is shown already."""
    steps = [step.strip() for step in citation.section.split("›")]
    return " › ".join(steps[1:] if steps[0] == citation.title.strip() else steps)


def _joined(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)


def _quotes(citations: Iterable[Citation]) -> str:
    return "\n\n".join(quote_line(citation) for citation in citations)


def _marks(numbers: Iterable[int]) -> str:
    return "".join(f" [{number}]" for number in numbers)


def _decision(wording: Wording, shown: Shown) -> Iterable[str]:
    yield f"## {shown.card.headline}"
    if shown.card.provisional:
        yield wording["card.provisional"]
        if shown.supposed:
            yield wording.say("card.supposed", facts="; ".join(shown.supposed))
    for reason in shown.card.because:
        yield f"{reason.text}{_marks(reason.citations)}"
        if shown.library and not reason.citations:
            yield wording["card.no-citation"]


def _doing(wording: Wording, card: Recommendation) -> Iterable[str]:
    yield _list(wording["card.share"], card.share)
    yield _list(wording["card.leave-out"], [f"{row['item']} ({_lower(row['why'])})" for row in card.leave_out])
    yield _list(wording["card.with"], card.with_whom)
    yield _telling(wording, card)


def _list(title: str, items: Sequence[str]) -> str:
    return f"**{title}**\n" + "\n".join(f"- {item}" for item in items) if items else ""


def _first(wording: Wording, items: Sequence[str]) -> list[str]:
    """As many as can be read in a hurry; the turn itself holds them all."""
    more = len(items) - MOST_SAFEGUARDS
    return [*items[:MOST_SAFEGUARDS], *([wording.say("card.more", count=more)] if more > 0 else [])]


def _differences(wording: Wording, card: Recommendation, citations: Sequence[Citation]) -> str:
    """Both sides of each difference between local and national guidance, with the order that holds."""
    by_number = {citation.n: citation for citation in citations}
    parts: list[str] = []
    for row in card.differences:
        local, national = by_number[row["local"]], by_number.get(row["national"])
        area = (local.area or "").replace("-", " ").title()
        sides = [f"{wording.say('differences.local', area=area)}: “{local.quote}”{_marks([local.n])}"]
        if national is not None:
            sides.append(f"{wording['differences.national']}: “{national.quote}”{_marks([national.n])}")
        said = [f"**{wording.say('differences.card', area=area)}**" if not parts else "", row["sentence"], row["order"]]
        parts.append(_joined(*said, "\n".join(f"- {side}" for side in sides)))
    return _joined(*parts)


def _local(wording: Wording, card: Recommendation, citations: Sequence[Citation]) -> str:
    beside = {row["local"] for row in card.differences}
    local = [citation for citation in citations if citation.tier == "local" and citation.n not in beside]
    if not local:
        return ""
    area = (local[0].area or "").title()
    return _list(wording.say("card.local", area=area), [f"“{one.quote}”{_marks([one.n])}" for one in local])


def _telling(wording: Wording, card: Recommendation) -> str:
    if not card.tell["text"]:
        return ""
    when = wording["card.tell." + card.tell["when"]]
    return f"**{wording['card.tell']}**\n\n{when} {card.tell['text']}{_marks(card.tell['citations'])}"


def _who(wording: Wording, card: Recommendation) -> str:
    role, other = card.who_decides["role"], card.who_decides["if_unavailable"]
    if not role:
        return ""
    return f"**{wording['card.who']}**\n\n{role}." + (f" {wording['card.who.else']} {_lower(other)}" if other else "")


def _risks(wording: Wording, card: Recommendation) -> Iterable[str]:
    for kind, key in (("of_sharing", "card.risk.sharing"), ("of_not_sharing", "card.risk.not-sharing")):
        for risk in card.risks[kind]:
            yield f"{wording[key].capitalize()}: {_lower(risk)}"


def _bases(card: Recommendation) -> Iterable[str]:
    for row in card.lawful_basis:
        yield f"{row['provision']}. {row['text']}{_marks(row['citations'])}"


def _conflicts(wording: Wording, card: Recommendation) -> Iterable[str]:
    """Both sides of each conflict of sources, who decides, and what to do meanwhile."""
    for row in card.conflicts:
        one, other = (f"{side['says']} ({side['source']}){_marks(side['citations'])}" for side in row["sides"])
        said = {"one": one, "other": other, "who": row["who_decides"], "meanwhile": row["meanwhile"]}
        lines = [f"{wording['card.conflict.' + key]}: {text}" for key, text in said.items()]
        yield _list(wording.say("card.conflict", about=row["about"]), lines)


def _lower(text: str) -> str:
    """The first letter small, unless an abbreviation or “I” begins the text."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or text.startswith("A ") else text
