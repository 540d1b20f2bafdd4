"""What a reader saw that a person would not: gathered, to be told to the owner of the document."""

from ingest.reading.neutral import first_words


class Hidden:
    """Passages of text that nobody can see on the page."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._goes_on = False

    def add(self, text: str, goes_on: bool = False) -> None:
        """`goes_on`: it continues what was added last."""
        if goes_on and self._texts:
            self._texts[-1] += text
        else:
            self._texts.append(text)

    def notes(self) -> tuple[str, ...]:
        """One note, or none."""
        found = [" ".join(text.split()) for text in self._texts if len(text.split()) > 1 or len(text.strip()) > 20]
        if not found:
            return ()
        places = "" if len(found) == 1 else f" in {len(found)} places"
        return (f"hidden text was left out{places} (“{first_words(found[0])}”)",)
