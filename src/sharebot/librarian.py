"""What the owner of the guidance can do: look at a document, add it, withdraw it, and bring the library up to date."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from sharebot.settings import Settings

if TYPE_CHECKING:
    from ingest.add import Described
    from ingest.preview import Preview
    from ingest.summary import Summary

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""


class Librarian:
    """Changes the library that everybody searches. One change at a time: a second one is refused until it is done.

    Every method raises CallerError for what the owner can put right, and LibraryError when it could not be done; then
    the library is as it was. Reading, splitting and embedding are imported by the first call that needs them.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def preview(self, name: str, contents: bytes, described: "Described") -> "Preview":
        """How a document would be read and split; nothing is kept. Raises DocumentError when it cannot be read."""
        from ingest.preview import preview

        return preview(name, contents, described)

    def add(self, name: str, contents: bytes, described: "Described", progress: Progress) -> "Summary":
        """Put a document into the knowledge folder and the library. One that cannot be read is not put in."""
        from ingest.add import add
        from ingest.preview import preview, uploaded

        preview(name, contents, described)
        with uploaded(name, contents) as file:
            add([file], described, self._settings.knowledge)
        return self.refresh(progress)

    def withdraw(self, source_id: str, why: str, progress: Progress) -> "Summary":
        """Take a document out of use; its words stay readable for the records that rest on them."""
        from ingest.withdraw import withdraw

        withdraw(self._settings, source_id, why)
        return self.refresh(progress)

    def restore(self, source_id: str, progress: Progress) -> "Summary":
        """Bring a withdrawn document back."""
        from ingest.withdraw import restore

        restore(self._settings, source_id)
        return self.refresh(progress)

    def refresh(self, progress: Progress) -> "Summary":
        """Bring the library up to date with the knowledge folder."""
        from ingest.pipeline import run

        return run(self._settings, self._settings.knowledge, progress)
