"""A worker's journey through the real app in a real browser."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from sharebot.answering.turn import Citation, Status, Turn
from sharebot.assistant import Conversation
from sharebot.records.conversations import ConversationStore
from sharebot.retrieval.embedder import load_embedder
from sharebot.retrieval.library import Library
from sharebot.settings import Settings
from tests.browser.conftest import PATIENCE, Server
from tests.ui.small_library import QUOTE

pytestmark = pytest.mark.browser

CONCERN = "boy of 8 in my class has bruises and says his dad hit him, can i tell social work"
MARKUP = "img, script, code, em, .katex, a:text('here'), a:text('social work'), strong:text-is('bruises')"
"""What the marks in hostile words would become if they were not shown as text. A bare address may become a link."""
UNSURE = "can i tell the school about a boy of 14 in my care"


def box(page: Page) -> Locator:
    return page.get_by_test_id("stChatInputTextArea")


def send(page: Page, message: str) -> None:
    """Type a message and wait for the answer."""
    box(page).fill(message)
    box(page).press("Enter")
    expect(page.get_by_role("heading", name="What I understood")).to_be_visible(timeout=PATIENCE)
    settled(page)


def settled(page: Page) -> None:
    """The app has nothing left to do."""
    expect(page.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_be_visible()


def headline(page: Page) -> Locator:
    return page.locator("[class*=st-key-outcome-]").get_by_role("heading", level=2)


def test_the_box_is_ready_for_typing_when_the_page_opens(page: Page) -> None:
    expect(box(page)).to_be_focused()
    expect(page).to_have_title("Can I share this? – sharebot")
    expect(page.get_by_role("button", name="Someone is in danger now")).to_be_visible()


def test_one_press_says_share_now(page: Page) -> None:
    page.get_by_role("button", name="Someone is in danger now").click()

    expect(headline(page)).to_have_text(re.compile("Share now"))
    expect(page.get_by_role("heading", name="With", exact=True)).to_be_visible()


def test_the_danger_button_does_not_wait_for_a_message_being_read(page: Page) -> None:
    box(page).fill(UNSURE)
    box(page).press("Enter")

    page.get_by_role("button", name="Someone is in danger now").click()

    expect(headline(page)).to_have_text(re.compile("Share now"))


def test_a_case_from_message_to_record_with_a_refresh_in_the_middle(page: Page) -> None:
    send(page, UNSURE)
    question = page.locator(".st-key-question")
    asked = question.get_by_role("heading").inner_text()
    question.get_by_role("button", name="No", exact=True).click()
    expect(page.locator(".st-key-reply")).to_contain_text(asked)

    page.get_by_role("button", name="12 to 15").click()
    page.get_by_role("menuitem", name="16 or 17").click()
    expect(page.locator(".st-key-reply")).to_contain_text("Changed: 16 or 17.")
    expect(page.locator(".st-key-reply")).to_contain_text(
        re.compile("That changes the answer|The answer stays the same")
    )
    settled(page)

    said = headline(page).inner_text()
    page.reload()
    expect(headline(page)).to_have_text(said)
    expect(page.get_by_role("button", name="16 or 17")).to_be_visible()

    page.get_by_label("Your name").fill("A. Worker")
    page.get_by_label("Your role").fill("Residential worker")
    page.get_by_role("button", name="Record this decision").click()
    expect(page.get_by_role("heading", name="Recorded", exact=True)).to_be_focused()
    number = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", page.locator(".st-key-recorded").inner_text())
    assert number is not None
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the case note (.txt)").click()
    assert number.group() in Path(download.value.path()).read_text()

    page.get_by_role("link", name="Records").click()
    page.get_by_role("button", name=f"Open {number.group()}").click()
    expect(page.get_by_text("A. Worker, Residential worker").first).to_be_visible()


def test_a_citation_opens_beside_the_card_with_its_words_marked(page: Page) -> None:
    send(page, CONCERN)
    page.get_by_role("button", name=re.compile(r"^\[1\]")).first.click()

    source = page.locator(".st-key-source")
    expect(source.get_by_role("heading", name="Source 1")).to_be_focused()
    words = source.locator("strong").filter(has_text="onsent is not needed")
    expect(words).to_be_visible()
    assert words.evaluate("mark => getComputedStyle(mark.parentElement).backgroundColor") != "rgba(0, 0, 0, 0)"
    assert source.bounding_box()["x"] > headline(page).bounding_box()["x"] + 300
    expect(source).to_contain_text("National: our digest with references, not official text")


def test_a_follow_up_keeps_the_case_and_its_card(page: Page) -> None:
    send(page, CONCERN)
    box(page).fill("why")
    box(page).press("Enter")

    expect(page.locator(".st-key-reply")).to_contain_text("This follows from one rule")
    expect(headline(page)).to_have_text(re.compile("Share now"))


def test_markup_in_a_message_is_shown_as_the_text_it_is(page: Page) -> None:
    message = 'boy of 8 <script>alert(1)</script> <img src=x onerror="alert(2)"> has **bruises**, tell [social work](http://x.example)?'
    send(page, message)

    expect(page.locator(".st-key-reply").get_by_text(message)).to_be_visible()
    expect(page.locator(".st-key-reply").locator(MARKUP)).to_have_count(0)


def test_markup_in_a_document_is_shown_as_the_text_it_is(page: Page, server: Server) -> None:
    page.goto(f"/?case={case_that_cites_the_hostile_page(server)}")

    expect(page.locator(".st-key-reply").get_by_text(QUOTE)).to_be_visible()
    page.get_by_role("button", name=re.compile(r"^\[1\]")).click()
    source = page.locator(".st-key-source")
    expect(source.locator("strong").filter(has_text=QUOTE)).to_be_visible()
    expect(
        source.get_by_text("Ask [here](javascript:alert(2)) first, $x^2$ times, and `run` **this** now.")
    ).to_be_visible()
    expect(source.locator(MARKUP)).to_have_count(0)


def case_that_cites_the_hostile_page(server: Server) -> str:
    """A kept case whose last answer quotes the page that means harm; its key."""
    settings = Settings(data=server.data)
    library = Library.open(settings, lambda: load_embedder(settings.embedder))
    passage = next(
        passage
        for document in library.documents()
        if document["file"].endswith("hostile.txt")
        for passage in library.passages_of(document["source_id"])
        if QUOTE in passage.text
    )
    library.close()
    cited = Citation(
        1,
        passage.id,
        passage.source_id,
        passage.title,
        "",
        "",
        passage.section,
        None,
        "javascript:alert(4)",
        passage.tier,
        QUOTE,
    )
    turn = Turn(Status.GUIDANCE, "", citations=(cited,), completeness="full")
    store = ConversationStore(settings.records_url)
    key = store.new_id()
    store.save(
        key,
        {
            "conversation": Conversation().to_json(),
            "turns": [{"said": "zebras?", "how": "typed", "turn": turn.to_json()}],
        },
    )
    store.close()
    return key
