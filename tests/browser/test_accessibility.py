"""No barrier that axe-core can find, on any page and in any state; and a page that fits a narrow screen."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.test_journey import CONCERN, UNSURE, box, headline, send, settled

pytestmark = pytest.mark.browser


def barriers(page: Page) -> list[str]:
    """What axe-core finds, a line each; proof that it looked at the page at all is that it passed a good many rules."""
    settled(page)
    found = Axe().run(page).response
    assert len(found["passes"]) > 20
    return [f"{rule['id']}: {node['html'][:200]}" for rule in found["violations"] for node in rule["nodes"]]


def test_the_empty_ask_page_has_no_barrier(page: Page) -> None:
    expect(page.get_by_text("Or start from an example:")).to_be_visible()

    assert barriers(page) == []


def test_the_ask_page_with_a_question_a_card_and_everything_unfolded_has_no_barrier(page: Page) -> None:
    send(page, UNSURE)
    for fold in page.locator("summary").all():
        fold.click()

    assert barriers(page) == []


def test_the_ask_page_with_a_source_open_has_no_barrier(page: Page) -> None:
    send(page, CONCERN)
    page.get_by_role("button", name=re.compile(r"^\[1\]")).first.click()
    expect(page.get_by_role("heading", name="Source 1")).to_be_visible()

    assert barriers(page) == []


def test_recording_and_the_records_page_have_no_barrier(page: Page) -> None:
    send(page, CONCERN)
    page.get_by_role("textbox", name="Your own case reference").fill("Mrs Agnes McTavish, CHI 0101501234")
    page.get_by_role("button", name="Record this decision").click()
    expect(page.locator(".st-key-trouble")).to_be_visible()
    assert barriers(page) == []

    page.get_by_role("textbox", name="Your own case reference").fill("")
    page.get_by_role("button", name="Record this decision").click()
    expect(page.get_by_role("heading", name="Recorded", exact=True)).to_be_visible()
    assert barriers(page) == []

    page.get_by_role("link", name="Records").click()
    page.get_by_role("button", name=re.compile("^Open ")).first.click()
    page.get_by_role("button", name="Prove that nothing was changed").click()
    expect(page.get_by_text("The chain is whole")).to_be_visible()
    assert barriers(page) == []


@pytest.mark.parametrize("part", ["Rules", "Questions", "Outcomes", "Path of the open case"])
def test_the_rules_page_has_no_barrier(page: Page, part: str) -> None:
    page.get_by_role("link", name="Rules").click()
    page.get_by_role("radio", name=part).click()
    expect(page.get_by_role("radio", name=part)).to_be_checked()

    assert barriers(page) == []


def test_an_open_menu_of_a_fact_has_no_barrier_but_the_one_that_is_streamlits(page: Page) -> None:
    """docs/accessibility.md: Streamlit hangs an open menu onto the body, outside every landmark."""
    send(page, CONCERN)
    page.locator(".st-key-beside").get_by_role("button").first.click()
    expect(page.get_by_role("menu")).to_be_visible()

    assert [line.split(":")[0] for line in barriers(page) if 'role="menu"' not in line] == []


def test_a_case_can_be_worked_with_the_keyboard_alone(page: Page) -> None:
    expect(box(page)).to_be_focused()
    page.keyboard.type(UNSURE)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="What I understood")).to_be_visible()
    settled(page)
    answer = page.locator(".st-key-question").get_by_role("button", name="Not sure")
    for _ in range(12):
        page.keyboard.press("Tab")
        if answer.evaluate("button => button === document.activeElement"):
            break
    page.keyboard.press("Enter")

    expect(page.locator(".st-key-reply")).to_be_focused()
    expect(page.locator(".st-key-reply")).to_contain_text("Not sure")


def test_a_screen_reader_hears_a_finished_answer_once(page: Page) -> None:
    send(page, CONCERN)

    expect(page.locator("#sharebot-heard")).to_have_text(re.compile("^Share now"))
    expect(page.locator("#sharebot-heard")).to_have_count(1)


def test_nothing_has_to_be_scrolled_sideways_at_400_percent(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    send(page, CONCERN)

    expect(headline(page)).to_be_visible()
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 320
