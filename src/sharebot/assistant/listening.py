"""A worker's message made fit to read, masked, and read: by cues first, by the slower helper only where needed."""

import logging
from collections.abc import Iterable

from sharebot.assistant.assessing import Assessor
from sharebot.assistant.clock import Clock
from sharebot.assistant.conversation import Conversation
from sharebot.assistant.facts import as_known
from sharebot.errors import LibraryError
from sharebot.framework.assess import assess
from sharebot.framework.model import Framework
from sharebot.privacy.clean import clean_message
from sharebot.privacy.screen import Identifier, Screened, screen
from sharebot.reading.model import Intent, Reading
from sharebot.reading.reader import Draft, Reader

READ_BY_CUES = frozenset({Intent.WHY, Intent.WORDS, Intent.RESTART, Intent.BACK})
"""What these ask for is plain from their words, so nothing is waited for."""

log = logging.getLogger(__name__)


class Listener:
    """Hears messages. Keeps nothing."""

    def __init__(self, framework: Framework, reader: Reader, assessor: Assessor) -> None:
        self._framework = framework
        self._reader = reader
        self._assessor = assessor

    def screened(self, raw: str | bytes, clock: Clock) -> Screened:
        """The message without its personal identifiers. Raises MessageError when it cannot be read."""
        with clock("privacy"):
            return screen(clean_message(raw))

    def read(self, conversation: Conversation, masked: str, clock: Clock) -> Reading:
        """Intent and facts. A helper that cannot be loaded leaves what the cues found."""
        with clock("reading"):
            draft = self._reader.draft(masked, conversation=conversation.is_open)
            if draft.reading.intent in READ_BY_CUES or self._says_share_now(conversation, draft):
                return draft.reading
            if draft.reading.intent is Intent.WHAT_IF and draft.reading.found:
                return draft.reading
            try:
                return self._reader.weighed(draft)
            except LibraryError as error:
                log.warning("Reading by cues alone: %s", error)
                return draft.reading

    def _says_share_now(self, conversation: Conversation, draft: Draft) -> bool:
        """Danger was said in words: then nothing slower is waited for. Any other find is weighed first."""
        if draft.reading.intent is not Intent.CASE:
            return False
        said = {**self._assessor.case(conversation), **as_known(self._framework, draft.reading.found)}
        by_cues = assess(self._framework, said)
        return by_cues.outcome == "share-now" and not by_cues.provisional and "danger" in by_cues.rule.when


def has_words(screened: Screened) -> bool:
    """False when nothing but personal details was typed."""
    left = screened.text_masked
    for one in screened.found:
        left = left.replace(one.masked, "")
    return any(letter.isalpha() for letter in left)


def kinds(found: Iterable[Identifier]) -> tuple[dict[str, str], ...]:
    """What was masked, each kind once, as a turn shows it."""
    seen = dict.fromkeys((one.kind, one.masked) for one in found)
    return tuple({"kind": kind, "masked": masked} for kind, masked in seen)
