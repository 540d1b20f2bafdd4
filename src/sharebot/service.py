"""What sharebot can do, for every front end: pages, command line and other programs."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any

from sharebot.answering.turn import Status, Turn
from sharebot.assistant import Assistant, Conversation
from sharebot.assistant.card import recommendation
from sharebot.assistant.facts import question_json, shown_facts
from sharebot.assistant.replies import Replies
from sharebot.answering.citations import Citations
from sharebot.deciding import record_of
from sharebot.errors import AnswerError, LibraryError
from sharebot.framework.assess import assess, check_case
from sharebot.framework.model import Assessment, Framework, Known
from sharebot.records.casenote import as_case_note
from sharebot.records.conversations import ConversationStore
from sharebot.records.entries import Record
from sharebot.records.log import RecordLog
from sharebot.retrieval.library import Library
from sharebot.wording import Wording

Opened = Callable[[], Library]


class Sharebot:
    """The one object every front end speaks to. Safe to share between threads."""

    def __init__(
        self,
        framework: Framework,
        wording: Wording,
        assistant: Assistant,
        library: Opened,
        records: Callable[[], RecordLog],
        conversations: Callable[[], ConversationStore],
        sectors: Mapping[str, Mapping[str, str]],
    ) -> None:
        self.framework = framework
        self.wording = wording
        self.sectors = sectors
        self._assistant = assistant
        self._library = library
        self._records = records
        self._conversations = conversations

    # --- a conversation -------------------------------------------------------------------------------------------

    def conversation(self, area: str = "", sector: str = "") -> Conversation:
        """A new conversation. Raises AnswerError for a sector that is not in sectors.yaml."""
        if sector and sector not in self.sectors:
            raise AnswerError(f"There is no sector '{sector}'. There are: {', '.join(self.sectors)}.")
        return Conversation(area=area, sector=sector)

    def ask(self, conversation: Conversation, message: str | bytes) -> tuple[Conversation, Turn]:
        """A message in, a turn out."""
        return self._assistant.message(conversation, message)

    def answer(self, conversation: Conversation, fact: str, value: str) -> tuple[Conversation, Turn]:
        """The answer to a question. Raises AnswerError for a fact or value that does not exist."""
        return self._assistant.answer(conversation, fact, value)

    def change(self, conversation: Conversation, fact: str, value: str) -> tuple[Conversation, Turn]:
        """A fact corrected; the turn says what changed. Raises AnswerError as `answer` does."""
        return self._assistant.change(conversation, fact, value)

    def danger(self, conversation: Conversation) -> tuple[Conversation, Turn]:
        """Someone is in danger now: share now, from the framework alone."""
        return self._assistant.danger(conversation)

    def restart(self, conversation: Conversation) -> tuple[Conversation, Turn]:
        """A new case in the same place of work."""
        return self._assistant.restart(conversation)

    def refused(self, sentence: str) -> Turn:
        """The turn for input that cannot be used."""
        return Replies(self.framework, self.wording).refused(sentence)

    def assess(self, conversation: Conversation) -> Assessment:
        """Where the rules stand on this conversation's case."""
        return self._assistant.assess(conversation)

    def decide(self, conversation: Conversation, decision: Mapping[str, Any], now: datetime | None = None) -> tuple[Conversation, Turn]:
        """Record what the worker decided.

        Raises CallerError when the decision lacks something, RecordError when it could not be written: then nothing is
        recorded and nothing of the case is lost.
        """
        replies = Replies(self.framework, self.wording)
        if not conversation.case and not conversation.messages:
            return conversation, replies.refused(self.wording["recorded.none"])
        _, current = self._assistant.recommended(conversation)
        entry = self._records().append(record_of(conversation, current, decision, now or datetime.now(UTC)), versions=current.versions)
        outcome = self.framework.outcomes[decision["outcome"]].label.lower()
        turn = replies.plain(Status.RECORDED, "recorded.text", id=entry.record_id, outcome=outcome)
        return conversation.recorded(entry.record_id), replies.with_record(turn, current, entry.record_id)

    # --- keeping a conversation through a refresh --------------------------------------------------------------------

    def keep(self, key: str, conversation: Conversation, turns: list[dict[str, Any]]) -> None:
        """Save a conversation in progress. Raises RecordError when it could not be saved."""
        self._conversations().save(key, {"conversation": conversation.to_json(), "turns": turns})

    def kept(self, key: str) -> tuple[Conversation, list[dict[str, Any]]] | None:
        """A conversation saved under `key`, or None."""
        stored = self._conversations().load(key)
        return None if stored is None else (Conversation.from_json(stored["conversation"]), list(stored["turns"]))

    def new_key(self) -> str:
        """A random name for a conversation that cannot be guessed."""
        return self._conversations().new_id()

    # --- the rules alone ------------------------------------------------------------------------------------------------

    def decide_facts(self, case: Mapping[str, Known], as_at: date | None = None) -> dict[str, Any]:
        """The rules alone on given facts: recommendation, question and facts, as the public interface shows them."""
        check_case(self.framework, case)
        assessment = assess(self.framework, case, as_at)
        citations = Citations()
        card = recommendation(self.framework, self.wording, assessment, self.open_library(), citations)
        question = assessment.question
        return {
            "recommendation": card.to_json(),
            "question": question_json(self.framework, self.wording, question.fact.id, question.options, {}) if question else None,
            "facts": list(shown_facts(self.framework, self.wording, assessment.case)),
        }

    # --- the library ------------------------------------------------------------------------------------------------------

    def library(self) -> Library:
        """The published guidance. Raises LibraryError with the command that builds it."""
        return self._library()

    def open_library(self) -> Library | None:
        """The library, or None when there is none: the rules stand without it."""
        try:
            return self._library()
        except LibraryError:
            return None

    # --- the records ------------------------------------------------------------------------------------------------------

    def records(self) -> RecordLog:
        """The decision log. Raises RecordError when it cannot be opened."""
        return self._records()

    def case_note(self, record: Record) -> str:
        """A record as plain text that pastes into any case system."""
        return as_case_note(record, self.wording)

    def exported(self) -> Iterator[str]:
        """Every record as JSON Lines, ending with the chain's head."""
        return self._records().export()
