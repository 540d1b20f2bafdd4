"""Searching on the Library page: hits with their score explained, what is not in the guidance, hostile queries."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ingest.pipeline import run
from sharebot.settings import load_settings
from sharebot.ui.parts.library_words import with_words
from tests.ui.conftest import shown, well
from tests.ui.own_library import ENGLISH, escaped, opened

App = Callable[..., AppTest]


def ask(page: AppTest, query: str) -> AppTest:
    return page.text_input(key="library-query").set_value(query).run()


def test_a_hit_shows_its_words_marked_and_its_score_explained(app: App, own: Path) -> None:
    page = well(ask(opened(app(), "search"), "must zebras be shared"))

    read = shown(page)
    assert "Found (" in read
    assert any(":blue-background[**zebra**]" in piece.value for piece in page.markdown)
    assert "Meaning: 0." in read
    assert "which counts for 64 in 100" in read
    assert "Words: 0." in read
    assert "because it is working tool" in read
    assert escaped(page)


def test_what_stands_around_a_hit_can_be_unfolded(app: App, own: Path) -> None:
    page = well(ask(opened(app(), "search"), "what to write down after sharing"))

    folds = [fold for fold in page.expander if fold.label == "What stands around it"]
    assert folds
    assert all(any("This passage" in one.value for one in fold.caption) for fold in folds)
    assert all(len(fold.markdown) > 1 for fold in folds)


def test_what_is_too_far_off_is_said_to_be_not_in_the_guidance_and_shown_beneath(app: App, own: Path) -> None:
    page = well(ask(opened(app(), "search"), "qwrtz plmk vbnx"))

    assert "Not in the guidance." in page.info[0].value
    assert "The nearest passages, too far off to be an answer" in shown(page)
    assert "Found (" not in shown(page)


def test_short_forms_are_said_to_be_spelled_out(app: App, own: Path) -> None:
    page = well(ask(opened(app(), "search"), "what is an IRD"))

    assert "Searched as: what is an IRD (inter-agency referral discussion)" in shown(page)


def test_english_guidance_is_marked_and_its_overdue_review_counted(app: App, own: Path) -> None:
    (own / "toolkits" / "english.md").write_text(ENGLISH, encoding="utf-8")
    run(load_settings(), own, lambda *_: None)

    page = well(ask(opened(app(), "search"), "zebra keeper threshold of significant harm in England"))

    read = shown(page)
    assert "English guidance: no authority in Scotland" in read
    assert "-0.200 because it is English guidance" in read
    assert "-0.010 because its review date has passed" in read


def test_area_kind_and_place_limit_what_is_found(app: App, own: Path) -> None:
    page = ask(opened(app(), "search"), "care experienced learners at school")
    assert "local guidance · Invermorran" not in shown(page)

    page = well(page.selectbox(key="library-area-searched").set_value("invermorran").run())
    assert "local guidance · Invermorran" in shown(page)
    assert "+0.020 because it is guidance of your area" in shown(page)

    page = well(page.multiselect(key="library-tiers").set_value(["toolkit"]).run())
    assert "local guidance · Invermorran" not in shown(page)
    assert "working tool" in shown(page)

    page = well(page.multiselect(key="library-tiers").set_value(["official"]).run())
    assert "Nothing at all was found." in page.info[0].value


@pytest.mark.parametrize(
    "query",
    [
        "\x00\x07\x1b[31m\u202e",
        "x" * 20_000,
        "zebra " * 4_000,
        "<script>alert(1)</script> **x** [y](javascript:1)",
        "' OR 1=1; --",
        'NEAR("a" b) AND *',
    ],
)
def test_a_hostile_query_is_answered_like_any_other(app: App, own: Path, query: str) -> None:
    page = well(ask(opened(app(), "search"), query))

    assert not page.error
    assert escaped(page)
    assert page.subheader or page.info


def test_an_empty_query_searches_nothing(app: App, own: Path) -> None:
    page = well(ask(opened(app(), "search"), "   "))

    assert not page.info
    assert not page.subheader


def test_marked_words_stay_text() -> None:
    marked = with_words("- Zebras: <b>shared</b>\n1. [now](x)", "zebra shared")

    assert marked.startswith("- :blue-background[**Zebras\\:**] :blue-background[**\\<b\\>shared\\</b\\>**]")
    assert marked.endswith("1\\. \\[now\\]\\(x\\)")
