"""What a sentence of guidance asks for: who does what, how strongly, by when, through whom, on what paper."""

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.comparing import patterns
from ingest.comparing.limits import Limit, limits
from ingest.comparing.words import telling

MUST, SHOULD, MAY, NEED_NOT, NEVER, PLAIN = "must", "should", "may", "need-not", "never", "plain"
_STRENGTHS = (
    (NEVER, patterns.NEVER),
    (NEED_NOT, patterns.NEED_NOT),
    (MUST, patterns.MUST),
    (SHOULD, patterns.SHOULD),
    (MAY, patterns.MAY),
)
_OPENING = {
    "the", "a", "an", "in", "if", "ask", "phone", "tell", "call", "contact", "email", "ring", "report", "refer", "when",
    "where", "only", "outside", "then", "for", "send",
}  # fmt: skip
"""Words that begin a sentence, and not the name of a desk."""


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence of guidance, taken apart. Where there is nothing of a kind, the text is empty."""

    text: str
    words: frozenset[str]
    actions: frozenset[str]
    strength: str
    modal: str
    """The words that say how strongly: "must", "need not"."""
    limits: tuple[Limit, ...]
    roles: tuple[str, ...]
    numbers: tuple[str, ...]
    dials: bool
    """Whether it speaks of turning to somebody."""
    forms: tuple[str, ...]
    second: str
    written: str
    consent: bool
    needs_consent: str
    no_consent: str
    ages: tuple[int, ...]
    only_by: str
    must_not_wait: str
    severity: int | None
    level: int | None
    """How severe it must be before anything is done; None where the sentence sets no bar."""
    proof: str
    no_proof: str
    about_national: bool

    @property
    def is_row(self) -> bool:
        """Whether it is a row of a table."""
        return " | " in self.text


@lru_cache(maxsize=60_000)
def said(sentence: str) -> Said:
    """A sentence taken apart."""
    severity = next((level for level, pattern in patterns.SEVERITY if pattern.search(sentence)), None)
    free = _first(patterns.NO_CONSENT, sentence)
    strength, modal = _strength(sentence)
    return Said(
        text=sentence,
        words=telling(sentence),
        actions=frozenset(name for name, pattern in patterns.ACTIONS.items() if pattern.search(sentence)),
        strength=strength,
        modal=modal,
        limits=limits(sentence),
        roles=tuple(dict.fromkeys(_roles(sentence))),
        numbers=tuple(dict.fromkeys([*patterns.NUMBER.findall(sentence), *patterns.EMAIL.findall(sentence)])),
        dials=bool(patterns.DIAL.search(sentence)),
        forms=tuple(dict.fromkeys(match.group() for match in patterns.FORM.finditer(sentence))),
        second=_first(patterns.SECOND, sentence),
        written=_first(patterns.WRITTEN, sentence),
        consent=bool(patterns.CONSENT.search(sentence)) and not patterns.AMONG_BODIES.search(sentence),
        needs_consent="" if free else _first(patterns.NEEDS_CONSENT, sentence),
        no_consent=free,
        ages=tuple(dict.fromkeys(_ages(sentence))),
        only_by=_first(patterns.ONLY_BY, sentence),
        must_not_wait=_first(patterns.NO_WAITING, sentence),
        severity=severity,
        level=severity if patterns.TRIGGER.search(sentence) else None,
        proof="" if patterns.NO_PROOF.search(sentence) else _first(patterns.PROOF, sentence),
        no_proof=_first(patterns.NO_PROOF, sentence),
        about_national=bool(patterns.ABOUT_NATIONAL.search(sentence)),
    )


def _strength(sentence: str) -> tuple[str, str]:
    for name, pattern in _STRENGTHS:
        if match := pattern.search(sentence):
            return name, match.group().strip().lower()
    return PLAIN, ""


def _first(pattern: re.Pattern[str], sentence: str) -> str:
    match = pattern.search(sentence)
    return match.group() if match else ""


def _roles(sentence: str) -> list[str]:
    found = []
    for match in patterns.ROLE.finditer(sentence):
        first, _, rest = match.group().partition(" ")
        begins = not sentence[: match.start()].strip(" “\"'") or sentence[: match.start()].endswith((". ", ": "))
        role = rest if begins and first.lower() in _OPENING else match.group()
        if " " in role and any(word[:1].isupper() for word in role.split(" ")[:2]):
            found.append(role)
    return found


def _ages(sentence: str) -> list[int]:
    found = [int(match["one"] or match["two"]) for match in patterns.AGE.finditer(sentence)]
    return [age for age in found if 5 <= age <= 26]
