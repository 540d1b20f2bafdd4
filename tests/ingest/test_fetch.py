"""Official documents fetched, kept and put into the library: publications of many pages, files, and what goes wrong."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from ingest import __main__ as command
from ingest.official.documents import documents
from ingest.official.fetch import Outcome, fetch
from ingest.official.register import load_register
from ingest.pipeline import run
from sharebot.errors import CallerError, LibraryError
from sharebot.retrieval.library import Library
from tests.ingest.conftest import Folder
from tests.ingest.official_site import PDF, Clock, OfficialSite, Reply, official_site, page, to
from tests.retrieval.word_hashing import WordHashing

GOV = "https://www.gov.scot/publications/child-protection/"
LAW = "https://www.legislation.gov.uk/asp/2007/10"
ICO = "https://ico.org.uk/sharing/code/"
MENU = (
    "<ul class='side'><li><a href='/publications/child-protection/'>Start</a></li>"
    "<li><a href='/publications/child-protection/pages/2/'>Two</a></li>"
    "<li><a href='/publications/child-protection/pages/3/'>Three</a></li></ul>"
)


def entry(source_id: str, url: str, **other: Any) -> dict[str, Any]:
    return {
        "id": source_id, "title": f"Title of {source_id}", "publisher": "Publisher", "version": "2023", "url": url,
        "type": "practice guidance", "jurisdiction": "Scotland", "status": "current", "licence": "OGL-3.0",
        "review_by": "2027-05-22", "matters": "All of it.",
    } | other  # fmt: skip


class Place(Folder):
    """A knowledge folder with a register, its data folder, and the sites its sources are published on."""

    def __init__(self, place: Path, site: OfficialSite) -> None:
        super().__init__(place)
        self.site = site
        self.write("own.md", "# Our page\n\nShare what is needed and no more than that.")
        self.register(entry("ngcp", GOV))

    def register(self, *entries: dict[str, Any]) -> None:
        self.write("sources.yaml", yaml.safe_dump(list(entries)))

    def fetch(self, *wanted: str, clock: Clock | None = None, **manner: Any) -> Outcome:
        register = load_register(self.path)
        return fetch(register, wanted, self.settings.data, self.site.manner(clock, **manner), lambda *_: None)

    def record(self, source_id: str = "ngcp") -> dict[str, Any]:
        text = (self.settings.data / "official" / source_id / "fetched.json").read_text()
        return dict(json.loads(text))

    def document(self, source_id: str = "ngcp") -> str:
        file = self.settings.data / "official" / source_id / self.record(source_id)["document"]
        return file.read_text()

    def library(self) -> Library:
        self.ingest()
        return Library.open(self.settings, WordHashing())


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with official_site() as site:
        yield Place(tmp_path, site)


def three_pages(site: OfficialSite) -> None:
    title = "Child protection guidance"
    site.serve(GOV, page(title, f"{MENU}<h2>Part 1</h2><p>1.1 A child is anyone under 18.</p>"))
    site.serve(f"{GOV}pages/2/", page(title, f"{MENU}<h2>Part 2</h2><p>1.128 Share without delay.</p>"))
    site.serve(f"{GOV}pages/3/", page(title, f"{MENU}<h2>Part 3</h2><p>1.129 Phone social work.</p>"))


def test_a_publication_of_many_pages_becomes_one_document_in_order(place: Place) -> None:
    three_pages(place.site)

    outcome = place.fetch()

    assert [(one.id, one.pages) for one in outcome.fetched] == [("ngcp", 3)]
    text = place.document()
    parts = [text.index(words) for words in ("Part 1", "1.1 A child", "Part 2", "1.128 Share", "Part 3", "1.129 Phone")]
    assert parts == sorted(parts)
    assert text.count("Child protection guidance</h1>") == 1
    assert text.count("Crown copyright") == 0
    assert text.count(">Two<") == 1, "the list of contents that stands on every page is kept once at most"


def test_what_is_kept_says_where_and_when_it_came_from(place: Place) -> None:
    three_pages(place.site)
    place.site.serve(f"{GOV}pages/2/", Reply(page("Two", "<p>1.128 Share.</p>"), headers={"ETag": '"2"'}))

    place.fetch()

    told = place.record()
    assert (told["source_id"], told["address"], told["fetched"]) == ("ngcp", GOV, "2026-11-22T12:00:00+00:00")
    assert [one["address"] for one in told["pages"]] == [GOV, f"{GOV}pages/2/", f"{GOV}pages/3/"]
    assert told["pages"][1]["etag"] == '"2"'
    assert len(told["sha256"]) == 64
    first = place.settings.data / "official/ngcp" / told["pages"][0]["file"]
    assert b"1.1 A child is anyone under 18." in first.read_bytes()


def test_next_links_are_followed_where_there_is_no_list_of_contents(place: Place) -> None:
    place.register(entry("code", ICO))
    place.site.serve(ICO, page("Code", "<p>First.</p><a href='one/' rel='next'>On</a><a href='/other/'>Other</a>"))
    place.site.serve(f"{ICO}one/", page("One", "<p>Second.</p><a href='../two/'>Next: two</a>"))
    place.site.serve(f"{ICO}two/", page("Two", "<p>Third.</p><a href='/elsewhere/'>Next: elsewhere</a>"))

    place.fetch()

    assert place.site.paths() == ["/sharing/code/", "/sharing/code/one/", "/sharing/code/two/"]
    text = place.document("code")
    assert text.index("First.") < text.index("Second.") < text.index("Third.")
    assert "<h2>One</h2>" in text, "a page's own title stands beneath the publication's"


def test_pages_beneath_a_page_come_right_after_it(place: Place) -> None:
    place.register(entry("code", ICO))
    place.site.serve(ICO, page("Code", "<a href='a/'>A</a><a href='b/'>B</a>"))
    place.site.serve(f"{ICO}a/", page("A", "<p>Words of A.</p><a href='one/'>A one</a>"))
    place.site.serve(f"{ICO}a/one/", page("A one", "<p>Words of A one.</p>"))
    place.site.serve(f"{ICO}b/", page("B", "<p>Words of B.</p>"))

    place.fetch()

    assert place.site.paths() == ["/sharing/code/", "/sharing/code/a/", "/sharing/code/a/one/", "/sharing/code/b/"]


def test_a_page_registered_as_a_source_of_its_own_is_left_to_it(place: Place) -> None:
    place.register(entry("code", ICO), entry("chapter", f"{ICO}a/"))
    place.site.serve(ICO, page("Code", "<a href='a/'>A</a><a href='b/'>B</a>"))
    place.site.serve(f"{ICO}a/", page("A", "<p>Words of A.</p>"))
    place.site.serve(f"{ICO}b/", page("B", "<p>Words of B.</p>"))

    place.fetch()

    assert "Words of A." not in place.document("code")
    assert "Words of A." in place.document("chapter")


def test_an_act_is_fetched_whole_from_the_address_of_its_data(place: Place) -> None:
    place.register(entry("asp-act", LAW))
    place.site.serve(f"{LAW}/data.xht", Reply(page("The Act", "<p>5 Co-operation</p>"), kind="application/xhtml+xml"))

    assert [one.id for one in place.fetch().fetched] == ["asp-act"]
    assert place.site.paths() == ["/asp/2007/10/data.xht"]


def test_a_cover_page_gives_way_to_the_file_it_offers(place: Place) -> None:
    offer = "<a href='/binaries/content/documents/govscot/x/x.pdf?forceDownload=true'>PDF</a>"
    place.site.serve(GOV, page("Cover", offer))
    file = "https://www.gov.scot/binaries/content/documents/govscot/x/x.pdf"
    place.site.serve(file, Reply(PDF, kind="application/pdf"))

    outcome = place.fetch()

    assert outcome.fetched[0].address == file
    assert place.record()["document"].endswith("/document.pdf")


def test_a_file_where_the_register_does_not_lead_is_named_and_the_cover_is_not_taken_for_it(place: Place) -> None:
    address = "https://www.gov.uk/government/publications/code"
    place.register(entry("code", address))
    file = "https://assets.publishing.service.gov.uk/media/1/code.pdf"
    place.site.serve(address, page("Code", f"<a href='{file}'>Code (PDF)</a>"))

    assert "only offers a file on assets.publishing.service.gov.uk" in place.fetch().failed[0].reason


def test_a_page_that_says_enough_is_the_document_although_it_offers_a_file(place: Place) -> None:
    words = "<p>Words that answer the request in full.</p>" * 60
    place.site.serve(GOV, page("Release", f"{words}<a href='/binaries/content/documents/x.pdf'>Annex</a>"))

    assert [one.address for one in place.fetch().fetched] == [GOV]


def test_an_address_and_one_page_can_be_given_in_the_register(place: Place) -> None:
    place.register(entry("code", "https://ico.org.uk/about/", fetch={"address": ICO, "pages": "one"}))
    place.site.serve(ICO, page("Code", "<a href='a/'>A</a>"))

    place.fetch()

    assert place.site.paths() == ["/sharing/code/"]


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({"licence": "link-only"}, "its licence does not allow a copy, so it is linked only"),
        ({"fetch": {"withheld": "its page is not confirmed"}}, "its page is not confirmed"),
        ({"same_as": "ngcp"}, "it is the same document as ngcp"),
    ],
)
def test_what_may_not_be_fetched_is_skipped_with_a_reason(place: Place, other: dict[str, Any], reason: str) -> None:
    place.register(entry("ngcp", GOV), entry("b", ICO, **other))

    outcome = place.fetch("b")

    assert [(one.id, one.reason) for one in outcome.skipped] == [("b", reason)]
    assert place.site.asked == []


def test_a_superseded_source_is_left_out_unless_it_is_named(place: Place) -> None:
    older = entry("older", ICO, status="superseded", superseded_by="ngcp")
    place.register(entry("ngcp", GOV, supersedes=["older"]), older)
    three_pages(place.site)
    place.site.serve(ICO, page("Older", ""))

    assert [one.id for one in place.fetch().skipped] == ["older"]
    assert [one.id for one in place.fetch("older").fetched] == ["older"]


def test_an_address_that_now_gives_the_successor_is_not_fetched_for_the_older(place: Place) -> None:
    older = entry("older", GOV, status="superseded", superseded_by="ngcp")
    place.register(entry("ngcp", GOV, supersedes=["older"]), older)

    assert "its address now gives ngcp" in place.fetch("older").skipped[0].reason


def test_an_unknown_source_is_a_mistake_of_the_caller(place: Place) -> None:
    with pytest.raises(CallerError, match="The register knows no source 'nope'"):
        place.fetch("nope")


def test_a_second_fetch_asks_only_what_has_changed_and_replaces_nothing(place: Place) -> None:
    for number, at in enumerate([GOV, f"{GOV}pages/2/", f"{GOV}pages/3/"], start=1):
        body = page("Child protection", f"{MENU}<h2>Part {number}</h2>")
        place.site.serve(at, Reply(body, headers={"ETag": f'"{number}"'}))
    place.fetch()
    before = place.record()

    outcome = place.fetch()

    assert [one.id for one in outcome.unchanged] == ["ngcp"]
    assert [one.headers.get("If-None-Match") for one in place.site.asked if one.path != "/robots.txt"][3:] == [
        '"1"', '"2"', '"3"',
    ]  # fmt: skip
    assert place.record() | {"checked": ""} == before | {"checked": ""}


def test_a_page_that_changed_replaces_the_document_and_the_old_one_goes(place: Place) -> None:
    three_pages(place.site)
    place.fetch()
    before = place.record()["document"]
    place.site.serve(f"{GOV}pages/3/", page("Child protection guidance", f"{MENU}<p>1.129 Phone the police.</p>"))

    assert [one.id for one in place.fetch().fetched] == ["ngcp"]

    assert "Phone the police" in place.document()
    folders = [one.name for one in (place.settings.data / "official/ngcp").iterdir() if one.is_dir()]
    assert folders == [place.record()["document"].partition("/")[0]]
    assert before.partition("/")[0] not in folders


def test_a_page_lost_from_the_disk_is_asked_for_without_conditions(place: Place) -> None:
    place.site.serve(GOV, Reply(page("Child protection", ""), headers={"ETag": '"1"'}))
    place.fetch()
    (place.settings.data / "official/ngcp" / place.record()["pages"][0]["file"]).write_bytes(b"damaged")

    place.fetch()

    assert "If-None-Match" not in place.site.asked[-1].headers


def test_one_that_fails_keeps_its_old_copy_and_the_others_still_come(place: Place) -> None:
    three_pages(place.site)
    place.fetch()
    before = place.document()
    place.register(entry("ngcp", GOV), entry("code", ICO))
    place.site.serve(f"{GOV}pages/2/", Reply(b"", 404))
    place.site.serve(ICO, page("Code", ""))

    outcome = place.fetch()

    assert [one.id for one in outcome.fetched] == ["code"]
    assert outcome.failed[0].reason.startswith(f"one of its pages, {GOV}pages/2/, cannot be had: it is gone")
    assert place.document() == before


def test_a_page_with_hardly_any_words_is_not_the_document(place: Place) -> None:
    place.site.serve(GOV, b"<!doctype html><html><body><main><h1>Guidance</h1><p>Loading</p></main></body></html>")

    assert "hardly any words" in place.fetch().failed[0].reason


def test_a_page_nested_without_end_is_refused_at_once(place: Place) -> None:
    place.site.serve(GOV, page("Deep", "<div>" * 30_000 + "words"))

    assert "nested too deeply" in place.fetch().failed[0].reason


def test_a_publication_without_end_is_stopped(place: Place) -> None:
    place.register(entry("code", ICO))
    for number in range(200):
        at = ICO if number == 0 else f"{ICO}{number}/"
        place.site.serve(at, page(f"Page {number}", f"<a href='{ICO}{number + 1}/'>Next page</a>"))

    assert "more than 150 pages" in place.fetch().failed[0].reason


def test_a_page_that_is_the_same_as_another_is_kept_once(place: Place) -> None:
    same = page("Child protection guidance", f"{MENU}<p>The same words.</p>")
    for at in (GOV, f"{GOV}pages/2/", f"{GOV}pages/3/"):
        place.site.serve(at, same)

    assert [one.pages for one in place.fetch().fetched] == [1]


def test_a_document_that_moved_is_fetched_and_the_move_told(place: Place) -> None:
    place.site.serve(GOV, to("/publications/new/", 301))
    place.site.serve("https://www.gov.scot/publications/new/", page("New", ""))

    told = place.fetch().fetched[0]

    assert told.note == "it has moved to https://www.gov.scot/publications/new/; change the register"


def test_a_full_disk_leaves_the_old_document_whole(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    three_pages(place.site)
    place.fetch()
    before = place.document()
    place.site.serve(GOV, page("Changed", MENU))
    monkeypatch.setattr("ingest.official.fetch_keep.os.fsync", _no_space)

    with pytest.raises(LibraryError, match="No space left on device"):
        place.fetch()

    assert place.document() == before
    assert len([one for one in (place.settings.data / "official/ngcp").iterdir() if one.is_dir()]) == 1


def _no_space(_: int) -> None:
    raise OSError(28, "No space left on device")


def test_a_fetch_that_was_killed_half_way_leaves_the_old_one_and_is_tidied_up(place: Place) -> None:
    three_pages(place.site)
    place.fetch()
    before = place.document()
    half = place.settings.data / "official/ngcp/20261122-half"
    half.mkdir()
    (half / "page-001.html").write_bytes(b"half")
    (place.settings.data / "official/ngcp/fetched.json.new").write_bytes(b'{"source_id')

    assert place.document() == before
    names = [one.name for one in documents(place.path, place.settings.data)]
    assert f"official:ngcp/{place.record()['document']}" in names
    place.site.serve(GOV, page("Changed", MENU))
    place.fetch()
    assert not half.exists()


def test_only_one_fetch_runs_at_a_time(place: Place) -> None:
    from ingest.lock import only_run

    with only_run(place.settings.data / "official"), pytest.raises(LibraryError, match="running"):
        place.fetch()


def test_a_fetched_document_is_in_the_library_as_the_register_describes_it(place: Place) -> None:
    three_pages(place.site)
    place.fetch()

    passages = place.library().passages_of("ngcp")

    assert passages
    one = passages[0]
    assert (one.tier, one.title, one.publisher) == ("official", "Title of ngcp", "Publisher")
    assert (one.version, one.url) == ("2023; fetched 2026-11-22", GOV)
    assert (one.jurisdiction, one.review_by, one.status) == ("Scotland", "2027-05-22", "current")


def test_nothing_new_means_that_nothing_is_read_again(place: Place) -> None:
    three_pages(place.site)
    place.fetch()
    place.ingest()
    place.fetch()

    assert not place.ingest().changed


def test_a_change_in_the_register_reaches_the_library_without_another_fetch(place: Place) -> None:
    three_pages(place.site)
    place.fetch()
    place.ingest()

    place.register(entry("ngcp", GOV, title="A better title"))

    assert place.library().passages_of("ngcp")[0].title == "A better title"


@pytest.mark.parametrize("now", [{"licence": "link-only"}, {"fetch": {"withheld": "it is not its page"}}, None])
def test_a_source_that_may_no_longer_be_copied_leaves_the_library(place: Place, now: dict[str, Any] | None) -> None:
    three_pages(place.site)
    place.fetch()
    place.ingest()

    place.register(entry("ngcp", GOV, **now) if now is not None else entry("other", ICO))

    assert place.library().passages_of("ngcp") == []


def test_a_library_over_another_folder_has_no_official_documents(place: Place, tmp_path: Path) -> None:
    three_pages(place.site)
    place.fetch()
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs/a.txt").write_text("Their own words.")

    summary = run(place.settings, tmp_path / "theirs", lambda *_: None, WordHashing())

    assert summary.documents == 1


def test_an_official_document_withdrawn_by_hand_stays_withdrawn(place: Place) -> None:
    three_pages(place.site)
    place.fetch()
    place.ingest()
    folder = place.settings.data / "official/ngcp"
    beside = folder / f"{place.record()['document']}.yaml"
    told = yaml.safe_load(beside.read_text()) | {"status": "withdrawn", "withdrawn": "2026-11-22"}
    beside.write_text(yaml.safe_dump(told))

    documents(place.path, place.settings.data)

    now = yaml.safe_load(beside.read_text())
    assert (now["status"], now["withdrawn"], now["status_before"]) == ("withdrawn", "2026-11-22", "current")


@pytest.fixture
def at_the_command(place: Place, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.setattr("ingest.pipeline.embedder_name", lambda _: WordHashing().name)
    monkeypatch.setattr("sharebot.retrieval.embedder.load_embedder", lambda _: WordHashing())
    monkeypatch.setattr("ingest.official.fetch.manner_of", lambda _: place.site.manner())
    return place


def run_command(place: Place, *arguments: str) -> int:
    places = ["--knowledge", str(place.path), "--data", str(place.settings.data)]
    return command.main([*places, "fetch", *arguments])


def test_the_command_fetches_and_refreshes_the_library(
    at_the_command: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    three_pages(at_the_command.site)

    assert run_command(at_the_command) == 0

    said = capsys.readouterr().out
    assert "Fetched ngcp: 3 pages" in said
    assert "2 documents" in said


def test_the_command_tells_everything_as_json(at_the_command: Place, capsys: pytest.CaptureFixture[str]) -> None:
    three_pages(at_the_command.site)
    at_the_command.register(entry("ngcp", GOV), entry("gone", ICO), entry("linked", ICO, licence="link-only"))

    assert run_command(at_the_command, "--json") == 1, "something failed"

    told = json.loads(capsys.readouterr().out)
    assert [one["id"] for one in told["fetched"]] == ["ngcp"]
    assert [one["id"] for one in told["failed"]] == ["gone"]
    assert "it is gone from its address (404)" in told["failed"][0]["reason"]
    assert [one["id"] for one in told["skipped"]] == ["linked"]
    assert told["unchanged"] == []
    assert told["library"]["documents"] == 2


def test_the_command_names_an_unknown_source_in_one_sentence(
    at_the_command: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(at_the_command, "nope") == 2

    assert capsys.readouterr().err == ("The register knows no source 'nope'. Its ids are in knowledge/sources.yaml.\n")


def test_a_contact_is_told_to_the_sites_and_must_be_plain() -> None:
    from ingest.official.fetch import manner_of
    from sharebot.errors import SettingsError
    from sharebot.settings import Settings

    assert manner_of(Settings(contact="ig@example.scot")).agent.endswith(" (+ig@example.scot)")
    assert manner_of(Settings()).agent.startswith("sharebot/")
    assert manner_of(Settings()).own_site is None
    with pytest.raises(SettingsError):
        manner_of(Settings(contact="me\r\nX-Evil: 1"))
