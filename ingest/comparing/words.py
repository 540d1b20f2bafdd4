"""Sentences, word stems and how telling each is: what two texts about the same thing have in common."""

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from sharebot.retrieval.common_words import COMMON_WORDS

SHORTEST = 4
"""A sentence of fewer words says too little to compare."""

_REFERENCE = re.compile(r"((?:\s*\[[^\[\]\n]{2,300}\])+)")
_SENTENCE = re.compile(r"[^.!?\n]*(?:\.(?=\w)[^.!?\n]*|[.!?](?![\s\])”\"]|$)[^.!?\n]*)*[.!?]?")
_MARK = re.compile(r"^(?:[-*•>#–]+|\(?[a-z0-9]{1,3}\)|\d+(?:\.\d+)*\.?)\s+")
_WORD = re.compile(r"[a-z]+|\d+")
_PLACE = re.compile(r"\b(sections?|schedule|regulation|reg|paragraph|article|part) (\d+[a-z]?)\b")
_AGE = re.compile(
    r"\b(?:aged?|at|from|of|under|over) (1[0-9])\b(?! ?(?:hours?|days?|working|school|weeks?|months?))"
    r"|\b(1[0-9]) (?:or|and) over\b"
)
_LITTLE = COMMON_WORDS | frozenset(
    re.findall(
        r"\w+",
        "may must shall within every each any anyone someone nobody says say said asks ask asked take takes taken "
        "make made makes give gives given use used need needs needed where case also first one two three four five "
        "six seven eight nine ten twelve hour hours day days working week weeks month months year years minute "
        "minutes before end next time long way thing things like get gets goes go going put keep keeps see sees "
        "area local national guidance procedure protocol partnership information share shared shares sharing "
        "people person persons worker workers staff service services",
    )
)
"""Words that say little of what a sentence of guidance is about; times are compared by themselves."""

_SAME_THING = {
    "tell": "phone phon telephon call ring contact inform notif notify report refer referral rais alert told tel",
    "reply": "answer respond repl response releas disclos",
    "record": "writ writt written note log wrot document record file fil",
    "consent": "agreement permission agre agreed permit",
    "child": "pupil children young learner student girl boy baby teenager",
    "parent": "mother father mum dad famil parental carer",
    "manager": "supervisor senior head",
    "breach": "mistak wrong lost",
    "hidden": "secret conceal restrict",
    "serious": "seri significant",
    "risk": "danger harm",
    "protect": "safeguard",
    "move": "mov transfer transition",
    "leave": "leav leaver",
}
_ALIKE = {form: word for word, forms in _SAME_THING.items() for form in forms.split()}
"""Different words for one thing in this field, by their stems."""


@lru_cache(maxsize=20_000)
def cited(text: str) -> tuple[tuple[str, str], ...]:
    """The sentences of a passage, word for word, without list marks, each with the references that follow it."""
    found = []
    for line in text.split("\n"):
        bare = _MARK.sub("", line.strip())
        parts = _REFERENCE.split(bare)
        for number, piece in enumerate(parts[::2]):
            inside = [match.group().strip() for match in _SENTENCE.finditer(piece) if match.group().strip()]
            after = parts[2 * number + 1] if 2 * number + 1 < len(parts) else ""
            found += [(one, after if one is inside[-1] else "") for one in inside]
    return tuple((one, refs) for one, refs in found if len(one.split()) >= SHORTEST)


def sentences(text: str) -> tuple[str, ...]:
    """The same without their references."""
    return tuple(one for one, _ in cited(text))


def stem(word: str) -> str:
    """A word cut to what its forms share, and to one word for several that mean the same in this field."""
    for ending in ("ing", "ies", "ied", "es", "ed", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return _ALIKE.get(word, word)


@lru_cache(maxsize=40_000)
def telling(text: str) -> frozenset[str]:
    """The words of a text that say what it is about; "section 10" and its like count as one word."""
    lower = text.lower().replace("co-", "co").replace("’", "'")
    places = {f"{kind.rstrip('s')[:3]}{number}" for kind, number in _PLACE.findall(lower)}
    places |= {f"age{one or other}" for one, other in _AGE.findall(lower)}
    words = {stem(word) for word in _WORD.findall(_PLACE.sub(" ", lower)) if word not in _LITTLE}
    return frozenset({word for word in words if len(word) > 1 and not word.isdigit()} | places)


def rarity(texts: Iterable[Collection[str]]) -> Mapping[str, float]:
    """How telling each word is: the fewer of the texts hold it, the more."""
    counts: Counter[str] = Counter()
    number = 0
    for words in texts:
        counts.update(set(words))
        number += 1
    return {word: math.log(1 + number / (1 + count)) for word, count in counts.items()}


class Weigher:
    """How much of what two texts say is said by both; a word is weighed once."""

    def __init__(self, weights: Mapping[str, float], unheard: float) -> None:
        """`unheard` is the weight of a word that none of the texts holds, as a share of the greatest weight."""
        self._weights = weights
        self._unheard = unheard * max(weights.values(), default=1.0)

    def weight(self, words: Iterable[str]) -> float:
        """Of all of these words together."""
        return sum(self._weights.get(word, self._unheard) for word in words)

    def overlap(self, one: frozenset[str], one_weight: float, other: frozenset[str], other_weight: float) -> float:
        """0 when they share nothing, 1 when they say the same; their weights are as `weight` gives them."""
        both = one & other
        return self.weight(both) / (0.5 * (one_weight + other_weight)) if both else 0.0
