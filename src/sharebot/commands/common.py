"""What every command needs: the service built from settings, and output in one of two forms."""

import json
import sys
from typing import Any

from sharebot.bootstrap import build
from sharebot.service import Sharebot
from sharebot.settings import load_settings


def the_service() -> Sharebot:
    """A Sharebot built from the environment."""
    return build(load_settings())


def out(document: Any) -> None:
    """One JSON document on one line, flushed at once."""
    sys.stdout.write(json.dumps(document, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def say(text: str) -> None:
    """Text for a person."""
    sys.stdout.write(text.rstrip() + "\n")
