"""An assessment and its advice made into the recommendation of a turn, with checked citations."""

import re
from datetime import date
from typing import Any

from sharebot.answering.citations import Citations, Guidance
from sharebot.answering.turn import Reason, Recommendation
from sharebot.assistant.bases import bases_of
from sharebot.framework.advise import Advised, advise
from sharebot.framework.assess import would_change
from sharebot.framework.model import Assessment, Cite, Conflict, Framework

MOST_CHANGES = 8
_ABOUT_TELLING = re.compile(
    r"\b(?:tell|telling|inform|informing) "
    r"(?:(?:the |a |an |your )?(?:person|adult|child|young person|family|parents?|patient|client)\b"
    r"|them (?:first|before|after|what|that|why))",
    re.IGNORECASE,
)


class CardMaker:
    """Makes one card. Without `guidance` (the library is down) the card stands, with no quotations."""

    def __init__(
        self, framework: Framework, guidance: Guidance | None, citations: Citations, as_at: date | None = None
    ) -> None:
        self._framework = framework
        self._guidance = guidance
        self._citations = citations
        self._as_at = as_at

    def card(self, assessment: Assessment) -> Recommendation:
        """The card for an assessed case."""
        advised = advise(self._framework, assessment)
        rule = assessment.rule
        return Recommendation(
            outcome=assessment.outcome,
            provisional=assessment.provisional,
            possible=assessment.possible,
            headline=self._framework.outcomes[assessment.outcome].headline,
            rule=rule.id,
            because=(Reason(rule.because, rule.id, self._cited(rule.id)),),
            share=advised.share,
            leave_out=tuple({"item": item.item, "why": item.why} for item in advised.leave_out),
            with_whom=advised.with_whom,
            tell=self._tell(advised, rule.id),
            lawful_basis=self._bases(assessment),
            safeguards=advised.safeguards,
            risks={"of_sharing": advised.risk_of_sharing, "of_not_sharing": advised.risk_of_not_sharing},
            who_decides=_who(advised),
            words=tuple({"for": words.use, "text": words.text} for words in advised.words),
            would_change=self._changes(assessment),
            conflicts=tuple(self._conflict(conflict) for conflict in advised.conflicts),
        )

    def _cites(self, what: str) -> list[Cite]:
        return [cite for cite in self._framework.cites if cite.supports == what]

    def _cited(self, what: str) -> tuple[int, ...]:
        return self._numbers(self._cites(what))

    def _numbers(self, cites: list[Cite]) -> tuple[int, ...]:
        if self._guidance is None:
            return ()
        return self._citations.from_pages(self._guidance, [(cite.page, cite.quote) for cite in cites])

    def _tell(self, advised: Advised, rule: str) -> dict[str, Any]:
        """Whether to tell the person, with the advice's own quotes, else the rule's where they speak of telling."""
        if advised.tell is None:
            return {"when": "first", "text": "", "citations": ()}
        given_by = next((entry.id for entry in self._framework.advice if entry.tell is advised.tell), "")
        of_rule = [cite for cite in self._cites(rule) if _ABOUT_TELLING.search(cite.quote)]
        numbers = self._cited(given_by) or self._numbers(of_rule[:1])
        return {"when": advised.tell.when, "text": advised.tell.text, "citations": numbers}

    def _bases(self, assessment: Assessment) -> tuple[dict[str, Any], ...]:
        return tuple(
            {"provision": ", ".join(basis.provisions), "text": basis.text, "citations": self._cited(basis.id)}
            for basis in bases_of(self._framework, assessment)
        )

    def _conflict(self, conflict: Conflict) -> dict[str, Any]:
        sides = zip(conflict.sides, self._cites(conflict.id), strict=True)
        return {
            "id": conflict.id,
            "about": conflict.about,
            "sides": tuple(
                {"says": side.says, "source": side.source, "citations": self._numbers([cite])} for side, cite in sides
            ),
            "who_decides": conflict.who_decides,
            "meanwhile": conflict.meanwhile,
        }

    def _changes(self, assessment: Assessment) -> tuple[dict[str, str], ...]:
        """Changes of what was said or answered before changes of what was only taken for granted."""
        place = {fact: index for index, fact in enumerate(self._framework.facts)}
        stated = {fact for fact, known in assessment.case.items() if known.origin != "assumed"}
        changes = would_change(self._framework, assessment, self._as_at)
        ordered = sorted(changes, key=lambda change: (change.fact not in stated, place[change.fact]))
        return tuple({"fact": c.fact, "value": c.value, "outcome": c.outcome} for c in ordered[:MOST_CHANGES])


def _who(advised: Advised) -> dict[str, str]:
    if advised.who_decides is None:
        return {"role": "", "if_unavailable": ""}
    return {"role": advised.who_decides.role, "if_unavailable": advised.who_decides.if_unavailable}
