"""Real parts for the tests of the conversation: the embedder, a small library and a service, each made once."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ingest.pipeline import run
from sharebot import bootstrap
from sharebot.answering.turn import Turn
from sharebot.assistant import Conversation
from sharebot.framework.load import load_framework
from sharebot.reading.lexicon import load_lexicon
from sharebot.retrieval.embedder import Embedder, load_embedder
from sharebot.service import Sharebot
from sharebot.settings import BUILT_IN_EMBEDDER, ROOT, Settings

PAGES = (
    "code-of-practice/child-protection-share-now.md",
    "code-of-practice/data-breach-what-to-do.md",
    "code-of-practice/emergency-life-at-risk-adults.md",
    "code-of-practice/fitness-to-drive-dvla.md",
    "code-of-practice/recording-sharing-decision-children.md",
    "code-of-practice/telling-family-before-sharing.md",
    "toolkits/emergency-card.md",
    "local/schools-and-care-experienced-learners.md",
)
AREA = "invermorran"
CONCERN = "boy of 8 in my class has bruises and says his dad hit him, can i tell social work"
DANGER = "he has a knife and says he will kill her right now, can i phone the police"
QUESTION = "what must i write down after sharing?"
VAGUE = "can i tell the school about a boy of 14 in my care"
FRAMEWORKS, LEXICONS = cache(load_framework), cache(load_lexicon)
"""They never change once loaded, and take a second each."""


@pytest.fixture(scope="session")
def real_embedder() -> Embedder:
    embedder = load_embedder(BUILT_IN_EMBEDDER)
    embedder.load()
    return embedder


@pytest.fixture(scope="session")
def small_library(tmp_path_factory: pytest.TempPathFactory, real_embedder: Embedder) -> Path:
    """The data folder of a library of eight real documents."""
    folder = tmp_path_factory.mktemp("real")
    knowledge = folder / "knowledge"
    for page in PAGES:
        (knowledge / page).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "knowledge" / page, knowledge / page)
    shutil.copy(ROOT / "knowledge" / "sources.yaml", knowledge / "sources.yaml")
    run(Settings(data=folder / "data", knowledge=knowledge), knowledge, lambda *_: None, real_embedder)
    return folder / "data"


@pytest.fixture(scope="session")
def bot(small_library: Path, real_embedder: Embedder) -> Iterator[Sharebot]:
    """One service for every test that records nothing of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bootstrap, "load_embedder", lambda _: real_embedder)
        yield bootstrap.build(Settings(data=small_library, knowledge=ROOT / "knowledge"))


@pytest.fixture
def with_library(small_library: Path, clean_environment: Path) -> Path:
    """The small library, in the data folder of this test."""
    shutil.copytree(small_library / "library", clean_environment / "library")
    return clean_environment


@pytest.fixture
def in_process(monkeypatch: pytest.MonkeyPatch, real_embedder: Embedder) -> None:
    """A service built in this test finds the embedder, the framework and the cues loaded already."""
    monkeypatch.setattr(bootstrap, "load_embedder", lambda _: real_embedder)
    monkeypatch.setattr(bootstrap, "load_framework", FRAMEWORKS)
    monkeypatch.setattr(bootstrap, "load_lexicon", LEXICONS)


@dataclass
class Talk:
    """A conversation as a worker has it: say something, and the last turn is kept beside the state."""

    bot: Sharebot
    now: Conversation = field(default_factory=Conversation)

    def say(self, message: str | bytes) -> Turn:
        self.now, turn = self.bot.ask(self.now, message)
        return turn

    def answer(self, fact: str, value: str) -> Turn:
        self.now, turn = self.bot.answer(self.now, fact, value)
        return turn

    def change(self, fact: str, value: str) -> Turn:
        self.now, turn = self.bot.change(self.now, fact, value)
        return turn

    def decide(self, **decision: Any) -> Turn:
        self.now, turn = self.bot.decide(self.now, decision)
        return turn


@pytest.fixture
def talk(bot: Sharebot) -> Talk:
    return Talk(bot)


@pytest.fixture
def talk_in(bot: Sharebot) -> Callable[..., Talk]:
    """A conversation in an area or a sector."""
    return lambda **place: Talk(bot, bot.conversation(**place))
