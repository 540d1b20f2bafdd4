"""A message in, facts out: what its words say, with negation, hypotheticals and people told apart."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from sharebot.reading.actors import Actor, ActorReader
from sharebot.reading.ages import Age, find_ages, subject_age
from sharebot.reading.lexicon import Cue, Lexicon
from sharebot.reading.model import Found
from sharebot.reading.text import Span, Text

ADDED_UP = {"purpose"}
"""Facts whose cues are clues to be added up. Every other fact is said by one cue or not at all."""

SURE_ENOUGH_OF_PURPOSE = 5
RECENT = 4
"""Messages whose finds are remembered."""

_HYPOTHETICAL = re.compile(
    r"(?:^|\b)(?:if|unless|what if|suppose|supposing|even if|until|till|in case|whit if|were to|say he|say she)\b"
)
_DENIAL = re.compile(
    r"\b(?:no|not|never|nae|isnt|arent|wasnt|werent|dont|doesnt|didnt|havent|hasnt|hadnt|without|nobody|noone|"
    r"no one|none|nothing|neither|nor|"
    r"disnae|isnae|wasnae|didnae|hasnae|cannae|havenae|cant|couldnt|aint|yet to|deny|denies|denied)\W+(?:\w+\W+){0,3}$"
)
_OWN_RESTRAINT = re.compile(r"\bi\s+(?:dont|do not|havent)\W+(?:\w+\W+){0,1}$")


class CueReader:
    """Reads facts by the cues in knowledge/reading."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._actors = ActorReader(lexicon)
        # A message is read for its facts and again for its scores: what costs time is looked for once.
        self._all_hits = lru_cache(maxsize=RECENT)(self._every_hit)
        self._all_actors = lru_cache(maxsize=RECENT)(lambda text: tuple(self._actors.read(text)))

    def read(self, text: Text) -> tuple[dict[str, Found], dict[str, tuple[Found, ...]]]:
        """The facts the words give, and those the message says in two ways."""
        hits: dict[str, list[tuple[Found, int, int]]] = defaultdict(list)
        for found, weight, place in self._all_hits(text):
            hits[found.fact].append((found, weight, place))
        facts, contradictions = _settle(hits)
        own = [place for found, _, place in hits.get("sharer", ())]
        for found in self._people(text, facts, own):
            facts.setdefault(found.fact, found)
        return facts, contradictions

    def scores(self, text: Text) -> dict[str, float]:
        """How strongly each cue family speaks, by `fact=value`: the word features of the classifier."""
        totals: dict[str, float] = defaultdict(float)
        for found, weight, _ in self._all_hits(text):
            for value in found.values:
                totals[f"{found.fact}={value}"] = max(totals[f"{found.fact}={value}"], float(weight))
        for actor in self._all_actors(text)[:3]:
            totals[f"asks={actor.recipient}"] = max(totals[f"asks={actor.recipient}"], actor.asks)
            totals[f"told={actor.recipient}"] = max(totals[f"told={actor.recipient}"], actor.told)
        if (age := subject_age(list(find_ages(text)))) is not None:
            for band in age.bands:
                totals[f"age={band}"] = 1.0
        return dict(totals)

    def _every_hit(self, text: Text) -> tuple[tuple[Found, int, int], ...]:
        """What every cue finds, with its weight and place."""
        return tuple((found, cue.weight, place) for cue in self._lexicon.cues for found, place in self._hits(cue, text))

    def _hits(self, cue: Cue, text: Text) -> Iterator[tuple[Found, int]]:
        if cue.also and not cue.also.search(text.normal):
            return
        for match in cue.pattern.finditer(text.normal):
            sentence = text.sentence(match.start())
            around = text.normal[sentence.start : sentence.end]
            if cue.unless and cue.unless.search(around):
                continue
            before = text.normal[text.clause(match.start()).start : match.start()]
            if _HYPOTHETICAL.search(before) and not cue.hypothetical:
                continue
            words = text.words(Span(match.start(), match.end()))
            if _is_denied(cue, before, match.group()):
                if cue.denied is not None:
                    yield Found(cue.fact, frozenset([cue.denied]), words), match.start()
                continue
            yield Found(cue.fact, cue.values, words), match.start()

    def _people(self, text: Text, facts: Mapping[str, Found], own: list[int]) -> Iterator[Found]:
        """Age, and the other side of the sharing. Words by which workers name themselves (`own`) are nobody else."""
        actors = [
            actor
            for actor in self._all_actors(text)
            if not any(actor.span.start <= place < actor.span.end for place in own)
        ]
        age = subject_age(list(find_ages(text)))
        if age is not None:
            yield Found("age", age.bands, text.words(age.span))
        if actors and actors[0].score >= 1.0:
            yield from _other_side(actors, text, facts, age)


