"""The way of one message, step by step: screen, read, assess, search, compose. Danger needs only the framework."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from sharebot.answering.turn import Status, Turn
from sharebot.assistant.answers import starts_as_answer
from sharebot.assistant.assessing import Assessor
from sharebot.assistant.clock import Clock
from sharebot.assistant.conversation import Conversation
from sharebot.assistant.facts import as_known
from sharebot.assistant.family import another, is_another_person
from sharebot.assistant.followups import FollowUp, FollowUps
from sharebot.assistant.hearing import courtesy
from sharebot.assistant.learning import RISING, Learnt, corrected
from sharebot.assistant.listening import Listener, has_words, kinds
from sharebot.assistant.notices import Notices
from sharebot.assistant.replies import Replies
from sharebot.assistant.searching import Finder
from sharebot.assistant.steps import asks_again, new_case_told, steps_back
from sharebot.assistant.understanding import Answered, Understanding
from sharebot.errors import LibraryError, MessageError
from sharebot.framework.assess import check_case
from sharebot.framework.model import NOT_SURE, Assessment, Framework, Known, Question, known
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
        self._understanding = Understanding(framework, reader, self._assessor.assess)
        self._replies = Replies(framework, wording)
        self._notices = Notices(framework, wording)
        self._follow_ups = FollowUps(framework, wording)

    def message(self, conversation: Conversation, raw: str | bytes) -> Step:
        """A worker's message. Bad input ends in the status `refused`, never in an error."""
        return _timed(lambda clock: self._message(conversation, raw, clock))

    def answer(self, conversation: Conversation, fact: str, value: str) -> Step:
        """The answer to a question, or any fact put right. Raises AnswerError for a fact or value that is not ours."""
        learnt = {fact: known(value)}
        check_case(self._framework, learnt)
        after = _asked(conversation, fact).knowing(learnt).settled(learnt)
        return _timed(lambda clock: self._recommend(after, clock))

    def change(self, conversation: Conversation, fact: str, value: str) -> Step:
        """A fact put right: the turn says what changed. Raises AnswerError as `answer` does."""
        before = self.assess(conversation)
        after, turn = self.answer(conversation, fact, value)
        return after, self._notices.with_change(turn, {fact: value}, before)

    def restart(self, conversation: Conversation) -> Step:
        """Close this case and begin another."""
        return conversation.cleared(), self._replies.plain(Status.EXPLANATION, "restart.text")

    def recommended(self, conversation: Conversation) -> Step:
        """The card for the case as it stands, learning nothing new."""
        return _timed(lambda clock: self._recommend(conversation, clock))

    def assess(self, conversation: Conversation) -> Assessment:
        """Where the rules stand on the case so far; what was said in two ways is asked before all but danger."""
        assessment = self._assessor.assess(conversation)
        if not conversation.disputed:
            return assessment
        asked = assessment.question
        if asked is not None and asked.fact.first is not None and asked.fact.id not in conversation.disputed:
            return assessment
        fact, said = next(iter(conversation.disputed.items()))
        question = Question(self._framework.facts[fact], (*said, NOT_SURE))
        if assessment.outcome == "share-now":
            return replace(assessment, question=question)
        others = [
            self._assessor.assess(replace(conversation, case={**conversation.case, fact: known(value)}))
            for value in said
        ]
        possible = {*assessment.possible, *(outcome for one in others for outcome in one.possible)}
        ordered = sorted(possible, key=lambda outcome: self._framework.outcomes[outcome].openness)
        return replace(assessment, question=question, possible=tuple(ordered))

    def _message(self, conversation: Conversation, raw: str | bytes, clock: Clock) -> Step:
        try:
            screened = self._listener.screened(raw, clock)
        except MessageError as error:
            return conversation, self._replies.refused(str(error))
        if has_words(screened):
            after, turn = self._heard(conversation, screened.text_masked, clock)
        else:
            after, turn = conversation, self._replies.plain(Status.PERSONAL_DATA, "personal-data.text")
        return after, replace(turn, personal_data=kinds(screened.found))

    def _heard(self, conversation: Conversation, message: str, clock: Clock) -> Step:
        """What needs no more than the words: a courtesy, another person, an answer. The rest is read."""
        now = self.assess(conversation) if conversation.is_open else None
        if (kind := courtesy(message)) is not None:
            return conversation, self._replies.courtesy(kind, now, conversation)
        if now is None and self._understanding.follows_up(message):
            return conversation, self._replies.plain(Status.EXPLANATION, "explain.no-case")
        if now is None:
            return self._reply(conversation, message, self._listener.read(conversation, message, clock), clock)
        if asks_again(message):
            return self._recommend(conversation, clock)
        if conversation.case and is_another_person(message):
            return self._another(conversation, message, clock)
        with clock("reading"):
            answered = self._understanding.answer(conversation, now.question, message)
        if answered is not None:
            return self._answered(conversation, message, answered, clock)
        reading = self._listener.read(conversation, message, clock)
        asides = FollowUps.answered - {Intent.WHAT_IF} | {Intent.QUESTION}
        if reading.intent in asides and self._understanding.raises_risk(conversation, message):
            reading = replace(reading, intent=Intent.CASE)
        return self._reply(conversation, message, reading, clock)

    def _reply(self, conversation: Conversation, message: str, reading: Reading, clock: Clock) -> Step:
        intent = reading.intent
        if intent is Intent.RESTART:
            told = new_case_told(message)
            return self._heard(conversation.cleared(), told, clock) if told else self.restart(conversation)
        if intent is Intent.BACK:
            return self._back(conversation, steps_back(message), clock)
        if intent is Intent.OUT_OF_SCOPE and not conversation.case:
            return conversation, self._replies.plain(Status.OUT_OF_SCOPE, "out-of-scope.text")
        if intent is Intent.QUESTION:
            return conversation, self._guidance(conversation, message, clock)
        if intent in FollowUps.answered:
            return conversation, self._follow_up(conversation, message, reading, clock)
        return self._case(conversation, message, reading, clock)

    def _back(self, conversation: Conversation, steps: int, clock: Clock) -> Step:
        if not conversation.before:
            return conversation, self._replies.plain(Status.EXPLANATION, "back.none")
        earlier = conversation
        steps = min(steps, len(conversation.before))
        for _ in range(steps):
            earlier = earlier.one_step_back()
        undone = {fact: what for fact, what in conversation.case.items() if earlier.case.get(fact) != what}
        after, turn = self._recommend(earlier, clock)
        return after, self._notices.with_step_back(turn, undone, steps)

    def _another(self, conversation: Conversation, message: str, clock: Clock) -> Step:
        reading = self._listener.read(conversation, message, clock)
        risks = {fact: one for fact, one in as_known(self._framework, reading.found).items() if fact in RISING}
        named = {fact: one if one.words else replace(one, words=message.strip()) for fact, one in risks.items()}
        fresh = another(conversation, {**named, **self._understanding.said(message)})
        after, turn = self._recommend(replace(fresh.conversation, messages=(message,)), clock)
        kept, dropped = ({fact: conversation.case[fact] for fact in facts} for facts in (fresh.kept, fresh.dropped))
        return after, self._notices.with_family(turn, kept, dropped)

    def _follow_up(self, conversation: Conversation, message: str, reading: Reading, clock: Clock) -> Turn:
        with clock("framework"):
            now = self.assess(conversation)
            supposed, then = self._supposed(conversation, message, reading)
        asked = FollowUp(reading.intent, message, now, supposed, then, conversation.messages)
        with clock("retrieval"):
            library = self._finder.ready()
        with clock("answering"):
            turn = replace(self._follow_ups.reply(asked, library), versions=self._replies.versions(library))
            return self._replies.still_asking(turn, now, conversation)

    def _supposed(
        self, conversation: Conversation, message: str, reading: Reading
    ) -> tuple[dict[str, Known], Assessment | None]:
        if reading.intent is not Intent.WHAT_IF:
            return {}, None
        supposed = self._understanding.supposition(message)
        if not supposed:
            return {}, None
        otherwise = replace(conversation, case={**conversation.case, **supposed}).settled(supposed)
        return supposed, self.assess(otherwise)

    def _guidance(self, conversation: Conversation, question: str, clock: Clock) -> Turn:
        try:
            with clock("retrieval"):
                library, hits = self._finder.for_question(question, conversation.area)
        except LibraryError as error:
            return self._replies.unavailable(error)
        with clock("answering"):
            turn = self._replies.guidance(question, hits, library, case_open=conversation.is_open)
            if not conversation.is_open:
                return turn
            return self._replies.still_asking(turn, self.assess(conversation), conversation)

    def _answered(self, conversation: Conversation, message: str, answered: Answered, clock: Clock) -> Step:
        answer = {answered.fact: Known(answered.values, "answered", message.strip())}
        after = _asked(conversation, answered.fact).settled(answer)
        after, turn = self._learn(
            after, message, Learnt({**answered.more.taken, **answer}, answered.more.disputed), clock
        )
        if changed := corrected(conversation.case, answered.more.taken):
            turn = self._notices.with_change(turn, changed, self.assess(conversation))
        if len(answered.values) > 1 and turn.question and turn.question["fact"] == answered.fact:
            turn = self._notices.with_narrowed(turn, answer)
        return after, turn

    def _case(self, conversation: Conversation, message: str, reading: Reading, clock: Clock) -> Step:
        correction = reading.intent is Intent.CORRECTION
        if correction:
            learnt = Learnt(self._understanding.correction(conversation, message, reading))
            if not learnt.taken:
                return self._unread(conversation, message, clock)
        else:
            learnt = self._understanding.told(conversation, message, reading)
        after = conversation if correction else replace(conversation, chances=_chances(conversation, reading, learnt))
        after, turn = self._learn(after.settled(learnt.taken), message, learnt, clock)
        changed = {f: v for f, v in corrected(conversation.case, learnt.taken).items() if f not in learnt.disputed}
        if changed:
            turn = self._notices.with_change(turn, changed, self.assess(conversation))
        elif _asks_again(conversation, after) and not learnt.disputed:
            turn = self._notices.with_heard(turn, {f: k for f, k in learnt.taken.items() if k.value is not None})
        return after, self._notices.with_contradiction(turn, set(reading.contradictions) - set(learnt.disputed))

    def _unread(self, conversation: Conversation, message: str, clock: Clock) -> Step:
        """Nothing could be put right, or the answer fits no option: the question is asked again."""
        after, turn = self._recommend(conversation, clock)
        if conversation.question is not None and starts_as_answer(message):
            return after, self._notices.with_heard(turn, {})
        return after, self._notices.with_unread_correction(turn)

    def _learn(self, conversation: Conversation, message: str, learnt: Learnt, clock: Clock) -> Step:
        after = replace(
            conversation.knowing(learnt.taken),
            messages=(*conversation.messages, message),
            disputed={**conversation.disputed, **learnt.disputed},
        )
        after, turn = self._recommend(after, clock)
        if learnt.disputed:
            turn = self._notices.with_dispute(turn, learnt.disputed, after.case)
        return after, turn

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


def _chances(conversation: Conversation, reading: Reading, learnt: Learnt) -> dict[str, dict[str, float]]:
    """What the first telling made likely stands, except for what this message has raised or settled anew."""
    anew = {fact: chances for fact, chances in reading.chances.items() if fact in learnt.taken}
    every = {**reading.chances, **conversation.chances, **anew}
    return {fact: dict(chances) for fact, chances in every.items()}


def _asked(conversation: Conversation, fact: str) -> Conversation:
    """With this question counted as asked, if it was the open one."""
    if fact != conversation.question:
        return conversation
    return replace(conversation, asked=(*conversation.asked, fact))


def _asks_again(before: Conversation, after: Conversation) -> bool:
    return before.question is not None and before.question == after.question


def _timed(step: Callable[[Clock], Step]) -> Step:
    clock = Clock()
    with clock("total"):
        conversation, turn = step(clock)
    return conversation, replace(turn, timing_ms=clock.spent)
