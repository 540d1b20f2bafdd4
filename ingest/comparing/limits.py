"""Time limits in a sentence, made one measure: "four hours", "one working day", "10 school days", "at once"."""

import re
from dataclasses import dataclass
from typing import Literal

Sense = Literal["at-most", "at-least", "every", "keep"]

_NAMES = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_SPELT: dict[str, float] = {name: number for number, name in enumerate(_NAMES, start=1)} | {
    "a": 1, "an": 1, "half an": 0.5, "twenty-four": 24, "thirty": 30, "forty": 40, "sixty": 60, "ninety": 90,
}  # fmt: skip
HOURS = {
    "minute": 1 / 60, "hour": 1.0, "working hour": 1.0, "day": 24.0, "calendar day": 24.0, "working day": 24.0 * 7 / 5,
    "business day": 24.0 * 7 / 5, "school day": 24.0 * 7 / 5, "week": 168.0, "working week": 168.0, "month": 730.0,
    "calendar month": 730.0, "year": 8766.0,
}  # fmt: skip
AT_ONCE = 0.0
SAME_DAY = 12.0
_NUMBER = r"(?:\d+(?:\.\d+)?|half an|" + "|".join(sorted(_SPELT, key=len, reverse=True)) + ")"
_UNIT = r"(?:(?:working|school|business|calendar|clear)[ -])?(?:minute|hour|day|week|month|year)s?"
_BEFORE = (
    "in no more than|within|in|no more than|no later than|not later than|inside|under|by the end of|before the end of|"
    "at least|not less than|no less than|every|up to|maximum of|for|after|a limit of|limit is|limit of"
)
_LIMIT = re.compile(
    rf"(?P<before>(?:{_BEFORE})\W+)?(?:the )?(?:(?:next|following|first) )?\b(?P<number>{_NUMBER})[ -]"
    rf"(?P<unit>{_UNIT})\b"
    r"(?=(?P<after>[^.;,]{0,40}))",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"(?:(?:by|before|on|no later than) )?(?:(?:the )?(?:end|close) of |noon on |midday on )?(?:the )?"
    r"(?:next|following) (?P<unit>(?:working |school |business )?day)\b",
    re.IGNORECASE,
)
_SAME = re.compile(r"\b(?:on )?(?:the )?same (?:(?:working|school|business) )?day\b", re.IGNORECASE)
_SOON = re.compile(
    r"\b(?:straight ?away|at once|immediately|right away|without (?:undue )?delay|as soon as (?:you can|possible|"
    r"practicable|reasonably practicable)|promptly|without waiting)\b",
    re.IGNORECASE,
)
_EVERY = re.compile(
    r"\b(?:again )?(?:every|each) (?P<what>(?:(?P<number>" + _NUMBER + r") )?(?:working |school )?"
    r"(?:day|week|month|year|term)s?|january|february|march|april|may|june|july|august|september|october|november|"
    r"december)\b|\b(?P<adverb>annually|yearly|monthly|weekly|quarterly|once a (?:year|month|week|term))\b",
    re.IGNORECASE,
)
_PERIODS = {
    "annually": 8766.0, "yearly": 8766.0, "monthly": 730.0, "weekly": 168.0, "quarterly": 2190.0, "once a year": 8766.0,
    "once a month": 730.0, "once a week": 168.0, "once a term": 2900.0, "term": 2900.0,
}  # fmt: skip
_NOT_A_LIMIT = re.compile(r"\b(?:old|ago|age|aged|of age|olds?)\b", re.IGNORECASE)
_EXTRA = re.compile(r"^(?:a limit of|limit is|limit of|again|maximum of|in any case)\s+", re.IGNORECASE)
_AGAIN = re.compile(r"\b(?:again|review(?:s|ed)?|revisit(?:s|ed)?|lapses?|expires?|ends?)\b", re.IGNORECASE)
_KEPT = re.compile(r"\b(?:kept?|keeps|retain(?:s|ed)?|stored?|held|destroy(?:ed|s)?|delet(?:e|ed|es))\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit: its words, where they stand in the sentence, and the time in hours."""

    words: str
    at: int
    hours: float
    sense: Sense = "at-most"

    @property
    def is_figure(self) -> bool:
        """Whether it counts hours or days, which "the same day" and "straight away" do not."""
        return self.hours > SAME_DAY or self.hours not in (AT_ONCE, SAME_DAY)

    @property
    def phrase(self) -> str:
        """Its words as they fit into a sentence: "72 hours" becomes "within 72 hours"."""
        plain = self.words[:1].lower() + self.words[1:]
        plain = _EXTRA.sub("", plain)
        counted = re.match(rf"{_NUMBER}[ -]", plain, re.IGNORECASE) is not None
        if self.sense == "at-least":
            return f"{'at least ' if counted else ''}{plain} ahead"
        if counted and self.sense == "at-most":
            return f"within {plain.replace('-', ' ')}{'s' if '-' in plain else ''}"
        return plain

    def same_as(self, other: "Limit") -> bool:
        """24 hours and one working day pass for the same, and so do a month, 30 days and 28."""
        if self.sense != other.sense:
            return False
        low, high = sorted((self.hours, other.hours))
        a_day = HOURS["day"] <= low and high <= HOURS["working day"]
        return high == low or a_day or (low > SAME_DAY and high / low <= 1.1)


def limits(sentence: str) -> tuple[Limit, ...]:
    """Every time limit of a sentence, in order; ages are none."""
    found = [*_counted(sentence), *_worded(sentence), *_repeated(sentence)]
    ordered = sorted(found, key=lambda one: (one.at, -len(one.words)))
    return tuple(one for number, one in enumerate(ordered) if not _covered(one, ordered[:number]))


def _covered(limit: Limit, before: list[Limit]) -> bool:
    return any(one.at <= limit.at < one.at + len(one.words) for one in before)


def _counted(sentence: str) -> list[Limit]:
    found = []
    for match in _LIMIT.finditer(sentence):
        before, after = (match["before"] or "").strip().lower(), match["after"].lower()
        if _NOT_A_LIMIT.match(after.strip()) or (before == "after" and not _AGAIN.search(sentence)):
            continue
        # "For two years" says how long something lasted, unless it is how long to keep a record.
        if match["unit"].lower().startswith("year") and before in ("", "for") and not _KEPT.search(sentence):
            continue
        hours = _amount(match["number"]) * _unit(match["unit"])
        if (not before and _is_a_name(match)) or _is_condition(sentence, match.start("number")):
            continue
        start = match.start("before") if match["before"] else match.start("number")
        words = sentence[start : match.end("unit")].strip()
        found.append(Limit(words, start, hours, _sense(sentence, before, after)))
    return found


def _is_a_name(match: re.Match[str]) -> bool:
    """ "A 24 hour helpline" and "a week" are no limits; "a 48-hour limit" is one."""
    alone = match["number"].lower() in ("a", "an", "one", "1")
    singular = not match["unit"].lower().endswith("s")
    return match["number"].lower() in ("a", "an") or (
        singular and not alone and not re.match(r"\W*(?:limit|deadline|target|rule)", match["after"])
    )


def _is_condition(sentence: str, at: int) -> bool:
    """ "If nobody answers within five minutes, …" sets no limit for the worker."""
    return (
        bool(re.match(r"\W*(?:if|unless|where|when)\b[^,;:]*$", sentence[:at], re.IGNORECASE)) and "," in sentence[at:]
    )


def _sense(sentence: str, before: str, after: str) -> Sense:
    if _KEPT.search(sentence):
        return "keep"
    if before == "every":
        return "every"
    ahead = before in ("at least", "not less than", "no less than") or (
        before not in ("within", "in", "by the end of") and re.match(r"\s*(?:before|ahead|in advance)\b", after)
    )
    return "at-least" if ahead else "at-most"


def _worded(sentence: str) -> list[Limit]:
    found = [Limit(m.group(), m.start(), HOURS["working day"]) for m in _NEXT.finditer(sentence)]
    found += [Limit(m.group(), m.start(), SAME_DAY) for m in _SAME.finditer(sentence)]
    return found + [Limit(m.group(), m.start(), AT_ONCE) for m in _SOON.finditer(sentence)]


def _repeated(sentence: str) -> list[Limit]:
    found = []
    for match in _EVERY.finditer(sentence):
        what = (match["adverb"] or match["what"]).lower()
        hours = _PERIODS.get(what) or _period(what, match["number"])
        found.append(Limit(match.group(), match.start(), hours, "every"))
    return found


def _period(what: str, number: str | None) -> float:
    unit = what.split(" ", 1)[1] if number else what
    known = _PERIODS.get(unit.rstrip("s")) or HOURS.get(unit.rstrip("s"), HOURS["year"])
    return known * (_amount(number) if number else 1)


def _amount(number: str) -> float:
    plain = number.lower()
    return float(_SPELT[plain]) if plain in _SPELT else float(plain)


def _unit(unit: str) -> float:
    plain = unit.lower().replace("-", " ").rstrip("s").replace("clear ", "")
    return HOURS[plain]
