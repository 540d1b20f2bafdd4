"""Who asks and who would be told: the people a message names, and whether they ask or the worker wants to tell them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sharebot.reading.lexicon import Lexicon
from sharebot.reading.text import Span, Text

_SELF = re.compile(r"\b(?:i|im|we|our|us|me|a|my|ah|ive|weve|am)\b")
_MAY = (
    r"(?:can|could|may|should|shall|must|do|am|are|ok|okay|okey|allowed|need|have|want|wanna|going|gonna|gonnae|"
    r"whether|if|is|will|would|"
    r"might|thinking|better|entitled|able|fine|alright|safe|wise|dae|kin|wid|right|did|just|jist|still|ah|was)"
)
_WORKER_TELLS = re.compile(
    rf"(?:\b(?:to|tae|i|we|ive|weve|ill|well|im|were|just|jist|and|n|or|pls|please|not|"
    rf"{_MAY[3:-1]})\W+(?:\w+\W+){{0,2}}|^\W*)$"
)
"""Before a telling verb: the worker, a modal verb or an infinitive. 'He told' is somebody else's telling."""


@dataclass(frozen=True)
class Actor:
    """Somebody named in the message who asks for information, or whom the worker would tell."""

    recipient: str
    span: Span
    asks: float
    told: float

    @property
    def score(self) -> float:
        """How likely it is that this is the other side of the sharing."""
        return max(self.asks, self.told)


class ActorReader:
    """Finds the other side of a sharing: the patterns come from actors.yaml and words.yaml."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    @cached_property
    def _ask_after(self) -> re.Pattern[str]:
        return self._lexicon.pattern("{ask}")

    @cached_property
    def _contact_after(self) -> re.Pattern[str]:
        return self._lexicon.pattern("{contact}")

    @cached_property
    def _tell_before(self) -> re.Pattern[str]:
        return self._lexicon.pattern("{tell}")

    def read(self, text: Text) -> list[Actor]:
        """The people named, the likeliest other side first."""
        actors = [self._weigh(text, recipient, span) for recipient, span in self._mentions(text)]
        return sorted(actors, key=lambda actor: (-actor.score, actor.span.start))

    def _mentions(self, text: Text) -> Iterator[tuple[str, Span]]:
        """Longest match first where words overlap: 'mum of the girl he hurt' is not 'mum'."""
        every = [
            (recipient, Span(match.start(), match.end()))
            for recipient, pattern in self._lexicon.actors.items()
            for match in pattern.finditer(text.normal)
        ]
        taken: list[Span] = []
        for recipient, span in sorted(every, key=lambda item: (item[1].start - item[1].end, item[1].start)):
            if not any(span.start < other.end and other.start < span.end for other in taken):
                taken.append(span)
                yield recipient, span

    def _weigh(self, text: Text, recipient: str, span: Span) -> Actor:
        sentence = text.sentence(span.start)
        before = text.normal[max(sentence.start, span.start - 70) : span.start]
        after = text.normal[span.end : min(len(text.normal), max(sentence.end, span.end + 25), span.end + 70)]
        asks = self._asks(before, after)
        told = self._told(before, after)
        early = 0.3 if span.start < 40 else 0.0
        return Actor(recipient, span, asks + (early if asks else 0), told)

    def _asks(self, before: str, after: str) -> float:
        near = re.split(r"[.!?;\n]", after, maxsplit=1)[0]
        words = " ".join(near.split()[:9])
        if re.search(
            r"(?:letter|email|call|request|form|message|phone call|demand|visit|mandate|enquiry|asked|contacted|"
            r"approached|phoned|emailed|rung)\s+(?:\w+\s+)?(?:from|by)\s+(?:\w+\s+){0,3}$",
            before,
        ):
            return 3.0
        if re.search(
            r"\b(?:tell|telling|phone|phoning|share with|speak to|report to|with|to|about)\s+(?:(?:the|her|his|my|"
            r"their|our|a)\s+)?$",
            before,
        ):
            return 0.0
        if (match := self._ask_after.search(words)) and not re.search(
            r"\b(?:i|we|to|should|can|do)\s*$", words[: match.start()]
        ):
            return 3.0 - 0.1 * len(words[: match.start()].split())
        if match := self._contact_after.search(words):
            return 1.8 - 0.1 * len(words[: match.start()].split())
        return 0.0

    def _told(self, before: str, after: str) -> float:
        tail = " ".join(before.split()[-9:])
        tells = list(self._tell_before.finditer(tail))
        if not tells:
            return 0.0
        last = tells[-1]
        if not _WORKER_TELLS.search(tail[: last.start()]):
            return 0.0
        distance = len(tail[last.end() :].split())
        asked_of_self = bool(re.search(rf"\b{_MAY}\b", tail[: last.start()])) and bool(_SELF.search(tail))
        linked = bool(re.search(r"\b(?:to|with|tae|wi|w)\s+(?:\w+\s+)?$", before)) or distance <= 1
        question = "?" in after or asked_of_self
        return 0.6 + (0.9 if linked else 0) + (1.2 if question else 0) - 0.12 * distance
