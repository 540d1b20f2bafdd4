"""What sharebot can do, for every front end: pages, command line and other programs."""

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from sharebot.affected import Affected, affected
from sharebot.answering.citations import Citations
from sharebot.answering.turn import Turn
from sharebot.assistant import Assistant, Conversation
from sharebot.assistant.card import CardMaker
from sharebot.assistant.clock import Clock
from sharebot.assistant.facts import question_json, shown_facts
from sharebot.assistant.keeping import as_kept, taken_up
from sharebot.assistant.replies import Replies
from sharebot.deciding import record_of
from sharebot.errors import AnswerError, CallerError, LibraryError, SharebotError
from sharebot.framework.assess import assess
from sharebot.framework.model import Assessment, Framework, Known
from sharebot.glossary import Glossary
from sharebot.librarian import Librarian
from sharebot.records.casenote import as_case_note
from sharebot.records.conversations import ConversationStore
from sharebot.records.entries import Record
from sharebot.records.log import RecordLog
from sharebot.retrieval.library import Library
from sharebot.wording import Wording

Step = tuple[Conversation, Turn]
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Parts:
    """What a Sharebot is made of. The functions open what is slow or may fail when it is first needed."""

    framework: Framework
    wording: Wording
    sectors: Mapping[str, Mapping[str, str]]
    assistant: Assistant
    library: Callable[[], Library]
    records: Callable[[], RecordLog]
    conversations: Callable[[], ConversationStore]
    librarian: Librarian
    glossary: Glossary


class Sharebot:
    """The one object every front end speaks to. Safe to share between threads."""

    def __init__(self, parts: Parts) -> None:
        self.framework = parts.framework
        self.wording = parts.wording
        self.sectors = parts.sectors
        self.librarian = parts.librarian
        self.glossary = parts.glossary
        self._parts = parts
        self._assistant = parts.assistant
        self._replies = Replies(parts.framework, parts.wording)

    # --- a conversation -----------------------------------------------------------------------------------------------

    def conversation(self, area: str = "", sector: str = "") -> Conversation:
        """A new conversation. Raises AnswerError for a sector that is not in sectors.yaml."""
        if sector and sector not in self.sectors:
            raise AnswerError(f"There is no sector '{sector}'. There are: {', '.join(self.sectors)}.")
        return Conversation(area=area, sector=sector)

    def ask(self, conversation: Conversation, message: str | bytes) -> Step:
        """A message in, a turn out."""
        return self._assistant.message(conversation, message)

    def answer(self, conversation: Conversation, fact: str, value: str) -> Step:
        """The answer to a question. Raises AnswerError for a fact or value that does not exist."""
        return self._assistant.answer(conversation, fact, value)

    def change(self, conversation: Conversation, fact: str, value: str) -> Step:
        """A fact corrected; the turn says what changed. Raises AnswerError as `answer` does."""
        return self._assistant.change(conversation, fact, value)

    def danger(self, conversation: Conversation) -> Step:
        """Someone is in danger now: share now, from the framework alone."""
        return self._assistant.answer(conversation, "danger", "yes")

    def restart(self, conversation: Conversation) -> Step:
        """A new case in the same place of work."""
        return self._assistant.restart(conversation)

    def failed(self, error: SharebotError) -> Turn:
        """The turn for a step that could not be taken: the caller's mistake is refused, ours is unavailable."""
        if isinstance(error, CallerError):
            return self._replies.refused(str(error))
        return self._replies.unavailable(error)

    def assess(self, conversation: Conversation) -> Assessment:
        """Where the rules stand on this conversation's case."""
        return self._assistant.assess(conversation)

    def decide(self, conversation: Conversation, decision: Mapping[str, Any]) -> Step:
        """Record what the worker decided.

        Raises CallerError when the decision lacks something, RecordError when it could not be written: then nothing is
        recorded and nothing of the case is lost.
        """
        if not conversation.is_open:
            raise AnswerError(self.wording["recorded.none"])
        clock = Clock()
        with clock("total"):
            _, current = self._assistant.recommended(conversation)
            content = record_of(conversation, current, decision, datetime.now(UTC))
            entry = self.records().append(content, versions=current.versions)
        turn = self._replies.recorded(current, entry.record_id, str(decision["outcome"]))
        turn = replace(turn, timing_ms={**turn.timing_ms, "total": clock.spent["total"]})
        return replace(conversation, record=entry.record_id), turn

    # --- keeping a conversation through a refresh ---------------------------------------------------------------------

    def keep(self, key: str, conversation: Conversation, turns: list[dict[str, Any]]) -> None:
        """Save a conversation in progress. Raises RecordError when it could not be saved."""
        self._parts.conversations().save(key, as_kept(conversation, turns))

    def kept(self, key: str) -> tuple[Conversation, list[dict[str, Any]]] | None:
        """A conversation saved under `key`, or None. Raises AnswerError when it no longer fits this framework."""
        stored = self._parts.conversations().load(key)
        return None if stored is None else taken_up(self.framework, stored)

    def new_key(self) -> str:
        """A random name for a conversation that cannot be guessed."""
        return self._parts.conversations().new_id()

    # --- the rules alone ----------------------------------------------------------------------------------------------

    def decide_facts(self, case: Mapping[str, Known], as_at: date | None = None) -> dict[str, Any]:
        """The rules alone, as the public JSON shows them. Raises AnswerError for a fact or value that is not ours."""
        assessment = assess(self.framework, case, as_at)
        library, citations = self.open_library(), Citations()
        card = CardMaker(self.framework, library, citations, as_at).card(assessment)
        return {
            "recommendation": card.to_json(),
            "question": question_json(self.wording, assessment.question, {}),
            "facts": shown_facts(self.framework, self.wording, assessment.case),
            "citations": [asdict(citation) for citation in citations.all()],
            "versions": self._replies.versions(library),
        }

    # --- the library --------------------------------------------------------------------------------------------------

    def library(self) -> Library:
        """The published guidance. Raises LibraryError with the command that builds it."""
        return self._parts.library()

    def open_library(self) -> Library | None:
        """The library, or None when there is none: the rules stand without it."""
        try:
            return self.library()
        except LibraryError as error:
            log.warning("No quotations: %s", error)
            return None

    def affected(self) -> Iterator[Affected]:
        """Citations in records whose passages have since changed, given way or been withdrawn."""
        return affected(self.records(), self.library())

    # --- the records --------------------------------------------------------------------------------------------------

    def records(self) -> RecordLog:
        """The decision log. Raises RecordError when it cannot be opened."""
        return self._parts.records()

    def case_note(self, record: Record) -> str:
        """A record as plain text that pastes into any case system."""
        return as_case_note(record, self.wording)

    def exported(self) -> Iterator[str]:
        """Every record as JSON Lines, ending with the chain's head."""
        return self.records().export()
