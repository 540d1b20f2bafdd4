"""An assessment and its advice made into the recommendation of a turn, with checked citations."""

from sharebot.answering.citations import Citations, Guidance
from sharebot.answering.turn import Reason, Recommendation
from sharebot.framework.advise import Advised, advise
from sharebot.framework.assess import would_change
from sharebot.framework.model import Assessment, Framework
from sharebot.wording import Wording

MOST_CHANGES = 8


def recommendation(
    framework: Framework, wording: Wording, assessment: Assessment, guidance: Guidance | None, citations: Citations
) -> Recommendation:
    """The card for an assessed case. Without `guidance` (the library is down) it stands, with no quotations."""
    advised = advise(framework, assessment)
    outcome = framework.outcomes[assessment.outcome]
    return Recommendation(
        outcome=outcome.id,
        provisional=assessment.provisional,
        possible=assessment.possible,
        headline=outcome.headline,
        rule=assessment.rule.id,
        because=(Reason(assessment.rule.because, assessment.rule.id, _cited(framework, assessment.rule.id, guidance, citations)),),
        share=advised.share,
        leave_out=tuple({"item": item.item, "why": item.why} for item in advised.leave_out),
        with_whom=advised.with_whom,
        tell=_tell(advised),
        lawful_basis=tuple(
            {"provision": ", ".join(basis.provisions), "text": basis.text, "citations": _cited(framework, basis.id, guidance, citations)}
            for basis in advised.bases
        ),
        safeguards=advised.safeguards,
        risks={"of_sharing": advised.risk_of_sharing, "of_not_sharing": advised.risk_of_not_sharing},
        who_decides=_who(advised),
        words=tuple({"for": words.use, "text": words.text} for words in advised.words),
        would_change=_changes(framework, assessment),
    )


def _cited(framework: Framework, what: str, guidance: Guidance | None, citations: Citations) -> tuple[int, ...]:
    if guidance is None:
        return ()
    return citations.from_pages(guidance, [(cite.page, cite.quote) for cite in framework.cites if cite.supports == what])


def _tell(advised: Advised) -> dict[str, object]:
    if advised.tell is None:
        return {"when": "first", "text": "", "citations": ()}
    return {"when": advised.tell.when, "text": advised.tell.text, "citations": ()}


def _who(advised: Advised) -> dict[str, str]:
    if advised.who_decides is None:
        return {"role": "", "if_unavailable": ""}
    return {"role": advised.who_decides.role, "if_unavailable": advised.who_decides.if_unavailable}


def _changes(framework: Framework, assessment: Assessment) -> tuple[dict[str, str], ...]:
    """Changes of what was said or answered before changes of what was only taken for granted."""
    place = {fact: index for index, fact in enumerate(framework.facts)}
    stated = {fact for fact, known in assessment.case.items() if known.origin != "assumed"}
    changes = sorted(would_change(framework, assessment), key=lambda c: (c.fact not in stated, place[c.fact]))
    return tuple({"fact": c.fact, "value": c.value, "outcome": c.outcome} for c in changes[:MOST_CHANGES])
