"""Follow-ups about the case that is open: why, what if, and words to use. None of them changes the case."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sharebot.answering.card_text import quote_line
from sharebot.answering.citations import Citations, Guidance
from sharebot.answering.turn import Status, Turn
from sharebot.assistant.card import CardMaker
from sharebot.assistant.facts import label_of, shown_facts
from sharebot.framework.advise import advise
from sharebot.framework.assess import assess
from sharebot.framework.model import Assessment, Framework, Known
from sharebot.reading.model import Intent
from sharebot.wording import Wording

_FOR_WHOM = {
    "the note": r"\b(?:note|record|write it up|file)\b",
    "a refusal": r"\b(?:refus\w*|say no|turn\w* down|caller|asker|cant tell|can t tell)\b",
    "the recipient": r"\b(?:school|social work\w*|police|polis|gp|nurse|recipient|agency|reporter|email|letter|council"
    r"|hospital|doctor|officer|them)\b",
    "the person": r"\b(?:mum|dad|her|him|she|he|family|parents?|person|client|patient|child|kid|pupil|tenant|resident"
    r"|gran|home)\b",
}


@dataclass(frozen=True)
class FollowUp:
    """What was asked about the open case: the message, the facts it supposes, and where the case stands."""

    intent: Intent
    message: str
    supposed: Mapping[str, Known]
    case: Mapping[str, Known]
    now: Assessment


class FollowUps:
    """Replies to follow-ups."""

    answered = frozenset({Intent.WHY, Intent.WHAT_IF, Intent.WORDS})

    def __init__(self, framework: Framework, wording: Wording) -> None:
        self._framework = framework
        self._wording = wording

    def reply(self, asked: FollowUp, guidance: Guidance | None) -> Turn:
        """The turn for one of the intents in `answered`; versions and time are left to the caller."""
        replies = {Intent.WHY: self._why, Intent.WHAT_IF: self._what_if, Intent.WORDS: self._words}
        citations = Citations()
        status, text = replies[asked.intent](asked, guidance, citations)
        return Turn(
            status,
            text,
            facts=shown_facts(self._framework, self._wording, asked.now.case),
            citations=citations.all(),
            completeness="full" if citations.all() else "none",
        )

    def _why(self, asked: FollowUp, guidance: Guidance | None, citations: Citations) -> tuple[Status, str]:
        now = asked.now
        card = CardMaker(self._framework, guidance, citations).card(now)
        marks = "".join(f" [{number}]" for number in card.because[0].citations)
        checked = sum(1 for step in now.path if step.state == "no")
        open_facts = dict.fromkeys(fact for step in now.path for fact in step.open_facts)
        labels = "; ".join(self._framework.facts[fact].label for fact in open_facts)
        known = [row for row in shown_facts(self._framework, self._wording, now.case) if row["origin"] != "assumed"]
        parts = [
            self._wording.say("explain.lead", because=now.rule.because) + marks,
            self._wording.say("explain.passed", count=checked),
            self._wording.say("explain.open", facts=labels) if labels else "",
            "\n".join(f"- {row['label']}" for row in known),
            _quotes(citations),
        ]
        return Status.EXPLANATION, "\n\n".join(part for part in parts if part)

    def _what_if(self, asked: FollowUp, guidance: Guidance | None, citations: Citations) -> tuple[Status, str]:
        supposed = {fact: known for fact, known in asked.supposed.items() if known.value is not None}
        if not supposed:
            return Status.EXPLANATION, self._wording["what-if.unread"]
        then = assess(self._framework, {**asked.case, **supposed})
        facts = "; ".join(
            label_of(self._framework, self._wording, fact, str(known.value)) for fact, known in supposed.items()
        )
        card = CardMaker(self._framework, guidance, citations).card(then)
        marks = "".join(f" [{number}]" for number in card.because[0].citations)
        key = "what-if.same" if then.outcome == asked.now.outcome else "what-if.lead"
        lead = self._wording.say(key, facts=facts, headline=card.headline, because=then.rule.because) + marks
        return Status.EXPLANATION, "\n\n".join(part for part in (lead, _quotes(citations)) if part)

    def _words(self, asked: FollowUp, _: Guidance | None, __: Citations) -> tuple[Status, str]:
        words = advise(self._framework, asked.now).words
        normal = asked.message.lower()
        wanted = [use for use, pattern in _FOR_WHOM.items() if re.search(pattern, normal)]
        chosen = [one for use in wanted for one in words if one.use == use] or words
        if not chosen:
            return Status.WORDS, self._wording["words.none"]
        lines = "\n".join(f"- {self._wording['card.words.' + one.use]}: “{one.text}”" for one in chosen)
        return Status.WORDS, f"{self._wording['words.lead']}\n\n{lines}"


def _quotes(citations: Citations) -> str:
    return "\n\n".join(quote_line(citation) for citation in citations.all())
