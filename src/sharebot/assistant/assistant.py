"""The way of one message, step by step: screen, read, assess, search, compose. Danger needs only the framework."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from sharebot.answering.turn import Status, Turn
from sharebot.assistant.assessing import Assessor
from sharebot.assistant.clock import Clock
from sharebot.assistant.conversation import Conversation
from sharebot.assistant.facts import as_known
from sharebot.assistant.followups import FollowUp, FollowUps
from sharebot.assistant.learning import corrected, not_overruling
from sharebot.assistant.listening import Listener, has_words, kinds
from sharebot.assistant.replies import Replies
from sharebot.assistant.searching import Finder
from sharebot.errors import LibraryError, MessageError
from sharebot.framework.assess import check_case
from sharebot.framework.model import Assessment, Framework, known
from sharebot.reading.model import Intent, Reading
from sharebot.reading.reader import Reader
from sharebot.retrieval.library import Library
from sharebot.wording import Wording

Step = tuple[Conversation, Turn]


class Assistant:
    """Answers messages. Holds no state of a conversation: each step takes one and gives the next."""

    def __init__(
        self,
        framework: Framework,
        wording: Wording,
        reader: Reader,
        library: Callable[[], Library],
        sharer_of: Mapping[str, str],
    ) -> None:
        self._framework = framework
        self._finder = Finder(library)
        self._assessor = Assessor(framework, sharer_of)
        self._listener = Listener(framework, reader, self._assessor)
        self._replies = Replies(framework, wording)
        self._follow_ups = FollowUps(framework, wording)

    def message(self, conversation: Conversation, raw: str | bytes) -> Step:
        """A worker's message. Bad input ends in the status `refused`, never in an error."""
        return _timed(lambda clock: self._message(conversation, raw, clock))

    def answer(self, conversation: Conversation, fact: str, value: str) -> Step:
        """The answer to a question, or any fact put right. Raises AnswerError for a fact or value that is not ours."""
        learnt = {fact: known(value)}
        check_case(self._framework, learnt)
        asked = (*conversation.asked, fact) if fact == conversation.question else conversation.asked
        after = replace(conversation.knowing(learnt), asked=asked)
        return _timed(lambda clock: self._recommend(after, clock))

    def change(self, conversation: Conversation, fact: str, value: str) -> Step:
        """A fact put right: the turn says what changed. Raises AnswerError as `answer` does."""
        before = self.assess(conversation)
        after, turn = self.answer(conversation, fact, value)
        return after, self._replies.with_change(turn, {fact: value}, before)

    def restart(self, conversation: Conversation) -> Step:
        """Close this case and begin another."""
        return conversation.cleared(), self._replies.plain(Status.EXPLANATION, "restart.text")

    def recommended(self, conversation: Conversation) -> Step:
        """The card for the case as it stands, learning nothing new."""
        return _timed(lambda clock: self._recommend(conversation, clock))

    def assess(self, conversation: Conversation) -> Assessment:
        """Where the rules stand on the case so far."""
        return self._assessor.assess(conversation)

    def _message(self, conversation: Conversation, raw: str | bytes, clock: Clock) -> Step:
        try:
            screened = self._listener.screened(raw, clock)
        except MessageError as error:
            return conversation, self._replies.refused(str(error))
        if has_words(screened):
            reading = self._listener.read(conversation, screened.text_masked, clock)
            after, turn = self._reply(conversation, screened.text_masked, reading, clock)
        else:
            after, turn = conversation, self._replies.plain(Status.PERSONAL_DATA, "personal-data.text")
        return after, replace(turn, personal_data=kinds(screened.found))

    def _reply(self, conversation: Conversation, message: str, reading: Reading, clock: Clock) -> Step:
        intent = reading.intent
        if intent is Intent.RESTART:
            return self.restart(conversation)
        if intent is Intent.BACK:
            return self._back(conversation, clock)
        if intent is Intent.OUT_OF_SCOPE and not conversation.case:
            return conversation, self._replies.plain(Status.OUT_OF_SCOPE, "out-of-scope.text")
        if intent is Intent.QUESTION:
            return conversation, self._guidance(conversation, message, clock)
        if intent in FollowUps.answered:
            return conversation, self._follow_up(conversation, message, reading, clock)
        return self._case(conversation, message, reading, clock)

    def _back(self, conversation: Conversation, clock: Clock) -> Step:
        if not conversation.before:
            return conversation, self._replies.plain(Status.EXPLANATION, "back.none")
        after, turn = self._recommend(conversation.one_step_back(), clock)
        return after, self._replies.with_step_back(turn)

    def _follow_up(self, conversation: Conversation, message: str, reading: Reading, clock: Clock) -> Turn:
        with clock("framework"):
            now, case = self.assess(conversation), self._assessor.case(conversation)
        asked = FollowUp(reading.intent, message, as_known(self._framework, reading.found), case, now)
        with clock("retrieval"):
            library = self._finder.ready()
        with clock("answering"):
            return replace(self._follow_ups.reply(asked, library), versions=self._replies.versions(library))

    def _guidance(self, conversation: Conversation, question: str, clock: Clock) -> Turn:
        try:
            with clock("retrieval"):
                library, hits = self._finder.for_question(question, conversation.area)
        except LibraryError as error:
            return self._replies.unavailable(error)
        with clock("answering"):
            return self._replies.guidance(question, hits, library)

    def _case(self, conversation: Conversation, message: str, reading: Reading, clock: Clock) -> Step:
        learnt = as_known(self._framework, reading.found)
        if reading.intent is not Intent.CORRECTION:
            learnt = not_overruling(self._framework, conversation.case, learnt)
        after = replace(
            conversation.knowing(learnt),
            messages=(*conversation.messages, message),
            chances={**reading.chances, **conversation.chances},
        )
        after, turn = self._recommend(after, clock)
        if changed := corrected(conversation.case, learnt):
            turn = self._replies.with_change(turn, changed, self.assess(conversation))
        return after, self._replies.with_contradiction(turn, reading.contradictions)

    def _recommend(self, conversation: Conversation, clock: Clock) -> Step:
        with clock("framework"):
            assessment = self.assess(conversation)
        with clock("retrieval"):
            library = self._finder.ready()
            local = self._finder.of_the_area(library, assessment, conversation.area)
        with clock("answering"):
            turn = self._replies.recommendation(assessment, library, conversation, local)
        asking = assessment.question.fact.id if assessment.question else None
        return replace(conversation, question=asking), turn


def _timed(step: Callable[[Clock], Step]) -> Step:
    clock = Clock()
    with clock("total"):
        conversation, turn = step(clock)
    return conversation, replace(turn, timing_ms=clock.spent)