def _other_side(actors: list[Actor], text: Text, facts: Mapping[str, Found], age: Age | None) -> Iterator[Found]:
    first = actors[0]
    words = text.words(first.span)
    yield Found("recipient", frozenset([_in_context(first.recipient, text, age)]), words)
    if "request" not in facts:
        asked = first.asks >= first.told
        yield Found("request", frozenset(["asked" if asked else "own"]), words)


def _in_context(recipient: str, text: Text, age: Age | None) -> str:
    """'Mum' of a grown-up is a relative; a gran who has the weans is their carer; a sister at the ward is family."""
    adult = age is not None and age.bands == frozenset({"adult"})
    normal = text.normal
    if (
        recipient == "parent"
        and adult
        and re.search(r"\b(?:inpatient|patient|pt|ward|hes an adult|shes an adult)\b", normal)
    ):
        return "relative"
    if recipient == "relative" and re.search(
        r"\b(?:gran|granny|nana|papa|grandad|aunt|auntie|uncle|sister)\b\W+(?:now\W+)?(?:has|looks after|"
        r"is looking after|cares for|is caring for|got|is raising|raises|keeps)\W+(?:the\W+|both\W+|"
        r"all\W+)?(?:\w+\W+)?(?:weans|kids|children|boys|girls|bairns|wee ones|wean|baby|grandchildren|them)",
        normal,
    ):
        return "foster-carer"
    if recipient == "sibling" and (
        adult or re.search(r"\b(?:ward|patient|pt|pts|hospital|next of kin|reception|social work want)\b", normal)
    ):
        return "relative"
    return recipient


def _is_denied(cue: Cue, before: str, matched: str) -> bool:
    if re.match(
        r"(?:no|not|never|nae|isnt|dont|doesnt|didnt|havent|hasnt|without|nobody|noone|nothing|wont|wouldnt|none)\b",
        matched,
    ):
        return False
    if cue.fact == "agreement" and _OWN_RESTRAINT.search(before):
        return True
    return bool(_DENIAL.search(before))


def _settle(
    hits: Mapping[str, Iterable[tuple[Found, int, int]]],
) -> tuple[dict[str, Found], dict[str, tuple[Found, ...]]]:
    facts: dict[str, Found] = {}
    contradictions: dict[str, tuple[Found, ...]] = {}
    for fact, entries in hits.items():
        rows = list(entries)
        if fact in ADDED_UP:
            if (found := _strongest_sum(rows)) is not None:
                facts[fact] = found
            continue
        top = max(weight for _, weight, _ in rows)
        best = [(found, place) for found, weight, place in rows if weight == top]
        if len({found.values for found, _ in best}) > 1:
            contradictions[fact] = tuple(found for found, _ in best)
            best.sort(key=lambda row: row[1])
        facts[fact] = _cautious(fact, [found for found, _ in best])
    return facts, contradictions


def _cautious(fact: str, found: list[Found]) -> Found:
    """Of two things said equally plainly: the more protective about risk, the later about anything else."""
    if fact in {"danger", "child_concern", "adult_at_risk", "others_risk", "recipient_risk"}:
        order = ["yes", "serious", "soon", "not-sure", "lesser", "none", "no"]
        return min(found, key=lambda one: min((order.index(v) for v in one.values if v in order), default=9))
    if fact == "agreement" and any(one.value in {"refused", "withdrawn"} for one in found):
        return next(one for one in found if one.value in {"refused", "withdrawn"})
    return found[-1]


def _strongest_sum(rows: list[tuple[Found, int, int]]) -> Found | None:
    totals: dict[frozenset[str], int] = defaultdict(int)
    words: dict[frozenset[str], str] = {}
    for found, weight, _ in rows:
        totals[found.values] += weight
        words.setdefault(found.values, found.words)
    ranked = sorted(totals.items(), key=lambda row: -row[1])
    if ranked[0][1] < SURE_ENOUGH_OF_PURPOSE or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]):
        return None
    values = ranked[0][0]
    return Found(rows[0][0].fact, values, words[values])
