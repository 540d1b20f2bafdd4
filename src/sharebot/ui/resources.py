"""What is built once and shared by every visit: the service, its words and the places it knows."""

import streamlit as st

from sharebot import bootstrap
from sharebot.service import Sharebot
from sharebot.settings import Settings, load_settings


@st.cache_resource(show_spinner=False)
def sharebot() -> Sharebot:
    """The service. Raises SettingsError or KnowledgeError."""
    return bootstrap.build(settings())


@st.cache_resource(show_spinner=False)
def settings() -> Settings:
    """What the organisation chose. Raises SettingsError."""
    return load_settings()


@st.cache_resource(show_spinner=False)
def warm() -> None:
    """Begin to load the embedder, once; the page that asked is already drawn."""
    bootstrap.warm(sharebot())


def say(key: str, **values: object) -> str:
    """A sentence of knowledge/wording.d/ui.yaml with its places filled in."""
    return sharebot().wording.say(key, **values)


def listed(prefix: str) -> list[str]:
    """Every sentence whose key begins with `prefix`, in the order of the file."""
    wording = sharebot().wording
    return [wording[key] for key in wording if key.startswith(prefix)]


def areas() -> list[str]:
    """Areas with guidance of their own in the library; none while there is no library."""
    library = sharebot().open_library()
    documents = library.documents() if library else []
    return sorted({str(document["area"]) for document in documents if document["area"]})
