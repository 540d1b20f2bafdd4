"""Follow-ups about the case that is open: why, what if, and words to use. None of them changes the case."""

import re
from collections.abc import Callable, Mapping

from sharebot.answering.card_text import quote_line
from sharebot.answering.citations import Citations, Guidance
from sharebot.answering.turn import Status, Turn
from sharebot.assistant.card import recommendation
from sharebot.assistant.facts import label_of, shown_facts
from sharebot.framework.advise import advise
from sharebot.framework.assess import assess
from sharebot.framework.model import Assessment, Framework, Known
from sharebot.reading.model import Intent
from sharebot.wording import Wording

FollowUp = Callable[[Assessment, Mapping[str, Known], str, dict[str, Known], Guidance | None], Turn]
_FOR_WHOM = {
    "the note": r"\b(?:note|record|write it up|file)\b",
    "a refusal": r"\b(?:refus\w*|say no|turn\w* down|caller|asker|cant tell|can t tell)\b",
    "the recipient": r"\b(?:school|social work\w*|police|polis|gp|nurse|recipient|agency|reporter|email|letter|council|hospital|doctor|officer|them)\b",
    "the person": r"\b(?:mum|dad|her|him|she|he|family|parents?|person|client|patient|child|kid|pupil|tenant|resident|gran|home)\b",
}


class FollowUps:
    """Replies to follow-ups, from the assessment of the open case."""

    def __init__(self, framework: Framework, wording: Wording) -> None:
        self._framework = framework
        self._wording = wording

    def for_intent(self, intent: Intent) -> FollowUp | None:
        """The reply for an intent, or None when it is not a follow-up."""
        return {Intent.WHY: self._why, Intent.WHAT_IF: self._what_if, Intent.WORDS: self._words}.get(intent)

    def _why(self, now: Assessment, case: Mapping[str, Known], message: str, found: dict[str, Known], guidance: Guidance | None) -> Turn:
        citations = Citations()
        card = recommendation(self._framework, self._wording, now, guidance, citations)
        checked = sum(1 for step in now.path if step.state == "no")
        open_facts = dict.fromkeys(fact for step in now.path for fact in step.open_facts)
        labels = "; ".join(self._framework.facts[fact].label for fact in open_facts)
        parts = [
            self._wording.say("explain.lead", because=now.rule.because),
            self._wording.say("explain.passed", count=checked),
            self._wording.say("explain.open", facts=labels) if labels else "",
            "\n".join(f"- {row['label']}" for row in shown_facts(self._framework, self._wording, now.case) if row["origin"] != "assumed"),
            "\n".join(quote_line(citation) for citation in citations.all()),
        ]
        return self._turn(Status.EXPLANATION, "\n\n".join(part for part in parts if part), now, citations)

    def _what_if(self, now: Assessment, case: Mapping[str, Known], message: str, found: dict[str, Known], guidance: Guidance | None) -> Turn:
        if not found:
            return self._turn(Status.EXPLANATION, self._wording["what-if.unread"], now, Citations())
        then = assess(self._framework, {**case, **found})
        outcome = self._framework.outcomes[then.outcome]
        facts = "; ".join(label_of(self._framework, self._wording, fact, k.value) for fact, k in found.items() if k.value)
        key = "what-if.same" if then.outcome == now.outcome else "what-if.lead"
        citations = Citations()
        card = recommendation(self._framework, self._wording, then, guidance, citations)
        text = self._wording.say(key, facts=facts, headline=outcome.headline, because=then.rule.because)
        return self._turn(Status.EXPLANATION, text, now, citations)

    def _words(self, now: Assessment, case: Mapping[str, Known], message: str, found: dict[str, Known], guidance: Guidance | None) -> Turn:
        words = advise(self._framework, now).words
        normal = message.lower()
        wanted = [use for use, pattern in _FOR_WHOM.items() if re.search(pattern, normal)]
        chosen = [w for use in wanted for w in words if w.use == use] or list(words)
        if not chosen:
            return self._turn(Status.WORDS, self._wording["words.none"], now, Citations())
        lines = "\n".join(f"- {self._wording['card.words.' + w.use]}: “{w.text}”" for w in chosen)
        return self._turn(Status.WORDS, f"{self._wording['words.lead']}\n\n{lines}", now, Citations())

    def _turn(self, status: Status, text: str, now: Assessment, citations: Citations) -> Turn:
        return Turn(
            status,
            text,
            facts=shown_facts(self._framework, self._wording, now.case),
            citations=citations.all(),
            completeness="full" if citations.all() else "none",
            versions={"framework": self._framework.version, "library": None, "prompt": None, "model": None},
        )
