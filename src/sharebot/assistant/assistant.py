"""The way of one message, step by step: screen, read, assess, search, compose. Danger needs only the framework."""

import logging
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date


from sharebot.answering.turn import Status, Turn
from sharebot.assistant.conversation import Conversation
from sharebot.assistant.facts import as_known
from sharebot.assistant.followups import FollowUps
from sharebot.assistant.replies import Replies
from sharebot.errors import LibraryError, MessageError
from sharebot.framework.assess import assess, check_case
from sharebot.framework.model import NOT_SURE, Assessment, Framework, Known, known
from sharebot.privacy.clean import clean_message
from sharebot.privacy.screen import Screened, screen
from sharebot.reading.model import Intent, Reading
from sharebot.reading.reader import Reader
from sharebot.retrieval.library import Library
from sharebot.wording import Wording

MOST_QUESTIONS = 6
"""After this many the rest is taken as not known: a worker mid-case is not a form to be filled in."""

Step = tuple[Conversation, Turn]
log = logging.getLogger(__name__)


@dataclass
class Clock:
    """Milliseconds spent in each room during one turn."""

    spent: dict[str, float] = field(
        default_factory=lambda: dict.fromkeys(("privacy", "reading", "framework", "retrieval", "answering", "total"), 0.0)
    )

    @contextmanager
    def __call__(self, room: str) -> Iterator[None]:
        started = time.perf_counter()
        try:
            yield
        finally:
            self.spent[room] = round(self.spent[room] + (time.perf_counter() - started) * 1000, 2)


