"""What is indexed: every document, its passages, review dates, taking out of use and bringing back."""

from collections.abc import Callable
from pathlib import Path

import yaml
from streamlit.testing.v1 import AppTest

from ingest.pipeline import run
from sharebot.settings import load_settings
from tests.ui.conftest import shown, well
from tests.ui.own_library import ENGLISH, PAGE, escaped

App = Callable[..., AppTest]
ZEBRA = "toolkits/hostile"


def titles(page: AppTest) -> list[str]:
    return [one.key for one in page.button if (one.key or "").startswith("cite-document-")]


def test_every_document_is_listed_with_kind_version_and_passages(app: App, own: Path) -> None:
    page = well(app().switch_page(PAGE).run())

    assert len(titles(page)) == 8
    assert "Documents in use (8)" in shown(page)
    assert "local guidance · Invermorran · version 1.4, August 2026 · in local use" in shown(page)
    assert "8 documents" in shown(page)
    assert escaped(page)


def test_the_filter_finds_a_document_by_its_words(app: App, own: Path) -> None:
    page = app().switch_page(PAGE).run()

    page = well(page.text_input(key="library-documents-filter").set_value("INVERMORRAN").run())
    assert len(titles(page)) == 1

    page = well(page.text_input(key="library-documents-filter").set_value("<nothing> holds this").run())
    assert titles(page) == []
    assert "Nothing in the list holds those words." in shown(page)


def test_an_overdue_document_is_said_to_be_due_for_review_since_its_date(app: App, own: Path) -> None:
    (own / "toolkits" / "english.md").write_text(ENGLISH, encoding="utf-8")
    run(load_settings(), own, lambda *_: None)

    page = well(app().switch_page(PAGE).run())

    assert "Due for review (1)" in shown(page)
    assert "Thresholds in England – **due for review since 31 January 2026**" in shown(page)


def test_a_document_opens_with_its_passages_in_order_and_closes(app: App, own: Path) -> None:
    page = app().switch_page(PAGE).run()

    page = well(page.button(key=f"cite-document-{ZEBRA}").click().run())
    read = shown(page)
    assert read.index("A zebra ") < read.index("Ask [here]")
    assert "Its passages, in order" in read
    assert escaped(page)

    page = well(page.button(key="library-close").click().run())
    assert "Its passages, in order" not in shown(page)


def test_a_document_leaves_with_a_reason_after_a_second_look_and_comes_back(app: App, own: Path) -> None:
    page = app().switch_page(PAGE).run().button(key=f"cite-document-{ZEBRA}").click().run()
    page = page.button(key="library-withdraw").click().run()
    page = well(page.button(key="library-withdraw-yes").click().run())
    assert "Say why it is taken out of use" in page.error[0].value
    assert not (own / "toolkits" / "hostile.txt.yaml").exists()

    page.text_input(key="library-why").set_value("It <b>means</b> harm: # and 'quotes'")
    page = well(page.button(key="library-withdraw-yes").click().run())

    assert "is out of use" in page.success[0].value
    assert len(titles(page)) == 7
    assert "No longer in use (1)" in shown(page)
    assert escaped(page)
    told = yaml.safe_load((own / "toolkits" / "hostile.txt.yaml").read_text())
    assert told["withdrawn_because"] == "It <b>means</b> harm: # and 'quotes'"

    page = well(page.button(key=f"library-restore-{ZEBRA}").click().run())
    assert "is back in use" in page.success[0].value
    assert len(titles(page)) == 8
    assert "No longer in use" not in shown(page)


def test_keeping_a_document_after_all_changes_nothing(app: App, own: Path) -> None:
    page = app().switch_page(PAGE).run().button(key=f"cite-document-{ZEBRA}").click().run()

    page = page.button(key="library-withdraw").click().run()
    page = well(page.button(key="library-withdraw-no").click().run())

    assert len(titles(page)) == 8
    assert [one.key for one in page.button if one.key == "library-withdraw"] == ["library-withdraw"]


def test_a_superseded_document_names_the_one_that_took_its_place(app: App, own: Path) -> None:
    (own / "toolkits" / "newer.md").write_text(f"---\ntitle: Newer zebras\nsupersedes: {ZEBRA}\n---\nZebras again.\n")
    run(load_settings(), own, lambda *_: None)

    page = well(app().switch_page(PAGE).run())

    assert "A newer document took its place: Newer zebras." in shown(page)
    assert not [one for one in page.button if (one.key or "").startswith("library-restore-")]


def test_without_a_library_the_page_says_so_and_can_build_one(app: App, own: Path) -> None:
    (load_settings().data / "library" / "manifest.json").unlink()
    page = well(app().switch_page(PAGE).run())
    assert "There is no guidance library" in page.warning[0].value

    page = well(page.button(key="library-refresh").click().run())

    assert "The library is up to date." in page.success[0].value
    assert len(titles(page)) == 8


def test_two_changes_at_once_are_refused_with_one_sentence(app: App, own: Path) -> None:
    from ingest.lock import only_run

    page = app().switch_page(PAGE).run()
    with only_run(load_settings().data / "library"):
        page = well(page.button(key="library-refresh").click().run())

    assert [one.value for one in page.error] == [
        "Another ingest is running here. Wait for it to finish, then try again."
    ]
    assert len(titles(page)) == 8
