"""The real lexicon, loaded once, and a folder of words small enough to see through."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sharebot.reading.facts import CueReader
from sharebot.reading.lexicon import Lexicon
from sharebot.reading.model import Found
from sharebot.reading.text import Text
from sharebot.settings import ROOT
from tests.real_parts import LEXICONS

SMALL = {
    "words.yaml": "person: [she, he, mum]\nask: [asks]\ncontact: [phoned]\ntell: [tell]\nchild: [boy, girl]\n",
    "actors.yaml": "police: [police]\n",
    "intents.yaml": "why: [why]\n",
    "cues.yaml": '- {fact: danger, value: "yes", any: ["{person} has a knife"]}\n',
}


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return LEXICONS(ROOT / "knowledge" / "reading")


@pytest.fixture(scope="session")
def cues(lexicon: Lexicon) -> CueReader:
    return CueReader(lexicon)


@pytest.fixture(scope="session")
def facts_of(cues: CueReader) -> Callable[[str], dict[str, Found]]:
    """The facts the words of a message give."""
    return lambda message: cues.read(Text(message))[0]


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """A reading folder of a few words, with some files written differently."""

    def make(**changed: str) -> Path:
        for name, text in {**SMALL, **{f"{stem}.yaml": text for stem, text in changed.items()}}.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path

    return make
