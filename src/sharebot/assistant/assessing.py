"""Where the rules stand on a conversation's case, asking no more than a worker can bear."""

from collections.abc import Mapping
from dataclasses import replace

from sharebot.assistant.conversation import Conversation
from sharebot.framework.assess import assess
from sharebot.framework.model import NOT_SURE, Assessment, Framework, Known, Question, known

MOST_QUESTIONS = 5
"""After this many the rest is taken as not known: a worker mid-case is not a form to be filled in."""


TO_CONFIRM = ("purpose", "recipient")
"""Facts that may be worked out for a steer, and are asked before a recommendation to share rests on them."""


class Assessor:
    """Puts conversations before the rules."""

    def __init__(self, framework: Framework, sharer_of: Mapping[str, str]) -> None:
        self._framework = framework
        self._sharer_of = sharer_of

    def case(self, conversation: Conversation) -> dict[str, Known]:
        """What is known, and the kind of body that follows from the worker's sector unless they said another."""
        sharer = self._sharer_of.get(conversation.sector, "")
        return {**({"sharer": known(sharer, "inferred")} if sharer else {}), **conversation.case}

    def assess(self, conversation: Conversation) -> Assessment:
        """What the rules say of the case so far. Raises AnswerError for a fact or value the framework does not have."""
        assessment = assess(self._framework, self.case(conversation), chances=conversation.chances)
        while assessment.question is not None and len(conversation.asked) >= MOST_QUESTIONS:
            unanswered = {assessment.question.fact.id: known(NOT_SURE, "assumed")}
            conversation = replace(conversation, case={**conversation.case, **unanswered})
            assessment = assess(self._framework, self.case(conversation), chances=conversation.chances)
        return self._confirmed(assessment, conversation)

    def _confirmed(self, assessment: Assessment, conversation: Conversation) -> Assessment:
        """Before a share rests on a purpose or recipient that was only worked out, ask: a guess may not open a door.

        Danger and harm to a child do not wait for it.
        """
        if assessment.provisional or assessment.outcome != "share" or len(conversation.asked) >= MOST_QUESTIONS:
            return assessment
        case = self.case(conversation)
        for fact in TO_CONFIRM:
            if fact in assessment.rule.when and fact in case and case[fact].origin == "inferred":
                without = {name: what for name, what in case.items() if name != fact}
                doubted = assess(self._framework, without, chances=conversation.chances)
                question = Question(self._framework.facts[fact], self._framework.facts[fact].values)
                possible = {*doubted.possible, assessment.outcome}
                ordered = sorted(possible, key=lambda outcome: self._framework.outcomes[outcome].openness)
                return replace(assessment, possible=tuple(ordered), question=question)
        return assessment
