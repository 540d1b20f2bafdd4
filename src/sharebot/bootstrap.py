"""The one place where real things are chosen from settings."""

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from sharebot.assistant import Assistant
from sharebot.errors import KnowledgeError, LibraryError
from sharebot.framework.load import load_framework
from sharebot.glossary import glossary_if_any
from sharebot.librarian import Librarian
from sharebot.reading.classifier import load as load_classifier
from sharebot.reading.lexicon import load_lexicon
from sharebot.reading.reader import Reader
from sharebot.records.conversations import ConversationStore
from sharebot.records.log import RecordLog
from sharebot.retrieval.embedder import Embedder, load_embedder
from sharebot.retrieval.library import Library
from sharebot.sectors import load_sectors
from sharebot.service import Parts, Sharebot
from sharebot.settings import Settings
from sharebot.wording import load_wording

T = TypeVar("T")
log = logging.getLogger(__name__)


def build(settings: Settings) -> Sharebot:
    """A real Sharebot. Library, embedder, records and conversations are opened when first needed.

    Raises KnowledgeError when a file in knowledge/ is wrong.
    """
    framework = load_framework(settings.knowledge / "framework")
    wording = load_wording(settings.knowledge)
    sectors = load_sectors(settings.knowledge)
    embedder = _once(lambda: load_embedder(settings.embedder))
    library = _once(lambda: Library.open(settings, embedder))
    reader = _reader(settings.knowledge / "reading", embedder)
    assistant = Assistant(framework, wording, reader, library, {name: row["sharer"] for name, row in sectors.items()})
    records = _once(lambda: RecordLog(settings.records_url))
    librarian, glossary = Librarian(settings), glossary_if_any(settings.knowledge)
    conversations = _once(lambda: ConversationStore(settings.records_url))
    return Sharebot(Parts(framework, wording, sectors, assistant, library, records, conversations, librarian, glossary))


def warm(bot: Sharebot) -> threading.Thread:
    """Load the embedder in the background, so that the first page need not wait for it."""

    def load() -> None:
        try:
            bot.library().search("warm up", top=1)
        except LibraryError as error:
            log.warning("Not warmed up: %s", error)

    thread = threading.Thread(target=load, name="warm-up", daemon=True)
    thread.start()
    return thread


def _reader(folder: Path, embedder: Callable[[], Embedder]) -> Reader:
    lexicon = load_lexicon(folder)
    try:
        classifier = load_classifier(folder / "classifier.npz")
    except KnowledgeError as error:
        log.warning("Reading by cues alone: %s", error)
        return Reader(lexicon, None, None)
    return Reader(lexicon, classifier, embedder)


def _once(make: Callable[[], T]) -> Callable[[], T]:
    """`make`, called until it succeeds and never again, whichever thread asks. A failure is not remembered."""
    lock = threading.Lock()
    made: list[T] = []

    def get() -> T:
        with lock:
            if not made:
                made.append(make())
            return made[0]

    return get