class Assistant:
    """Answers messages. Holds no state of a conversation: each step takes one and gives the next."""

    def __init__(
        self, framework: Framework, wording: Wording, reader: Reader, library: Callable[[], Library], sharer_of: Mapping[str, str]
    ) -> None:
        self._framework = framework
        self._reader = reader
        self._library = library
        self._sharer_of = sharer_of
        self._replies = Replies(framework, wording)
        self._follow_ups = FollowUps(framework, wording)
        self._wording = wording

    def message(self, conversation: Conversation, raw: str | bytes) -> Step:
        """A worker's message. Bad input ends in the status `refused`, never in an error."""
        clock = Clock()
        with clock("total"):
            step = self._message(conversation, raw, clock)
        return _timed(step, clock)

    def answer(self, conversation: Conversation, fact: str, value: str) -> Step:
        """The answer to a question, or a correction of any fact. Raises AnswerError for a fact or value that is not ours."""
        clock = Clock()
        with clock("total"):
            learnt = {fact: known(value)}
            check_case(self._framework, learnt)
            asked = (*conversation.asked, fact) if fact == conversation.question else conversation.asked
            step = self._recommend(replace(conversation.knowing(learnt), asked=asked, question=None), clock)
        return _timed(step, clock)

    def change(self, conversation: Conversation, fact: str, value: str) -> Step:
        """A fact put right: the turn says what changed."""
        before = self.assess(conversation)
        after, turn = self.answer(conversation, fact, value)
        return after, self._replies.with_change(turn, {fact: value}, before)

    def danger(self, conversation: Conversation) -> Step:
        """The button: someone is in danger now. Rests on the framework alone."""
        return self.answer(conversation, "danger", "yes")

    def restart(self, conversation: Conversation) -> Step:
        """Close this case and begin another."""
        return conversation.cleared(), self._replies.plain(Status.EXPLANATION, "restart.text")

    def recommended(self, conversation: Conversation) -> Step:
        """The card for the case as it stands, learning nothing new."""
        clock = Clock()
        with clock("total"):
            step = self._recommend(conversation, clock)
        return _timed(step, clock)

    def assess(self, conversation: Conversation, as_at: date | None = None) -> Assessment:
        """What the rules say of the case so far, asking no more than a worker can bear."""
        likely = {fact: values[0] for fact, values in conversation.likely.items() if values}
        assessment = assess(self._framework, self._with_sector(conversation), as_at, likely)
        while assessment.question is not None and len(conversation.asked) >= MOST_QUESTIONS:
            unanswered = {assessment.question.fact.id: known(NOT_SURE, "assumed")}
            conversation = replace(conversation, case={**conversation.case, **unanswered})
            assessment = assess(self._framework, self._with_sector(conversation), as_at, likely)
        return assessment

    def _with_sector(self, conversation: Conversation) -> dict[str, Known]:
        sharer = self._sharer_of.get(conversation.sector, "")
        inferred = {"sharer": known(sharer, "inferred")} if sharer else {}
        return {**inferred, **conversation.case}

    def _message(self, conversation: Conversation, raw: str | bytes, clock: Clock) -> Step:
        try:
            with clock("privacy"):
                screened = screen(clean_message(raw))
        except MessageError as error:
            return conversation, self._replies.refused(str(error))
        if not _has_words(screened.text_masked):
            return conversation, _with_personal_data(self._replies.plain(Status.PERSONAL_DATA, "personal-data.text"), screened)
        open_case = bool(conversation.case or conversation.messages)
        with clock("reading"):
            reading = self._read(conversation, screened.text_masked, conversation_open=open_case)
        after, turn = self._reply(conversation, screened.text_masked, reading, clock)
        return after, _with_personal_data(turn, screened)

    def _read(self, conversation: Conversation, message: str, *, conversation_open: bool) -> Reading:
        """Cues first. If they already say share now, nothing slower is waited for."""
        draft = self._reader.draft(message, conversation=conversation_open)
        said = {**self._with_sector(conversation), **as_known(self._framework, draft.reading.found)}
        by_cues = assess(self._framework, said)
        danger_said = by_cues.outcome == "share-now" and not by_cues.provisional and draft.reading.intent is Intent.CASE
        return draft.reading if danger_said else self._reader.weighed(draft)

    def _reply(self, conversation: Conversation, message: str, reading: Reading, clock: Clock) -> Step:
        follow_up = self._follow_ups.for_intent(reading.intent)
        if reading.intent is Intent.RESTART:
            return self.restart(conversation)
        if reading.intent is Intent.BACK:
            return self._back(conversation, clock)
        if reading.intent is Intent.OUT_OF_SCOPE and not conversation.case:
            return conversation, self._replies.plain(Status.OUT_OF_SCOPE, "out-of-scope.text")
        if reading.intent is Intent.QUESTION:
            return conversation, self._guidance(conversation, message, clock)
        if follow_up is not None:
            found = as_known(self._framework, reading.found)
            return conversation, follow_up(self.assess(conversation), self._with_sector(conversation), message, found, self._ready_library())
        return self._case(conversation, message, reading, clock)

    def _case(self, conversation: Conversation, message: str, reading: Reading, clock: Clock) -> Step:
        learnt = as_known(self._framework, reading.found)
        if conversation.case and reading.intent is not Intent.CORRECTION:
            learnt = _not_overruling(conversation.case, learnt)
        after = replace(
            conversation.knowing(learnt),
            messages=(*conversation.messages, message),
            likely={**reading.likely, **conversation.likely} if conversation.likely else dict(reading.likely),
        )
        corrected = {fact: k.value for fact, k in learnt.items() if k.value and fact in conversation.case and k.values != conversation.case[fact].values}
        final, turn = self._recommend(after, clock)
        if corrected:
            turn = self._replies.with_change(turn, {f: v for f, v in corrected.items() if v}, self.assess(conversation))
        return final, turn

    def _recommend(self, conversation: Conversation, clock: Clock) -> Step:
        with clock("framework"):
            assessment = self.assess(conversation)
        with clock("retrieval"):
            library = self._ready_library()
        with clock("answering"):
            turn = self._replies.recommendation(assessment, library, conversation.area, conversation.likely, clock)
        asking = assessment.question.fact.id if assessment.question else None
        return replace(conversation, question=asking), turn

    def _guidance(self, conversation: Conversation, question: str, clock: Clock) -> Turn:
        try:
            with clock("retrieval"):
                library = self._library()
                hits = library.search(question, top=8, area=conversation.area or None)
        except LibraryError as error:
            return self._replies.unavailable(str(error))
        with clock("answering"):
            return self._replies.guidance(question, hits, library.version)

    def _back(self, conversation: Conversation, clock: Clock) -> Step:
        if not conversation.before:
            return conversation, self._replies.plain(Status.EXPLANATION, "back.none")
        return self._recommend(conversation.one_step_back(), clock)

    def _ready_library(self) -> Library | None:
        """The library, or None when it cannot be opened: the recommendation stands without quotations and says so."""
        try:
            return self._library()
        except LibraryError as error:
            log.warning("No quotations: %s", error)
            return None


def _has_words(masked: str) -> bool:
    left = masked
    while "[" in left and "]" in left[left.index("[") :]:
        start = left.index("[")
        left = left[:start] + left[left.index("]", start) + 1 :]
    return any(letter.isalpha() for letter in left)


def _not_overruling(case: Mapping[str, Known], learnt: Mapping[str, Known]) -> dict[str, Known]:
    """A later message adds; it overrules only what was assumed, inferred or still open, and always when it raises risk."""
    return {
        fact: new
        for fact, new in learnt.items()
        if fact not in case
        or (new.value is not None and new.origin == "said")
        or (case[fact].value is None and new.value is not None)
    }


def _with_personal_data(turn: Turn, screened: Screened) -> Turn:
    seen = dict.fromkeys((one.kind, one.masked) for one in screened.found)
    return replace(turn, personal_data=tuple({"kind": kind, "masked": masked} for kind, masked in seen))


def _timed(step: Step, clock: Clock) -> Step:
    conversation, turn = step
    return conversation, replace(turn, timing_ms=clock.spent)


