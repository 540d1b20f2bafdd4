"""An answer typed instead of clicked: which options of the open question it fits."""

import re
from collections.abc import Mapping, Sequence

from sharebot.framework.model import NOT_SURE, Fact, Known
from sharebot.reading.ages import band
from sharebot.reading.text import Text

SHORT = 8
"""A longer message is read for facts; only its opening yes, no or not sure is taken as the answer."""

HALF = 0.5
"""Of the words of an answer so many must stand in an option."""

_HEM = r"^\W*(?:(?:oh|eh|em|um|er|well|honestly|think|i think|sorry|just|hmm|to be honest|tbh)\b\W+){0,3}"
_THEN = (
    r"(?=\s*(?:$|[,.;:!?-]|\b(?:but|because|cause|cos|and|an|as|since|though|he|she|they|i|ive|we|weve|its|it|"
    r"thats|that|"
    r"theres|not|hes|shes|theyre|just|so|yet|thanks|thank|sorry|idea|is|are|at|really|to|about|for|of|if|"
    r"whether|what|how)"
    r"\b|(?:\W+\w+){1,2}\W*$))"
)
_NOT_SURE = re.compile(
    _HEM + r"(?:(?:i|im|we|were|ah|am|a|i am|we are|really|still)\W+){0,3}(?:(?:not|no|nae) (?:really |too |entirely "
    r"|at all )?"
    r"(?:sure|certain|clear|100)|unsure|(?:dont|dinnae|dinna|do not|didnt) (?:really |actually )?(?:know|ken|no)|dunno|"
    r"(?:no|nae) (?:idea|clue)|havent a (?:clue|notion)|hard to (?:say|tell)|(?:cant|cannae|couldnt|couldnae|cannot) "
    r"(?:say|tell|be sure)|maybe|mibbe|mebbe|perhaps|possibly|might be|could be|who knows|pass|idk|unclear|unknown|"
    r"not certain|50 50)\b"
)
_NOT_YET = re.compile(
    _HEM + r"(?:no\W+)?(?:not yet|no yet|nae yet|not as yet|yet to|havent (?:yet|asked|checked|done|seen|had)\b.*|"
    r"no i havent|not so far|still to)\b"
)
_NO = re.compile(
    _HEM + r"(?:no|naw|nah|nope|nae|n|never(?! mind)|not at all|not that i (?:know|ken|am aware)(?: of)?|not as far "
    r"as i (?:know|ken|"
    r"can tell)|not to my knowledge|(?:i )?(?:dont|dinnae) think so|i doubt it|doubt it|none|nobody|no one|"
    r"noone|negative|"
    r"definitely not|absolutely not|certainly not|not really|i havent|we havent|havent|hasnt|isnt|it isnt|its not|"
    r"they havent|she hasnt|he hasnt|hes not|shes not|theyre not|it doesnt|it disnae|it wouldnt|wouldnt)\b" + _THEN
)
_YES = re.compile(
    _HEM
    + r"(?:yes|yeah|yep|yup|yip|aye|ay|ye|yea|yas|y|affirmative|correct|definitely|absolutely|of course|course|sure|"
    r"certainly|(?:im )?afraid so|(?:i )?think so|thats right|it is|they are|i am|we are|i have|we have|he is|she is|"
    r"they have|she does|he does|it does|she has|he has|i do|we do|yes i have|uh huh|it would|it could)\b" + _THEN
)
_FIRST = re.compile(r"\b(?:first|1st|former|before|earlier|original)\b")
_SECOND = re.compile(r"\b(?:second|2nd|latter|last|latest|new one|newer|now)\b")
_NUMBER = re.compile(r"\b(\d{1,3})\b(?!\s*(?:am|pm|%|times|days|weeks|kids|children))")
_SPELT = dict(
    zip(
        [
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
        ],
        range(8, 19),
        strict=True,
    )
)
_SAID = {
    "agreement": {"yes": "given", "no": "refused", "not yet": "not-asked"},
    "request": {"asked": "asked"},
}
"""What yes and no mean where the options are whole sentences."""

_FILLING = frozenset(
    [
        "a",
        "an",
        "the",
        "it",
        "its",
        "is",
        "was",
        "for",
        "of",
        "to",
        "her",
        "his",
        "their",
        "my",
        "he",
        "she",
        "they",
        "i",
        "we",
        "us",
        "me",
        "that",
        "this",
        "about",
        "who",
        "think",
        "probably",
        "just",
        "from",
        "by",
        "with",
        "on",
        "in",
        "at",
        "would",
        "be",
        "and",
        "or",
    ]
)


