"""The library answers, keeps to its limits, and says plainly when it cannot look."""

import json
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from sharebot.errors import LibraryError
from sharebot.retrieval.library import Library
from sharebot.retrieval.manifest import library_folder, manifest_file, read_manifest
from sharebot.retrieval.scope import Scope
from sharebot.retrieval.store import FILE_NAME, Store
from sharebot.settings import Settings
from tests.retrieval.word_hashing import WordHashing


def sources(library: Library, query: str, **limits: object) -> list[str]:
    return [hit.passage.source_id for hit in library.search(query, **limits)]


def test_the_passage_that_says_it_comes_first(library: Library) -> None:
    hits = library.search("is consent needed where there is a child protection concern")

    assert hits[0].passage.text.startswith("Consent is not needed where there is a child protection concern.")
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(0.0 <= hit.score <= 1.0 for hit in hits)


def test_a_passage_carries_all_that_a_citation_needs(library: Library) -> None:
    passage = library.search("tell the family even when mum refuses")[0].passage

    assert (passage.source_id, passage.title, passage.section) == (
        "consent", "Consent with families", "When a parent says no",
    )  # fmt: skip
    assert (passage.tier, passage.jurisdiction, passage.version) == ("code", "Scotland", "2026-11-22")
    assert (passage.review_by, passage.page, passage.area) == ("2027-05-22", None, None)
    assert passage.refs == ("uk-gdpr", "girfec-pg4")
    assert passage.url == "https://example.scot/gdpr"


def test_words_of_another_form_are_found(library: Library, settings: Settings) -> None:
    store = Store(library_folder(settings) / read_manifest(settings).folder / FILE_NAME)

    found = store.keyword_evidence("checking officers", Scope.of(None, None, None, []), 10)

    assert [store.passages([passage_id])[passage_id].source_id for passage_id in found] == ["police"]
    store.close()


def test_local_guidance_of_another_area_never_appears(library: Library) -> None:
    query = "phone about consent"

    assert "west" not in sources(library, query, area="east")
    assert sources(library, query, area="east")[0] == "east"
    assert not {"east", "west"} & set(sources(library, query))
    assert not {"east", "west"} & set(sources(library, query, area=""))


def test_a_search_can_be_limited_to_tiers(library: Library) -> None:
    assert set(sources(library, "consent", tiers=["toolkit"])) == {"police", "england"}
    assert set(sources(library, "consent", tiers={"local"}, area="east")) == {"east"}
    assert sources(library, "consent", tiers=[]) == []


def test_english_guidance_comes_after_scottish_guidance_that_says_the_same(library: Library) -> None:
    found = sources(library, "an English guide to consent where there is a concern")

    assert found.index("consent") < found.index("england")


def test_no_more_than_asked_for(library: Library) -> None:
    assert len(library.search("consent", top=1)) == 1
    assert library.search("consent", top=0) == []


@pytest.mark.parametrize(
    "query",
    [
        '"', "'", "\"'; drop table passages; --", "NEAR(consent police) AND OR NOT *", "title:consent ^police",
        "a*b-c+d", "🙂🙂🙂", "согласие", "同意", "\x00\x01", "\ud800 consent", "<script>alert(1)</script>",
        "# **consent**", "_", "the and of", "consent " * 3000, "".join(chr(point) for point in range(0x21, 0x3000)),
    ],
)  # fmt: skip
def test_an_odd_query_gets_an_answer_and_not_an_error(library: Library, query: str) -> None:
    assert all(hit.passage.text for hit in library.search(query))
    assert library.passages_count == 7


@pytest.mark.parametrize("query", ["", "   ", "\n\t"])
def test_an_empty_query_finds_nothing(library: Library, query: str) -> None:
    assert library.search(query) == []


def test_a_word_the_library_does_not_know_scores_low(library: Library) -> None:
    assert library.search("zebra crossing")[0].score < 0.3 < library.search("child protection concern")[0].score


def test_a_passage_is_found_again_by_its_id(library: Library) -> None:
    passage = library.search("consent")[0].passage

    assert library.passage(passage.id) == passage
    with pytest.raises(LibraryError, match="no passage 'nonsense'"):
        library.passage("nonsense")


def test_a_documents_passages_come_in_its_own_order(library: Library) -> None:
    sections = [passage.section for passage in library.passages_of("consent")]

    assert sections == ["Consent with families", "When a parent says no", "Who to ask"]
    assert library.passages_of("nonsense") == []


def test_status_lists_every_document(library: Library) -> None:
    status = library.status()

    assert {document["source_id"]: document["passages"] for document in status["documents"]} == {
        "consent": 3, "police": 1, "east": 1, "west": 1, "england": 1,
    }  # fmt: skip
    assert status["version"] == library.version
    assert status["embedder"] == "word-hashing@1"
    assert status["built_at"] == library.built_at
    assert status["unreadable"] == []


