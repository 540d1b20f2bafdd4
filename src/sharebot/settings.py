"""Every setting; the only reader of the environment."""

from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from sharebot.errors import SettingsError

ROOT = Path(__file__).resolve().parents[2]
"""The project's folder: knowledge/ and prompts/ lie here."""

BUILT_IN_EMBEDDER = "all-MiniLM-L6-v2"


class Settings(BaseSettings):
    """What an organisation may choose, from `SHAREBOT_*` variables or a `.env` file beside the project."""

    model_config = SettingsConfigDict(env_prefix="SHAREBOT_", env_file=".env", frozen=True, extra="ignore")

    data: Path = Field(default=Path("data"), description="where the library and the records are kept")
    knowledge: Path = Field(default=ROOT / "knowledge", description="the folder the IG lead owns")
    database_url: str = Field(default="", description="a SQLAlchemy address; empty means SQLite in the data folder")
    chroma_url: str = Field(default="", description="http address of a Chroma server; empty means the data folder")
    embedder: str = Field(default=BUILT_IN_EMBEDDER, description="another sentence-transformers folder or name")
    model: str = Field(default="", description="a language model; none is needed and none is built in yet")
    auth: Literal["local"] = Field(default="local", description="who you are: this machine only")
    area: str = Field(default="", description="the area whose local guidance applies")
    contact: str = Field(default="", description="how publishers can reach whoever fetches their documents")
    sector: str = Field(default="", description="the kind of body the worker belongs to")
    debug: bool = Field(default=False, description="when something breaks, write the traceback to standard error")

    @field_validator("data", "knowledge")
    @classmethod
    def _absolute(cls, path: Path) -> Path:
        return path.expanduser().resolve()

    @property
    def records_url(self) -> str:
        """Where records are kept, as SQLAlchemy writes it."""
        return self.database_url or f"sqlite:///{self.data / 'records.sqlite'}"


def load_settings(**overrides: object) -> Settings:
    """Read the environment; `overrides` are the command line's and win.

    Raises SettingsError naming each variable that cannot be used.
    """
    try:
        return Settings(**{name: value for name, value in overrides.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        wrong = "; ".join(f"SHAREBOT_{str(e['loc'][0]).upper()}: {e['msg']}" for e in error.errors())
        raise SettingsError(f"A setting cannot be used. {wrong}.") from error
