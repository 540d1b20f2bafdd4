"""Turns: each way a reply can end, put together from the framework, the guidance and the wording."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sharebot.answering.card_text import Shown, full_card, quote_line, steer
from sharebot.answering.citations import Citations
from sharebot.answering.guidance import answer_from
from sharebot.answering.turn import Citation, Recommendation, Status, Turn
from sharebot.assistant.card import CardMaker
from sharebot.assistant.conversation import Conversation
from sharebot.assistant.differing import on_the_card
from sharebot.assistant.facts import label_of, narrowed_facts, question_json, shown_facts
from sharebot.errors import LibraryError
from sharebot.framework.model import Assessment, Framework
from sharebot.retrieval.library import Library
from sharebot.retrieval.passage import Hit
from sharebot.wording import Wording

log = logging.getLogger(__name__)


class Replies:
    """Makes turns. Knows the framework and the words; decides nothing."""

    def __init__(self, framework: Framework, wording: Wording) -> None:
        self._framework = framework
        self._wording = wording

    def plain(self, status: Status, key: str, **values: object) -> Turn:
        """A turn that only says something."""
        return Turn(status, self._wording.say(key, **values), versions=self.versions(None))

    def refused(self, sentence: str) -> Turn:
        """Input that cannot be used: the sentence says why and what to do."""
        return Turn(Status.REFUSED, f"{sentence} {self._wording['refused.hint']}", versions=self.versions(None))

    def unavailable(self, error: Exception) -> Turn:
        """Something of ours cannot be reached just now."""
        kind = "library" if isinstance(error, LibraryError) else "other"
        return self.plain(Status.UNAVAILABLE, f"unavailable.{kind}", reason=error)

    def recommendation(
        self, assessment: Assessment, library: Library | None, conversation: Conversation, local: Sequence[Hit]
    ) -> Turn:
        """The card, with the one best question when something can still change it. `local` are the area's own words."""
        try:
            return self._recommendation(assessment, library, conversation, local)
        except LibraryError as error:
            log.warning("No quotations: %s", error)
            return self._recommendation(assessment, None, conversation, ())

    def guidance(self, question: str, hits: Sequence[Hit], library: Library, *, case_open: bool = False) -> Turn:
        """A general question answered in quoted words, or honestly not."""
        citations = Citations()
        answer = answer_from(question, hits, citations)
        versions = self.versions(library)
        if answer.completeness == "none":
            return Turn(Status.NOT_IN_GUIDANCE, self._wording["not-in-guidance.text"], versions=versions)
        local = f" ({self._wording['guidance.local']})"
        parts = [
            self._wording["guidance.lead"],
            "\n".join(f"- “{one.words}” [{one.number}]{local if one.local else ''}" for one in answer.quotes),
            self._wording["guidance.partial"] if answer.completeness == "partial" else "",
            "\n\n".join(quote_line(citation) for citation in citations.all()),
            self._wording["guidance.open-case" if case_open else "guidance.case"],
        ]
        text = "\n\n".join(part for part in parts if part)
        return Turn(
            Status.GUIDANCE, text, citations=citations.all(), completeness=answer.completeness, versions=versions
        )

    def courtesy(self, kind: str, assessment: Assessment | None, conversation: Conversation) -> Turn:
        """A short reply to thanks, a greeting or a curse; the case stays as it is."""
        text = self._wording[f"courtesy.{kind}"]
        if assessment is None:
            return Turn(Status.EXPLANATION, f"{text} {self._wording['courtesy.begin']}", versions=self.versions(None))
        turn = Turn(Status.EXPLANATION, text, versions=self.versions(None))
        if assessment.question is None:
            return replace(turn, text=f"{text} {self._wording['courtesy.going-on']}")
        return self.still_asking(turn, assessment, conversation)

    def still_asking(self, turn: Turn, assessment: Assessment, conversation: Conversation) -> Turn:
        """The same turn about something else, with the question of the case that is still open."""
        asked = question_json(self._wording, assessment.question, conversation.chances)
        if asked is None:
            return turn
        return replace(
            turn,
            text=f"{turn.text}\n\n{self._wording.say('heard.question', ask=asked['ask'])}",
            question=asked,
            facts=turn.facts or shown_facts(self._framework, self._wording, assessment.case),
        )

    def recorded(self, decided_on: Turn, record_id: str, outcome: str) -> Turn:
        """A decision was kept; the card it was decided on stays beside it."""
        label = self._framework.outcomes[outcome].label.lower()
        text = self._wording.say("recorded.text", id=record_id, outcome=label)
        return replace(decided_on, status=Status.RECORDED, text=text, question=None, record={"id": record_id})

    def versions(self, library: Library | None) -> dict[str, str | None]:
        """What made a turn."""
        version = library.version if library is not None else None
        return {"framework": self._framework.version, "library": version, "prompt": None, "model": None}

    def _recommendation(
        self, assessment: Assessment, library: Library | None, conversation: Conversation, local: Sequence[Hit]
    ) -> Turn:
        citations = Citations()
        card = CardMaker(self._framework, library, citations).card(assessment)
        answer_from(assessment.rule.because, local, citations)
        differing = on_the_card(self._wording, library, conversation, assessment, citations)
        card, cited = replace(card, differences=differing), citations.all()
        asked = question_json(self._wording, assessment.question, conversation.chances)
        shown = self._shown(card, cited, assessment, library)
        asks_first = asked is not None and (assessment.provisional or assessment.outcome != "share-now")
        return Turn(
            status=Status.QUESTION if asks_first else Status.RECOMMENDATION,
            text=self._asking(asked, shown) if asked and asks_first else full_card(self._wording, shown),
            facts=shown_facts(self._framework, self._wording, assessment.case),
            narrowed=narrowed_facts(self._framework, self._wording, assessment.case),
            question=asked,
            recommendation=card,
            citations=cited,
            completeness="full" if card.because[0].citations else "partial" if cited else "none",
            versions=self.versions(library),
        )

    def _shown(
        self, card: Recommendation, citations: tuple[Citation, ...], assessment: Assessment, library: Library | None
    ) -> Shown:
        return Shown(
            card=card,
            citations=citations,
            changes=self._changes(card),
            assumed=self._assumed(card, assessment),
            supposed=self._supposed(assessment),
            library=library is not None,
        )

    def _asking(self, asked: Mapping[str, str], shown: Shown) -> str:
        why = self._wording.say("question.why", why=asked["why"])
        return f"**{asked['ask']}**\n\n{why}\n\n{steer(self._wording, shown)}"

    def _changes(self, card: Recommendation) -> tuple[str, ...]:
        return tuple(
            self._wording.say(
                "card.change.line",
                label=label_of(self._framework, self._wording, change["fact"], change["value"]),
                outcome=self._framework.outcomes[change["outcome"]].label.lower(),
            )
            for change in card.would_change
        )

    def _assumed(self, card: Recommendation, assessment: Assessment) -> tuple[str, ...]:
        """What was taken for granted and, were it otherwise, would change the outcome."""
        turning = {change["fact"] for change in card.would_change}
        facts = shown_facts(self._framework, self._wording, assessment.case)
        return tuple(row["label"] for row in facts if row["origin"] == "assumed" and row["id"] in turning)

    def _supposed(self, assessment: Assessment) -> tuple[str, ...]:
        """What the rule of a provisional steer rests on and nobody has said yet."""
        return tuple(
            label_of(self._framework, self._wording, fact, values[0])
            for fact, values in assessment.rule.when.items()
            if len(values) == 1 and (fact not in assessment.case or assessment.case[fact].value is None)
        )