def test_a_missing_library_says_what_to_run(settings: Settings) -> None:
    with pytest.raises(LibraryError, match=r"no guidance library .* Run: python -m ingest"):
        Library.open(settings, WordHashing())


@pytest.mark.parametrize("contents", ["", "{", "[]", '{"version": 1}'])
def test_a_damaged_manifest_says_what_to_run(settings: Settings, build: Callable[[], None], contents: str) -> None:
    build()
    manifest_file(settings).write_text(contents)

    with pytest.raises(LibraryError, match=r"damaged\. Run: python -m ingest"):
        Library.open(settings, WordHashing())


def test_a_library_of_another_sharebot_is_refused(settings: Settings, build: Callable[[], None]) -> None:
    build()
    told = json.loads(manifest_file(settings).read_text()) | {"format": "sharebot.library/9"}
    manifest_file(settings).write_text(json.dumps(told))

    with pytest.raises(LibraryError, match="another sharebot"):
        Library.open(settings, WordHashing())


@pytest.mark.parametrize("lost", ["passages.sqlite", "chroma"])
def test_a_library_with_a_part_missing_says_what_to_run(
    settings: Settings, build: Callable[[], None], lost: str
) -> None:
    build()
    part = library_folder(settings) / read_manifest(settings).folder / lost
    shutil.rmtree(part) if part.is_dir() else part.unlink()

    with pytest.raises(LibraryError, match="Run: python -m ingest"):
        Library.open(settings, WordHashing()).search("consent")


def test_a_file_that_is_no_database_says_what_to_run(settings: Settings, build: Callable[[], None]) -> None:
    build()
    (library_folder(settings) / read_manifest(settings).folder / "passages.sqlite").write_bytes(b"not a database" * 99)

    with pytest.raises(LibraryError, match="Run: python -m ingest"):
        Library.open(settings, WordHashing())


def test_vectors_that_are_damaged_say_what_to_run_and_that_mends_them(
    settings: Settings, build: Callable[[], None]
) -> None:
    build()
    (library_folder(settings) / read_manifest(settings).folder / "chroma" / "chroma.sqlite3").write_bytes(b"x" * 9999)
    with pytest.raises(LibraryError, match="Run: python -m ingest"):
        Library.open(settings, WordHashing()).search("consent")

    build()

    library = Library.open(settings, WordHashing())
    assert library.search("consent")
    library.close()


def test_another_embedder_is_refused_and_both_are_named(settings: Settings, build: Callable[[], None]) -> None:
    build()

    with pytest.raises(LibraryError, match=r"word-hashing@1, not with other@2.*python -m ingest"):
        Library.open(settings, WordHashing("other@2"))
    later = Library.open(settings, lambda: WordHashing("other@2"))
    with pytest.raises(LibraryError, match="word-hashing@1, not with other@2"):
        later.search("consent")


def test_passages_can_be_read_before_the_embedder_is_there(settings: Settings, build: Callable[[], None]) -> None:
    build()
    asked = []
    library = Library.open(settings, lambda: asked.append(1) or WordHashing())

    assert library.passages_of("consent")
    assert library.status()["documents"]
    assert not asked
    assert library.search("consent")
    assert library.search("police")
    assert asked == [1]


def test_a_new_library_is_noticed_while_open(library: Library, settings: Settings, build: Callable[[], None]) -> None:
    before = library.version
    assert library.search("zebra crossing")

    (settings.knowledge / "toolkits" / "zebra.txt").write_text("A zebra crossing is no place for a case file.")
    build()

    assert library.search("zebra crossing")[0].passage.source_id == "toolkits/zebra"
    assert library.version != before


def test_sixteen_threads_search_while_libraries_are_replaced(
    library: Library, settings: Settings, build: Callable[[], None]
) -> None:
    def search(number: int) -> int:
        return len(library.search(f"consent {number}"))

    with ThreadPoolExecutor(16) as threads:
        found = [threads.submit(search, number) for number in range(120)]
        for number in range(3):
            (settings.knowledge / "toolkits" / f"new-{number}.txt").write_text(f"Number {number} is about consent.")
            build()
        assert all(one.result() >= 3 for one in found)


def test_a_chroma_server_that_does_not_answer_is_named(settings: Settings, build: Callable[[], None]) -> None:
    build()
    away = settings.model_copy(update={"chroma_url": "http://127.0.0.1:9"})

    with pytest.raises(LibraryError, match=r"http://127\.0\.0\.1:9 does not answer"):
        Library.open(away, WordHashing()).search("consent")


def test_many_threads_open_and_close_libraries_at_once(settings: Settings, build: Callable[[], None]) -> None:
    build()

    def once(number: int) -> int:
        library = Library.open(settings, WordHashing())
        try:
            return len(library.search(f"consent {number}"))
        finally:
            library.close()

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(once, range(48)))
