"""What a message wants: a case decided, a question answered, a follow-up, or something that is not our job."""

import re
from collections.abc import Mapping

from sharebot.reading.lexicon import Lexicon
from sharebot.reading.model import Found, Intent
from sharebot.reading.text import Text

_SOMEBODY = re.compile(
    r"\b(?:he|she|hes|shes|him|her|his|hers|theyve|namex|pt|pts|client|patient|tenant|resident|lad|lassie|"
    r"mum|dad|gran|granny|sister|brother|"
    r"my\s+\w+|our\s+(?:young|pupil|resident|tenant|client|patient|lad|kid|wee|boy|girl|student|service|school|"
    r"family)\w*|one\s+of|a\s+(?:boy|girl|lad|lassie|client|tenant|resident|pupil|"
    r"kid|wean|family|student|man|woman|guy|mum|dad|colleague|journalist|solicitor|neighbour)|the\s+(?:boy|girl|lad|"
    r"kids|weans|family|police|man|woman|mum|dad|file|school)|"
    r"\d{1,2}\s?(?:yo|yr)|p[1-7]|s[1-6]|wants|wanted|asked|phoned|emailed|rang|told me|just)\b"
)
_GENERIC = re.compile(
    r"\b(?:a child|children|parents|a parent|workers|staff|schools|gps|charities|someone|somebody|people|a person|"
    r"an adult|adults|young people|professionals|"
    r"consent|gdpr|caldicott|named person|information sharing|data protection|lawful basis|legal basis|public task|"
    r"in general|generally|always|ever)\b"
)
_QUESTION_FORM = re.compile(
    r"^\W*(?:(?:hi|hello|hiya|quick question|question|q|general question|just wondering|wondering|so|right|ok|eh|"
    r"here|hey)\W+)*(?:what|whats|whit|whits|wit|wits|when|who|where|which|how|why|is|are|does|do|can|could|"
    r"should|must|may|"
    r"if|under|explain|tell me|define|am)\b"
)
_LEAD_IN = re.compile(
    r"^\W*(?:(?:and|an|but|ok|okay|so|right|oh|aye|well|eh|em|hmm|thanks|thank you|ta|cheers|great|grand|fine|"
    r"hi|hey|please|"
    r"pls|then|now|also|just|cool|good|yeah|yes)\b\W+){1,4}"
)
_NEW_CASE = re.compile(r"(?:start (?:again|over)|(?:a )?(?:new|different|another|next) (?:case|family|question))\b")
_WOULD_IT = re.compile(r"(?:would|wid|will|does|is|wouldnt)\s+(?:it|that|this|things|the answer)\b[^.!?]{0,40}\bif\b")
_NOT_BUT = re.compile(
    r"\b(?:wasnt|isnt|wasnae|isnae|was not|is not)\b[^.!?]*\b(?:its|it was|it is|it wis)\b|"
    r"(?:\w+\s*,?\s+no[t]?\s+\d{1,2}\W*$|^its? (?:is |was )?(?:actually )?(?:her|his|the|their) \w+ (?:that|who)\b)|"
    r"^it (?:was|wis) (?:her|his|the|their|a)\b.*\b(?:who|that|phoned|asked|wants)\b"
)
FEW = 14
MUCH = 24
SHORT = 16
"""A follow-up in a few words is about the case that is open; a longer message with people in it may be a new one."""


class IntentReader:
    """Tells what a message wants, by its words and its form."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._words = lexicon.intents

    def read(self, text: Text, found: Mapping[str, Found], *, conversation: bool) -> Intent:
        """The intent; follow-ups only while a case is open."""
        if conversation and (follow_up := self._follow_up(text)) is not None:
            return follow_up
        if self._is_elsewhere(text, found):
            return Intent.OUT_OF_SCOPE
        if self._is_general(text, found):
            return Intent.QUESTION
        told = len(text.normal.split()) > FEW
        if conversation or found or told or _SOMEBODY.search(text.normal) or _GENERIC.search(text.normal):
            return Intent.CASE
        return Intent.OUT_OF_SCOPE

    def _is_elsewhere(self, text: Text, found: Mapping[str, Found]) -> bool:
        """Not about sharing at all: other words, few of them, and nobody in particular it could be about."""
        if not self._words["out-of-scope"].search(text.normal) or _matters(found):
            return False
        return len(text.normal.split()) <= FEW and not _a_person(text.normal)

    def _follow_up(self, text: Text) -> Intent | None:
        normal = text.normal.strip()
        core = _LEAD_IN.sub("", normal) or normal
        count = len(core.split())
        if self._begins("restart", core) and (count <= 6 or _NEW_CASE.match(core)):
            return Intent.RESTART
        if self._begins("back", re.sub(r"^(?:no|naw|oops)\W+", "", core)) and count <= 8:
            return Intent.BACK
        if self._supposes(normal, core):
            return Intent.WHAT_IF
        if self._asks_why(core, count):
            return Intent.WHY
        if count <= SHORT + 4 and (self._words["words"].search(core) or self._begins("words-first", core)):
            return Intent.WORDS
        return Intent.CORRECTION if self._corrects(normal, core) else None

    def _begins(self, name: str, core: str) -> bool:
        return bool(self._words[name].match(core))

    def _supposes(self, normal: str, core: str) -> bool:
        if self._begins("what-if", core) or self._begins("what-if", normal) or _WOULD_IT.match(core):
            return True
        return len(core.split()) <= MUCH and bool(self._words["what-if-anywhere"].search(core))

    def _asks_why(self, core: str, count: int) -> bool:
        if count <= SHORT and self._begins("why", core):
            return True
        return count <= FEW and bool(self._words["why-anywhere"].search(core))

    def _corrects(self, normal: str, core: str) -> bool:
        if self._begins("correction", core) or re.match(r"(?:no|naw|nah|nope)\b", normal):
            return True
        if len(core.split()) > MUCH:
            return False
        return bool(self._words["correction-anywhere"].search(core) or _NOT_BUT.search(core))

    def _is_general(self, text: Text, found: Mapping[str, Found]) -> bool:
        """A question about guidance begins as a question, is short, and has nobody in particular in it."""
        normal = text.normal.strip()
        alone = len(re.split(r"[.!?\n]+\s*", normal.rstrip("?.! "))) == 1
        if not (_QUESTION_FORM.match(normal) or (alone and normal.endswith("?"))):
            return False
        if _danger_said(found) or (_matters(found) and not alone):
            return False
        if len(normal.split()) > 40 or _a_person(normal):
            return False
        in_general = bool(_GENERIC.search(normal) and self._words["question"].search(normal))
        return in_general or not _SOMEBODY.search(normal)


def _a_person(normal: str) -> bool:
    return bool(
        re.search(
            r"\b(?:he|she|hes|shes|him|her|his|namex|my\s+(?:client|patient|tenant|pupil)|pt|\d{1,2}\s?yo|p[1-7]|"
            r"s[1-6])\b",
            normal,
        )
    )


def _danger_said(found: Mapping[str, Found]) -> bool:
    """Danger that was said is a case, even in the form of a question."""
    return "danger" in found and found["danger"].value in {"yes", "soon"}


def _matters(found: Mapping[str, Found]) -> bool:
    """Risk that was said makes it a case, whatever its form."""
    risks = {"danger": {"yes", "soon"}, "child_concern": {"yes"}, "others_risk": {"serious"}, "adult_at_risk": {"yes"}}
    return any(found[fact].value in values for fact, values in risks.items() if fact in found)