def typed_answer(fact: Fact, options: Sequence[str], message: str, found: Mapping[str, Known]) -> frozenset[str] | None:
    """The options an answer fits: one, or several when it narrows them. None when it fits none.

    `found` is what the words of the message say of this fact by themselves.
    """
    normal = " ".join(Text(message).normal.split())
    given = [value for value in options if value != NOT_SURE]
    if (exact := _exact(fact, given, normal)) is not None:
        return frozenset([exact])
    if _NOT_SURE.search(normal):
        return frozenset([NOT_SURE])
    if (one := found.get(fact.id)) is not None and one.words and (fits := one.values & set(given)):
        return frozenset(fits)
    return _by_word(fact, given, normal) or _by_number(fact, given, normal) or _by_overlap(fact, given, normal)


def names_which(options: Sequence[str], message: str) -> frozenset[str] | None:
    """Of two things said, the first or the second."""
    normal = Text(message).normal
    if len(normal.split()) > SHORT or len(options) < 2:
        return None
    first, second = bool(_FIRST.search(normal)), bool(_SECOND.search(normal))
    return frozenset([options[0 if first else 1]]) if first != second else None


def starts_as_answer(message: str) -> bool:
    """True when a message opens with yes, no, not yet or not sure."""
    normal = Text(message).normal
    return any(pattern.search(normal) for pattern in (_NOT_SURE, _NOT_YET, _NO, _YES))


def starts_with_yes(message: str) -> bool:
    """True when a message opens with yes."""
    return _YES.search(Text(message).normal) is not None


def _exact(fact: Fact, given: Sequence[str], normal: str) -> str | None:
    wanted = _folded(normal)
    for value in given:
        option = fact.options[value]
        if wanted in {_folded(value), _folded(option.label), _folded(option.say)} - {"yes", "no"}:
            return value
    return None


def _folded(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", Text(text).normal))


def _by_word(fact: Fact, given: Sequence[str], normal: str) -> frozenset[str] | None:
    """Yes, no and not yet, by how the options begin."""
    if _NOT_YET.search(normal):
        late = [value for value in given if re.search(r"not yet|not been asked", fact.options[value].say.lower())]
        return frozenset(late[:1]) or _beginning(fact, given, "no")
    if _NO.search(normal):
        return _beginning(fact, given, "no")
    return _beginning(fact, given, "yes") if _YES.search(normal) else None


def _beginning(fact: Fact, given: Sequence[str], word: str) -> frozenset[str] | None:
    if (meant := _SAID.get(fact.id, {}).get(word)) in given:
        return frozenset([str(meant)])
    return frozenset(value for value in given if re.match(rf"{word}\b", fact.options[value].say.lower())) or None


def _by_number(fact: Fact, given: Sequence[str], normal: str) -> frozenset[str] | None:
    if fact.id != "age" or len(normal.split()) > SHORT:
        return None
    years = [int(number) for number in _NUMBER.findall(normal)] + [_SPELT[w] for w in normal.split() if w in _SPELT]
    return frozenset(band(years[0]) & set(given)) or None if len(set(years)) == 1 else None


def _by_overlap(fact: Fact, given: Sequence[str], normal: str) -> frozenset[str] | None:
    """The one option whose words the message uses most."""
    words = {word[:6] for word in re.findall(r"[a-z]{2,}", normal)} - _FILLING
    yes_or_no = any(re.match(r"(?:yes|no)\b", fact.options[value].say.lower()) for value in given)
    if not words or yes_or_no or len(normal.split()) > SHORT:
        return None
    fits = {value: _fit(words, _words_of(fact, value)) for value in given}
    best = max(fits.values(), default=(0.0, 0.0))
    fitting = [value for value, fit in fits.items() if fit == best]
    return frozenset(fitting) if best[0] >= HALF and len(fitting) == 1 else None


def _fit(words: set[str], option: set[str]) -> tuple[float, float]:
    """How much of the message is in the option, then how much of the option is in the message."""
    both = len(words & option)
    return both / len(words), both / max(1, len(option))


def _words_of(fact: Fact, value: str) -> set[str]:
    option = fact.options[value]
    return {word[:6] for word in re.findall(r"[a-z]{2,}", Text(f"{option.label} {option.say}").normal)} - _FILLING
