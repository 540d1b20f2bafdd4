"""Words to use for the open case: what to say, to whom, and a draft of the note or message to send."""

import re
from collections.abc import Sequence

from sharebot.assistant.facts import shown_facts
from sharebot.framework.advise import Advised, advise
from sharebot.framework.model import Assessment, Framework, Words
from sharebot.wording import Wording

NOTE, REFUSAL, RECIPIENT, PERSON = "the note", "a refusal", "the recipient", "the person"
_HOLDS_BACK = {"do-not-share", "get-advice-first", "share-with-agreement"}
_NOT_TO_BE_REPORTED_TO = frozenset({"parent", "relative", "partner", "foster-carer", "media", "landlord", "employer"})
"""Words that report a danger or a concern are never put to these, even where they began the case by asking."""

_WRITTEN = re.compile(
    r"\b(?:draft|write|word|type|e-?mail|letter|referral|refer|report|message|text|note|notes|record|put "
    r"(?:that|this|it) in|"
    r"write (?:that|this|it) up|case ?note)\b"
)
_IS_NOTE = re.compile(r"\b(?:case ?notes?|notes?|record|write (?:it|this|that) up|file|log|chronology)\b")
_IS_REFUSAL = re.compile(
    r"\b(?:refus\w*|say(?:ing)? no|turn\w* \w+ (?:down|away)|caller|asker|(?:cant|cannae|wont|cannot|can t) "
    r"(?:tell|share|say|give)|"
    r"knock\w* back|fob\w* off)\b"
)
_IS_MESSAGE = re.compile(r"\b(?:e-?mail|letter|referral|refer|report|recipient|agency|phone call|call them)\b")
_NAMED = {
    "police": r"police|polis|officer|cops?|cid",
    "social-work": r"social work\w*|sw|duty|council",
    "health": r"gp|nurse|hospital|doctor|health visitor|hv|camhs|ward|midwife",
    "school": r"school|nursery|teacher|head ?teacher|named person",
    "parent": r"mum|mam|maw|dad|da|mother|father|parents?|stepdad|stepmum",
    "relative": r"gran|granny|nana|papa|grandad|aunt\w*|uncle|relatives?|brother|sister|neighbour|friend",
    "partner": r"husband|wife|partner|ex|boyfriend|girlfriend",
    "foster-carer": r"(?:foster )?carers?",
    "solicitor": r"solicitor|lawyer",
    "reporter": r"reporter|scra",
    "landlord": r"landlord|housing",
    "employer": r"employer|boss|hr",
    "media": r"journalist|paper|press|reporter",
    "elected": r"msp|mp|councillor",
}
_IS_PERSON = re.compile(
    r"\b(?:her|him|she|he|family|person|client|patient|child|kid|pupil|tenant|resident|lad|lassie|boy|girl|wean|"
    r"young person|yp|mum|dad|parents?|gran|them)\b"
)


class Drafter:
    """Puts ready words together. It adds nothing that is not on the card or in the worker's own masked words."""

    def __init__(self, framework: Framework, wording: Wording) -> None:
        self._framework = framework
        self._wording = wording

    def reply(self, message: str, now: Assessment, messages: Sequence[str]) -> str:
        """The words that were asked for."""
        normal = message.lower().replace("'", "").replace("’", "")
        advised = advise(self._framework, now)
        use = _wanted(normal, now)
        parts = [self._lines(use, advised)]
        if _WRITTEN.search(normal):
            parts = [self._note(advised, now, messages) if use == NOTE else self._draft(use, advised, now)]
        if now.provisional:
            parts.append(self._wording["words.open"])
        return "\n\n".join(part for part in parts if part)

    def _lines(self, use: str | None, advised: Advised) -> str:
        chosen = _for(use, advised) or advised.words
        if not chosen:
            return self._wording["words.none"]
        lines = "\n".join(f"- {self._wording['card.words.' + one.use]}: “{one.text}”" for one in chosen)
        return f"{self._wording['words.lead']}\n\n{lines}"

    def _draft(self, use: str | None, advised: Advised, now: Assessment) -> str:
        """A message to the recipient; where nothing may be shared yet, the words that say so."""
        if use in {REFUSAL, PERSON} or now.outcome in _HOLDS_BACK:
            return self._lines(use if use == PERSON else REFUSAL, advised)
        opening = [one.text for one in _for(RECIPIENT, advised)] or [self._wording["words.draft.opening"]]
        with_whom = "; ".join(advised.with_whom) or self._wording["words.draft.blank"]
        items = "\n".join(f"- {item}: {self._wording['words.draft.blank']}" for item in advised.share)
        shared = self._wording.say("words.draft.shared", items=items) if items else ""
        return "\n\n".join(
            part
            for part in (
                self._wording["words.draft.lead"],
                self._wording.say("words.draft.to", whom=with_whom),
                "\n\n".join(opening),
                shared,
                self._wording["words.draft.from"],
            )
            if part
        )

    def _note(self, advised: Advised, now: Assessment, messages: Sequence[str]) -> str:
        known = [row for row in shown_facts(self._framework, self._wording, now.case) if row["origin"] != "assumed"]
        lines = [
            *(one.text for one in _for(NOTE, advised)),
            self._wording.say("words.note.told", words=" / ".join(messages)) if messages else "",
            self._wording.say("words.note.facts", facts="; ".join(row["label"] for row in known)) if known else "",
            self._wording.say("words.note.advice", headline=self._framework.outcomes[now.outcome].headline),
            self._wording["words.note.decided"],
        ]
        body = "\n".join(f"- {line}" for line in lines if line)
        return f"{self._wording['words.note.lead']}\n\n{body}"


def _for(use: str | None, advised: Advised) -> tuple[Words, ...]:
    return tuple(one for one in advised.words if one.use == use)


def _wanted(normal: str, now: Assessment) -> str | None:
    """For whom the words are. Whoever is the recipient of the case is spoken to as the recipient."""
    recipient = now.case["recipient"].value if "recipient" in now.case else None
    named = [who for who, pattern in _NAMED.items() if re.search(rf"\b(?:{pattern})\b", normal)]
    if _IS_REFUSAL.search(normal):
        return REFUSAL
    if _IS_NOTE.search(normal) and not (_IS_MESSAGE.search(normal) or named):
        return NOTE
    if now.outcome == "share-now" and recipient in named and recipient in _NOT_TO_BE_REPORTED_TO:
        return PERSON
    if recipient in named or (_IS_MESSAGE.search(normal) and not named):
        return REFUSAL if now.outcome in _HOLDS_BACK else RECIPIENT
    if _IS_PERSON.search(normal):
        return PERSON
    return RECIPIENT if named or _IS_MESSAGE.search(normal) else NOTE if _IS_NOTE.search(normal) else None
