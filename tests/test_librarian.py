"""What the owner of the guidance does to the library, as a page would."""

from pathlib import Path

import pytest

from ingest.add import Described
from sharebot.errors import CallerError, DocumentError
from sharebot.librarian import Librarian
from sharebot.retrieval.library import Library
from sharebot.settings import Settings

PROTOCOL = b"# West protocol\n\n## Whom to phone\n\nPhone the West desk about a missing child at once.\n"
WEST = Described(tier="local", area="west", version="2", review_by="2027-05-22")


def quiet(step: str, done: int, total: int) -> None:
    """No progress bar."""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    knowledge = tmp_path / "knowledge"
    (knowledge / "toolkits").mkdir(parents=True)
    (knowledge / "toolkits" / "card.md").write_text("# Card\n\nCheck who is asking.\n")
    return Settings(data=tmp_path / "data", knowledge=knowledge)


@pytest.fixture
def librarian(settings: Settings, in_process: None) -> Librarian:
    librarian = Librarian(settings)
    librarian.refresh(quiet)
    return librarian


def test_a_document_can_be_looked_at_before_it_is_added(librarian: Librarian, settings: Settings) -> None:
    seen = librarian.preview("West Protocol.md", PROTOCOL, WEST)

    assert seen.title == "West protocol"
    assert [passage.section for passage in seen.passages] == ["Whom to phone"]
    assert (seen.passages[0].area, seen.passages[0].version) == ("west", "2")
    assert not (settings.knowledge / "local").exists()


def test_an_added_document_is_found_and_a_withdrawn_one_is_not(
    librarian: Librarian, settings: Settings, real_embedder
) -> None:
    steps: list[str] = []

    summary = librarian.add("west.md", PROTOCOL, WEST, lambda step, *_: steps.append(step))

    assert summary.documents == 2
    assert {"Reading", "Embedding"} <= set(steps)
    library = Library.open(settings, real_embedder)
    assert library.search("missing child, whom do I phone", area="west")[0].passage.source_id == "local/west"
    librarian.withdraw("local/west", "out of date", quiet)
    assert {hit.passage.source_id for hit in library.search("missing child", area="west")} == {"toolkits/card"}
    librarian.restore("local/west", quiet)
    assert library.search("missing child", area="west")[0].passage.source_id == "local/west"


@pytest.mark.parametrize("name", ["../../etc/passwd.md", "..\\..\\boot.md", "/etc/cron.d/x.md"])
def test_a_name_that_is_a_path_lands_in_the_folder_of_its_tier(
    librarian: Librarian, settings: Settings, name: str
) -> None:
    librarian.add(name, PROTOCOL, WEST, quiet)

    added = [file for file in settings.knowledge.parent.rglob("*.md") if file.name in ("passwd.md", "boot.md", "x.md")]
    assert [file.parent for file in added] == [settings.knowledge / "local"]


@pytest.mark.parametrize(
    "name", ["", ".md", ".hidden.md", "a\x00b.md", "a\nb.md", "x" * 200 + ".md", "a|b.md", "~$a.docx"]
)
def test_a_name_that_cannot_be_used_is_refused(librarian: Librarian, name: str) -> None:
    with pytest.raises(CallerError, match="name cannot be used"):
        librarian.add(name, PROTOCOL, WEST, quiet)


@pytest.mark.parametrize(
    ("name", "contents", "reason"),
    [
        ("a.md", b"", "empty"),
        ("a.pdf", b"not a PDF at all", "PDF"),
        ("a.docx", b"PK\x03\x04 broken", "Word"),
    ],
)
def test_a_document_that_cannot_be_read_is_not_added(
    librarian: Librarian, settings: Settings, name: str, contents: bytes, reason: str
) -> None:
    with pytest.raises(DocumentError, match=reason):
        librarian.add(name, contents, WEST, quiet)

    assert not list(settings.knowledge.rglob(name))


@pytest.mark.parametrize(
    "described",
    [
        Described(tier="blog"),
        Described(area="../west"),
        Described(review_by="soon"),
        Described(title="two\nlines"),
        Described(version="x" * 400),
    ],
)
def test_a_description_that_cannot_be_used_is_refused(librarian: Librarian, described: Described) -> None:
    with pytest.raises(CallerError):
        librarian.add("a.md", PROTOCOL, described, quiet)


def test_a_document_of_a_name_that_is_taken_is_refused_and_the_old_one_stays(
    librarian: Librarian, settings: Settings
) -> None:
    librarian.add("a.md", PROTOCOL, WEST, quiet)

    with pytest.raises(CallerError, match=r"already holds a a\.md"):
        librarian.add("a.md", b"# Other\n\nOther words.\n", WEST, quiet)

    assert (settings.knowledge / "local" / "a.md").read_bytes() == PROTOCOL
