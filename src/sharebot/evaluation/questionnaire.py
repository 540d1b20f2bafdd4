"""The fixed-order questionnaire: what a form would ask, to hold the questions sharebot chooses against."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sharebot.evaluation.score import Questions, Told, questions
from sharebot.evaluation.verdicts import Outcomes, Verdict, outcomes
from sharebot.evaluation.worker import truthful
from sharebot.framework.engine import assumed, compiled, is_open, standing
from sharebot.framework.model import Case, Framework, Known, known
from sharebot.framework.question import options


@dataclass(frozen=True)
class Filled:
    """A form filled in: what was asked, in order, and the outcome when nothing more could change it."""

    asked: tuple[str, ...]
    outcome: str


def fill_in(framework: Framework, found: Case, truth: Mapping[str, tuple[str, ...]]) -> Filled:
    """Ask every fact that can still change the outcome, in the order of facts.yaml, starting from what was found."""
    rules = compiled(framework, framework.about.in_force)
    case: dict[str, Known] = dict(found)
    asked: list[str] = []
    while True:
        full = assumed(rules, rules.masks(case))
        now = standing(rules, full).trimmed()
        needed = {fact for _, condition in now.opens for fact, _ in condition if is_open(full, fact)}
        if not needed:
            return Filled(tuple(asked), now.decided.then)
        fact = next(fact for fact in framework.facts if fact in needed)
        values = set(options(rules, full, framework.facts[fact]))
        case[fact] = known(truthful(fact, truth, values))
        asked.append(fact)


@dataclass(frozen=True)
class Compared:
    """Our questions and the form's, over the same cases from the same start."""

    ours: Questions
    form: Questions
    our_outcomes: Outcomes
    form_outcomes: Outcomes


def compared(framework: Framework, told: Iterable[Told]) -> Compared:
    """Both over the messages that are about a case and were taken for one: the others start no questions."""
    cases = [one for one in told if one.row.intent == one.taken_for == "case"]
    forms = [fill_in(framework, one.talk.found, one.row.truth) for one in cases]
    verdicts = [Verdict(one.row, form.outcome) for one, form in zip(cases, forms, strict=True)]
    return Compared(
        ours=questions([len(one.talk.asked) for one in cases]),
        form=questions([len(form.asked) for form in forms]),
        our_outcomes=outcomes([one.last for one in cases]),
        form_outcomes=outcomes(verdicts),
    )
