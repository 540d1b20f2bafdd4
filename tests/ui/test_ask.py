"""A worker's case on the Ask page: a message, a card, facts put right, a question answered, sources opened."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from sharebot.ui import marks
from tests.ui.conftest import CONCERN, say, shown, well

App = Callable[..., AppTest]


def headline(page: AppTest) -> str:
    """The headline of the card, which must be on the page."""
    said: str = page.session_state["visit"].card()[1]["recommendation"]["headline"]
    assert marks.text(said) in [header.value for header in page.header]
    return said


def press(page: AppTest, words: str) -> AppTest:
    """Press the first button whose label holds these words."""
    return next(button for button in page.button if words in button.label.replace("\\", "")).click().run()


def test_the_first_page_has_a_box_four_chips_three_examples_and_the_danger_button(app: App) -> None:
    page = well(app())

    assert page.title[0].value == "Can I share this?"
    assert page.chat_input(key="box").placeholder.startswith("Such as")
    assert [chip.key for chip in page.menu_button] == ["chip-who", "chip-what", "chip-to", "chip-why"]
    assert len([button for button in page.button if button.key.startswith("example-")]) == 3
    assert page.button(key="danger").label == "Someone is in danger now"
    assert sum("not legal advice" in caption.value for caption in page.sidebar.caption) == 1


def test_a_message_brings_a_card_with_reasons_sources_and_the_facts_understood(case: AppTest) -> None:
    page = well(case)

    assert "Share now." in headline(page)
    assert {"What I understood", "Decide and record"} <= {header.value for header in page.header}
    assert any(button.label.startswith("\\[1\\]") for button in page.button)
    assert any("You said" in caption.value and "“" in caption.value for caption in page.caption)


def test_the_danger_button_shows_share_now_without_typing_and_without_a_library(app: App) -> None:
    page = well(app().button(key="danger").click().run())

    assert "Share now." in headline(page)
    assert "The guidance library is not available" in shown(page)


def test_the_danger_button_works_from_another_page(app: App) -> None:
    page = app().switch_page("src/sharebot/ui/pages/rules.py").run()

    page = well(page.button(key="danger").click().run())

    assert page.title[0].value == "Can I share this?"
    assert "Share now." in headline(page)


def test_a_question_is_answered_with_one_button(app: App, library: Path) -> None:
    page = say(app(), "can i tell the school about a boy of 14 in my care")
    first = next(button for button in page.button if (button.key or "").startswith("answer-"))

    page = well(first.click().run())

    assert page.session_state["visit"].conversation.asked == (first.key.split("-")[1],)
    assert f"{first.label.replace(chr(92), '')}" in shown(page)


def test_a_corrected_fact_says_what_changed(case: AppTest) -> None:
    page = well(case.menu_button(key="fact-child_concern").click("no").run())

    assert "Changed: No child protection concern." in shown(page)
    assert "That changes the answer." in shown(page) or "The answer stays the same." in shown(page)
    assert page.session_state["visit"].conversation.case["child_concern"].value == "no"


def test_a_citation_opens_its_passage_with_the_words_marked(case: AppTest) -> None:
    page = well(press(case, "[1]"))

    quote = page.session_state["visit"].card()[1]["citations"][0]["quote"]
    marked = next(piece.value for piece in page.markdown if ":blue-background[**" in piece.value)
    assert marked.split(":blue-background[**")[1].split("**]")[0].replace("\\", "") == quote
    assert "Source 1" in [header.value for header in page.header]

    page = page.button(key="close-source").click().run()
    assert "Source 1" not in [header.value for header in page.header]


def test_a_follow_up_keeps_the_card_and_folds_what_was_said_before(case: AppTest) -> None:
    page = well(say(case, "why"))

    assert "This follows from one rule" in shown(page)
    assert "Share now." in headline(page)
    assert [fold.label for fold in page.expander if "Earlier" in fold.label] == ["Earlier in this case (1)"]


def test_personal_details_are_shown_as_they_are_kept(case: AppTest) -> None:
    page = well(say(case, "her number is 07700 900123, can i give it to social work"))

    assert "07700" not in shown(page)
    assert "Masked before it was kept" in shown(page)


def test_a_new_case_begins_empty_in_the_same_place_of_work(case: AppTest) -> None:
    page = case.selectbox(key="sector").select("housing").run()
    assert page.selectbox(key="sector").value == "housing"

    page = well(page.button(key="new-case").click().run())

    assert page.session_state["visit"].exchanges == []
    assert page.session_state["visit"].conversation.sector == "housing"
    assert "case" not in page.query_params


def test_chips_fill_a_sentence_into_the_box_and_send_nothing(app: App) -> None:
    page = app()

    page = page.menu_button(key="chip-who").click("an adult").run()
    page = well(page.menu_button(key="chip-to").click("the police").run())

    assert page.session_state["visit"].exchanges == []
    assert "Who would get it?: the police" in [chip.label for chip in page.menu_button]
    assert page.chat_input(key="box").proto.value == "It is about an adult. It would go to the police."


def test_the_case_is_kept_through_a_refresh(app: App, case: AppTest) -> None:
    key = case.query_params["case"]

    page = well(app(case=key))

    assert len(key) >= 20
    assert headline(page) == headline(case)
    assert CONCERN in shown(page)


@pytest.mark.parametrize("key", ["", "nobody-could-guess-this-key", "../../etc/passwd", "<script>"])
def test_an_address_that_names_no_kept_case_starts_an_empty_one(app: App, key: str) -> None:
    page = well(app(case=key))

    assert page.session_state["visit"].exchanges == []
    assert "case" not in page.query_params
    assert any("not kept here" in one.value for one in page.warning) is bool(key)
