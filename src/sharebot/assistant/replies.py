"""Turns: each way a reply can end, put together from the framework, the guidance and the wording."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace

from sharebot.answering.card_text import card_text, quote_line
from sharebot.answering.citations import Citations
from sharebot.answering.guidance import answer_from
from sharebot.answering.turn import Status, Turn
from sharebot.assistant.card import recommendation
from sharebot.assistant.facts import label_of, narrowed_facts, question_json, shown_facts
from sharebot.framework.model import Assessment, Framework
from sharebot.retrieval.library import Library
from sharebot.retrieval.passage import Hit
from sharebot.wording import Wording

Timed = Callable[[str], AbstractContextManager[None]]


class Replies:
    """Makes turns. Knows the framework and the words; decides nothing."""

    def __init__(self, framework: Framework, wording: Wording) -> None:
        self._framework = framework
        self._wording = wording

    def plain(self, status: Status, key: str, **values: object) -> Turn:
        """A turn that only says something."""
        return Turn(status, self._wording.say(key, **values), versions=self._versions(None))

    def refused(self, sentence: str) -> Turn:
        """Input that cannot be read: the sentence says why and what to do."""
        return Turn(Status.REFUSED, f"{sentence} {self._wording['refused.hint']}", versions=self._versions(None))

    def unavailable(self, reason: str) -> Turn:
        """The guidance could not be searched."""
        return self.plain(Status.UNAVAILABLE, "unavailable.library", reason=reason)

    def recommendation(
        self, assessment: Assessment, library: Library | None, area: str, likely: Mapping[str, tuple[str, ...]], timed: Timed
    ) -> Turn:
        """The card, with the one best question when something can still change it."""
        citations = Citations()
        card = recommendation(self._framework, self._wording, assessment, library, citations)
        with timed("retrieval"):
            self._quote_local(assessment, library, area, citations)
        question = assessment.question
        asked = question_json(self._framework, self._wording, question.fact.id, question.options, likely) if question else None
        cited = citations.all()
        text = card_text(
            self._wording, card, cited, [self._change_line(row) for row in card.would_change], self._taken_for_granted(assessment),
            library=library is not None,
        )
        if asked is not None:
            text = f"**{asked['ask']}**\n\n{self._wording.say('question.why', why=asked['why'])}\n\n{text}"
        return Turn(
            status=Status.QUESTION if asked else Status.RECOMMENDATION,
            text=text,
            facts=shown_facts(self._framework, self._wording, assessment.case),
            narrowed=narrowed_facts(self._framework, self._wording, assessment.case),
            question=asked,
            recommendation=card,
            citations=cited,
            completeness="full" if card.because[0].citations else "partial" if cited else "none",
            versions=self._versions(library),
        )

    def guidance(self, question: str, hits: Sequence[Hit], library_version: str) -> Turn:
        """A general question answered in quoted words, or honestly not."""
        citations = Citations()
        answer = answer_from(question, hits, citations)
        versions = {**self._versions(None), "library": library_version}
        if answer.completeness == "none":
            return Turn(Status.NOT_IN_GUIDANCE, self._wording["not-in-guidance.text"], versions=versions)
        local = self._wording["guidance.local"]
        lines = [f"- “{quote.words}” [{quote.number}]" + (f" ({local})" if quote.local else "") for quote in answer.quotes]
        parts = [
            self._wording["guidance.lead"],
            "\n".join(lines),
            self._wording["guidance.partial"] if answer.completeness == "partial" else "",
            "\n".join(quote_line(citation) for citation in citations.all()),
            self._wording["guidance.case"],
        ]
        text = "\n\n".join(part for part in parts if part)
        return Turn(Status.GUIDANCE, text, citations=citations.all(), completeness=answer.completeness, versions=versions)

    def with_change(self, turn: Turn, changed: Mapping[str, str], before: Assessment) -> Turn:
        """The same turn, saying first what was changed and whether it matters."""
        facts = "; ".join(label_of(self._framework, self._wording, fact, value) for fact, value in changed.items())
        same = turn.recommendation is not None and turn.recommendation.outcome == before.outcome
        lead = f"{self._wording.say('change.text', facts=facts)} {self._wording['change.same' if same else 'change.different']}"
        return replace(turn, text=f"{lead}\n\n{turn.text}")

    def with_record(self, turn: Turn, decided_on: Turn, record_id: str) -> Turn:
        """A recorded turn keeps the card it was decided on beside it."""
        return replace(
            turn, record={"id": record_id}, recommendation=decided_on.recommendation, citations=decided_on.citations,
            facts=decided_on.facts, completeness=decided_on.completeness, versions=decided_on.versions,
        )

    def _quote_local(self, assessment: Assessment, library: Library | None, area: str, citations: Citations) -> None:
        """What the worker's own area says on the point, when it says something."""
        if library is None or not area or assessment.rule.id.startswith("danger-"):
            return
        hits = library.search(f"{assessment.rule.because}", top=2, area=area, tiers={"local"})
        answer_from(assessment.rule.because, hits, citations)

    def _change_line(self, change: Mapping[str, str]) -> str:
        label = label_of(self._framework, self._wording, change["fact"], change["value"])
        return self._wording.say("card.change.line", label=label, outcome=self._framework.outcomes[change["outcome"]].label.lower())

    def _taken_for_granted(self, assessment: Assessment) -> list[str]:
        """The assumptions a worker should see: those whose change would change the outcome."""
        matters = {fact for rule in self._framework.rules for fact in rule.when}
        facts = shown_facts(self._framework, self._wording, assessment.case)
        quiet = {"sexual_activity", "controller", "law_in_force", "reuse", "authorised", "safe_route", "information", "request"}
        return [row["label"] for row in facts if row["origin"] == "assumed" and row["id"] in matters and row["id"] not in quiet][:6]

    def _versions(self, library: Library | None) -> dict[str, str | None]:
        return {
            "framework": self._framework.version,
            "library": library.version if library is not None else None,
            "prompt": None,
            "model": None,
        }
