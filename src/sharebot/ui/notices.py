"""An error on purpose made into a message; used in app.py and nowhere else."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sharebot.errors import SharebotError


@contextmanager
def noticed(notice: Callable[[str], object]) -> Iterator[None]:
    """Give the sentence of a SharebotError to `notice`, and go on. Anything else is a bug and goes to the log."""
    try:
        yield
    except SharebotError as error:
        notice(str(error))
