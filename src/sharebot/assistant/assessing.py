"""Where the rules stand on a conversation's case, asking no more than a worker can bear."""

from collections.abc import Mapping
from dataclasses import replace

from sharebot.assistant.conversation import Conversation
from sharebot.framework.assess import assess
from sharebot.framework.model import NOT_SURE, Assessment, Framework, Known, known

MOST_QUESTIONS = 6
"""After this many the rest is taken as not known: a worker mid-case is not a form to be filled in."""


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
        likely = {fact: values[0] for fact, values in conversation.likely.items() if values}
        assessment = assess(self._framework, self.case(conversation), likely=likely)
        while assessment.question is not None and len(conversation.asked) >= MOST_QUESTIONS:
            unanswered = {assessment.question.fact.id: known(NOT_SURE, "assumed")}
            conversation = replace(conversation, case={**conversation.case, **unanswered})
            assessment = assess(self._framework, self.case(conversation), likely=likely)
        return assessment
