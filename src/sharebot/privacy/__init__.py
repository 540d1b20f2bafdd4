"""Personal identifiers: find, show, mask."""

from sharebot.privacy.clean import clean_message
from sharebot.privacy.screen import Identifier, Screened, screen

__all__ = ["Identifier", "Screened", "clean_message", "screen"]
