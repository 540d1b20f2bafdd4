"""The whole app in one process: real framework, real small library, real embedder loaded once."""

import pickle
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit import config
from streamlit.testing.v1 import AppTest

from sharebot import bootstrap
from sharebot.retrieval import embedder as embedders
from sharebot.retrieval.embedder import Embedder, load_embedder
from sharebot.settings import BUILT_IN_EMBEDDER, ROOT
from tests.ui import own_library
from tests.ui.small_library import build

CONCERN = "boy of 8 in my class has bruises and says his dad hit him, can i tell social work"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    loaded = load_embedder(BUILT_IN_EMBEDDER)
    loaded.load()
    return loaded


@pytest.fixture
def library(built: Path, clean_environment: Path) -> Path:
    """The small library, in the data folder of this test."""
    shutil.copytree(built / "library", clean_environment / "library")
    return clean_environment


@pytest.fixture
def own(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, embedder: Embedder) -> Path:
    """A knowledge folder of this test's own, which the app may change, with its library; the embedder is loaded."""
    knowledge, data = own_library.copied(built, tmp_path / "own")
    monkeypatch.setenv("SHAREBOT_KNOWLEDGE", str(knowledge))
    monkeypatch.setenv("SHAREBOT_DATA", str(data))
    monkeypatch.setattr(embedders, "load_embedder", lambda _: embedder)
    return knowledge


@pytest.fixture
def app(
    monkeypatch: pytest.MonkeyPatch, embedder: Embedder, clean_environment: Path
) -> Iterator[Callable[..., AppTest]]:
    """Starts the app as a new session; ask for `library` too where the test needs one."""
    monkeypatch.setattr(bootstrap, "load_embedder", lambda _: embedder)
    # AppTest keeps each widget's format function in the session, and functions cannot be pickled; `well` pickles
    # the visit instead.
    config.set_option("runner.enforceSerializableSessionState", False)
    st.cache_resource.clear()

    def started(**address: str) -> AppTest:
        page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        for name, value in address.items():
            page.query_params[name] = value
        return page.run()

    yield started
    st.cache_resource.clear()


@pytest.fixture
def case(app: Callable[..., AppTest], library: Path) -> AppTest:
    """A case with its card on the screen."""
    return say(app(), CONCERN)


def say(page: AppTest, message: str) -> AppTest:
    """Type a message into the box and send it."""
    return page.chat_input(key="box").set_value(message).run()


def shown(page: AppTest) -> str:
    """Every word on the page as it is read, one piece a line."""
    pieces = [
        *page.markdown,
        *page.header,
        *page.subheader,
        *page.caption,
        *page.error,
        *page.warning,
        *page.info,
        *page.success,
    ]
    return "\n".join(str(piece.value) for piece in pieces).replace("\\", "")


def well(page: AppTest) -> AppTest:
    """The same page, having met no error that is a bug."""
    assert not page.exception, page.exception
    if "visit" in page.session_state:
        pickle.dumps(page.session_state["visit"])
    return page
