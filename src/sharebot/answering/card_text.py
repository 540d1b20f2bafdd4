"""A recommendation as Markdown: what the worker reads, the most important first."""

from collections.abc import Iterable, Sequence

from sharebot.answering.turn import Citation, Recommendation
from sharebot.wording import Wording


def card_text(
    wording: Wording, card: Recommendation, citations: Sequence[Citation], changes: Iterable[str], assumed: Sequence[str], *, library: bool
) -> str:
    """The whole card. `changes` are ready sentences; `assumed` are labels of facts taken for granted."""
    parts = [
        f"## {card.headline}",
        wording["card.provisional"] if card.provisional else "",
        *(_reason(wording, reason.text, reason.citations, library=library) for reason in card.because),
        _list(wording["card.share"], card.share),
        _list(wording["card.leave-out"], [f"{row['item']} ({_lower(row['why'])})" for row in card.leave_out]),
        _list(wording["card.with"], card.with_whom),
        _telling(wording, card),
        _list(wording["card.safeguards"], card.safeguards),
        _who(wording, card),
        _list(wording["card.words"], [f"{wording['card.words.' + row['for']]}: “{row['text']}”" for row in card.words]),
        _list(wording["card.risks"], [*_risks(wording, card)]),
        _list(wording["card.basis"], [f"{row['provision']}. {row['text']}" for row in card.lawful_basis]),
        _list(wording["card.change"], list(changes)),
        wording.say("card.assumed", facts="; ".join(assumed)) if assumed else "",
        "" if library else wording["card.no-library"],
        "\n".join(quote_line(citation) for citation in citations),
    ]
    return "\n\n".join(part for part in parts if part)


def quote_line(citation: Citation) -> str:
    """One citation as a line under the card."""
    place = f", {citation.section}" if citation.section else ""
    page = f", page {citation.page}" if citation.page is not None else ""
    return f"[{citation.n}] “{citation.quote}” — {citation.title}{place}{page}\n"


def _reason(wording: Wording, text: str, numbers: Sequence[int], *, library: bool) -> str:
    marks = "".join(f" [{number}]" for number in numbers)
    unsupported = f"\n\n{wording['card.no-citation']}" if library and not numbers else ""
    return f"{text}{marks}{unsupported}"


def _list(title: str, items: Sequence[str]) -> str:
    return f"**{title}**\n" + "\n".join(f"- {item}" for item in items) if items else ""


def _telling(wording: Wording, card: Recommendation) -> str:
    if not card.tell["text"]:
        return ""
    return f"**{wording['card.tell']}**\n\n{wording['card.tell.' + card.tell['when']]} {card.tell['text']}"


def _who(wording: Wording, card: Recommendation) -> str:
    if not card.who_decides["role"]:
        return ""
    other = f" {wording['card.who.else']} {_lower(card.who_decides['if_unavailable'])}" if card.who_decides["if_unavailable"] else ""
    return f"**{wording['card.who']}**\n\n{card.who_decides['role']}.{other}"


def _risks(wording: Wording, card: Recommendation) -> Iterable[str]:
    for kind, key in (("of_sharing", "card.risk.sharing"), ("of_not_sharing", "card.risk.not-sharing")):
        for risk in card.risks[kind]:
            yield f"{wording[key].capitalize()}: {_lower(risk)}"


def _lower(text: str) -> str:
    """The first letter small, unless it starts a name or an abbreviation."""
    return text[:1].lower() + text[1:] if text[1:2].islower() and not text.startswith(("I ", "DWP", "MARAC")) else text
