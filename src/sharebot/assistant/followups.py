"""Follow-ups about the case that is open: why, what if, and words to use. None of them changes the case."""

from collections.abc import Mapping
from dataclasses import dataclass

from sharebot.answering.card_text import quote_line
from sharebot.answering.citations import Citations, Guidance
from sharebot.answering.turn import Status, Turn
from sharebot.assistant.card import CardMaker
from sharebot.assistant.drafting import Drafter
from sharebot.assistant.facts import labels_of, shown_facts
from sharebot.framework.model import Assessment, Framework, Known
from sharebot.reading.model import Intent
from sharebot.wording import Wording


@dataclass(frozen=True)
class FollowUp:
    """What was asked about the open case: the message, where the case stands, and where it would if it were otherwise.

    `then` is None when nothing that was supposed could be read. `messages` are the masked messages of the case.
    """

    intent: Intent
    message: str
    now: Assessment
    supposed: Mapping[str, Known]
    then: Assessment | None
    messages: tuple[str, ...] = ()


class FollowUps:
    """Replies to follow-ups."""

    answered = frozenset({Intent.WHY, Intent.WHAT_IF, Intent.WORDS})

    def __init__(self, framework: Framework, wording: Wording) -> None:
        self._framework = framework
        self._wording = wording
        self._drafter = Drafter(framework, wording)

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
            self._wording.say("explain.outcome", headline=card.headline),
            self._wording.say("explain.lead", because=now.rule.because) + marks,
            "" if marks or guidance is None else self._wording["card.no-citation"],
            self._wording.say("explain.passed", count=checked),
            self._wording.say("explain.open", facts=labels) if labels else "",
            "\n".join(f"- {row['label']}" for row in known),
            _quotes(citations),
        ]
        return Status.EXPLANATION, "\n\n".join(part for part in parts if part)

    def _what_if(self, asked: FollowUp, guidance: Guidance | None, citations: Citations) -> tuple[Status, str]:
        then = asked.then
        if then is None:
            return Status.EXPLANATION, self._wording["what-if.unread"]
        facts = labels_of(self._framework, self._wording, asked.supposed)
        card = CardMaker(self._framework, guidance, citations).card(then)
        marks = "".join(f" [{number}]" for number in card.because[0].citations)
        same = then.outcome == asked.now.outcome
        key = "what-if.stays" if same else "what-if.lead"
        turning = then.question.fact.label if then.provisional and then.question else ""
        parts = [
            self._wording.say(key, facts=facts, headline=card.headline, because=then.rule.because) + marks,
            self._wording.say("what-if.open", fact=turning) if turning else "",
            self._wording["what-if.nothing-changed"],
            _quotes(citations),
        ]
        return Status.EXPLANATION, "\n\n".join(part for part in parts if part)

    def _words(self, asked: FollowUp, _: Guidance | None, __: Citations) -> tuple[Status, str]:
        return Status.WORDS, self._drafter.reply(asked.message, asked.now, asked.messages)


def _quotes(citations: Citations) -> str:
    return "\n\n".join(quote_line(citation) for citation in citations.all())
