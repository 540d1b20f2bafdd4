"""From a passage to its neighbours, in the order of its document and never beyond it."""

from collections.abc import Callable

import pytest

from sharebot.errors import LibraryError
from sharebot.retrieval.library import Library
from sharebot.retrieval.passage import Passage
from sharebot.settings import Settings


def texts(found: list[Passage]) -> list[str]:
    return [one.text.split()[0] for one in found]


@pytest.fixture
def middle(library: Library) -> str:
    return library.passages_of("consent")[1].id


def test_a_passage_stands_between_its_neighbours(library: Library, middle: str) -> None:
    assert library.around(middle) == library.passages_of("consent")
    assert texts(library.around(middle)) == ["Consent", "Tell", "Ask"]


def test_as_many_as_are_asked_for_on_each_side(library: Library, middle: str) -> None:
    whole = library.passages_of("consent")

    assert library.around(middle, before=0) == whole[1:]
    assert library.around(middle, after=0) == whole[:2]
    assert library.around(middle, before=0, after=0) == [library.passage(middle)]
    assert library.around(whole[0].id, before=0, after=2) == whole


def test_neighbours_end_with_the_document(library: Library) -> None:
    first, *_, last = library.passages_of("consent")

    assert library.around(first.id, before=9, after=0) == [first]
    assert library.around(last.id, before=0, after=9) == [last]
    assert {one.source_id for one in library.around(first.id, before=99, after=99)} == {"consent"}


def test_fewer_than_none_is_none(library: Library, middle: str) -> None:
    assert library.around(middle, before=-1, after=-1) == [library.passage(middle)]


def test_a_passage_that_is_not_there_has_no_neighbours(library: Library) -> None:
    with pytest.raises(LibraryError, match="no passage 'gone'"):
        library.around("gone")


def test_neighbours_are_those_of_the_newest_library(
    library: Library, settings: Settings, build: Callable[[], None], middle: str
) -> None:
    page = settings.knowledge / "code-of-practice" / "consent.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n## After that\n\nWrite it down.\n", encoding="utf-8")
    build()

    assert texts(library.around(middle, after=5)) == ["Consent", "Tell", "Ask", "Write"]


def test_a_passage_that_has_left_the_library_stands_alone(
    library: Library, settings: Settings, build: Callable[[], None], middle: str
) -> None:
    (settings.knowledge / "code-of-practice" / "consent.md").unlink()
    build()

    assert [one.id for one in library.around(middle)] == [middle]
