"""The framework in words: rules with their reasons and quotes, questions, outcomes, and the path of one case."""

from collections.abc import Callable, Iterable

import streamlit as st

from sharebot.framework.model import NOT_SURE, Cite, Fact, Framework, Outcome, Rule, Step
from sharebot.service import Sharebot
from sharebot.ui import marks
from sharebot.ui.resources import say
from sharebot.ui.visiting import Visit


def show(blocks: list[str], wanted: str = "") -> None:
    """The blocks that hold the words wanted, whatever their case."""
    found = [block for block in blocks if wanted.lower().strip() in block.replace("\\", "").lower()]
    st.caption(say("ui.rules.found", found=len(found), total=len(blocks)))
    for block in found:
        st.markdown(block)


def path(bot: Sharebot, visit: Visit) -> None:
    """The rules as the open case passed them, without those that plainly do not fit."""
    if not visit.conversation.case:
        st.info(say("ui.rules.path.none"))
        return
    assessment = bot.assess(visit.conversation)
    st.markdown(say("ui.rules.path.lead", count=sum(1 for step in assessment.path if step.state == "no")))
    show([_step(bot.framework, step) for step in assessment.path if step.state != "no"])


def rules(framework: Framework) -> list[str]:
    """Every rule in the order in which it is tried."""
    quotes = _quotes(framework)
    return [_rule(framework, place, rule, quotes.get(rule.id, ())) for place, rule in enumerate(framework.rules, 1)]


def questions(framework: Framework) -> list[str]:
    """Every question and the answers it can have."""
    return [_question(fact) for fact in framework.facts.values()]


def outcomes(framework: Framework) -> list[str]:
    """The five outcomes, the most open first."""
    return [_outcome(one) for one in sorted(framework.outcomes.values(), key=lambda outcome: -outcome.openness)]


PARTS: dict[str, Callable[[Framework], list[str]]] = {"rules": rules, "questions": questions, "outcomes": outcomes}


def _quotes(framework: Framework) -> dict[str, list[Cite]]:
    quotes: dict[str, list[Cite]] = {}
    for cite in framework.cites:
        quotes.setdefault(cite.supports, []).append(cite)
    return quotes


def _rule(framework: Framework, number: int, rule: Rule, cites: Iterable[Cite]) -> str:
    outcome = framework.outcomes[rule.then]
    doubt = f"\n\n{say('ui.rules.unconfirmed', why=marks.text(rule.unconfirmed))}" if rule.unconfirmed else ""
    return "\n".join(
        [
            f"## {number}. {marks.text(rule.id.replace('-', ' ').capitalize())}",
            f"**{marks.text(outcome.label)}.** {marks.text(rule.because)}{doubt}\n",
            *(_condition(framework.facts[fact], values) for fact, values in rule.when.items()),
            f"- {say('ui.rules.sources')}: {marks.text('; '.join(rule.sources))}",
            *(f"- {say('ui.rules.quote', page=marks.text(cite.page))}: “{marks.text(cite.quote)}”" for cite in cites),
        ]
    )


def _condition(fact: Fact, values: Iterable[str]) -> str:
    labels = (say("not-sure") if value == NOT_SURE else fact.options[value].label for value in values)
    either = f" {say('ui.rules.or')} ".join(labels)
    return f"- {say('ui.rules.when')} **{marks.text(fact.label)}**: {marks.text(either)}"


def _question(fact: Fact) -> str:
    options = [*(option.say for option in fact.options.values()), say("not-sure")]
    why = say("question.why", why=marks.text(fact.why))
    return "\n".join([f"## {marks.text(fact.ask)}", f"{why}\n", *(f"- {marks.text(option)}" for option in options)])


def _outcome(outcome: Outcome) -> str:
    title = f"## {marks.text(outcome.label)}"
    return f"{title}\n**{marks.text(outcome.headline)}** {marks.text(outcome.means)}"


def _step(framework: Framework, step: Step) -> str:
    outcome = framework.outcomes[step.rule.then]
    state = say("ui.rules.state.open" if step.open_facts else "ui.rules.state.decided")
    waits = "; ".join(framework.facts[fact].label for fact in step.open_facts)
    title = f"## {marks.text(step.rule.id.replace('-', ' ').capitalize())}"
    lines = [title, f"{state} **{marks.text(outcome.label)}.**", marks.text(step.rule.because)]
    return "\n\n".join([*lines, say("ui.rules.waits", facts=marks.text(waits))] if waits else lines)
