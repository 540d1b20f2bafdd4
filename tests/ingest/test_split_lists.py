"""Lists with what introduces them, tables with their header, questions with their answer."""

import pytest

from tests.ingest.splitting import header, heading, item, paragraph, passages, row, words


def test_a_list_keeps_its_lead_in_wherever_it_is_cut() -> None:
    found = passages(paragraph("Share only:"), *(item(f"- {words(50)} {number}") for number in range(8)))

    assert len(found) > 1
    assert all(one.text.startswith("Share only:\n- ") for one in found)


def test_a_lead_in_is_not_left_behind_by_its_list() -> None:
    found = passages(paragraph(words(200)), paragraph("Share only:"), item(f"- {words(60)}"))

    assert found[-1].text.startswith("Share only:\n- share")
    assert "Share only:" not in found[0].text


def test_a_long_line_before_a_list_is_said_again_by_its_last_sentence() -> None:
    found = passages(paragraph(f"{words(80)}. Share only:"), *(item(f"- {words(50)} {number}") for number in range(8)))

    assert all(one.text.startswith("Share only:\n- ") for one in found[1:])
    assert found[0].text.count("Share only:") == 1


def test_a_heading_before_a_list_is_in_the_path_of_every_part() -> None:
    found = passages(heading("You must share:"), *(item(f"- {words(50)} {number}") for number in range(8)))

    assert {one.section for one in found} == {"You must share:"}
    assert len(found) > 1


def test_items_that_are_whole_paragraphs_are_cut_at_sentence_ends_under_their_lead_in() -> None:
    text = " ".join(f"Sentence {number} says what to share with whom." for number in range(40))
    found = passages(paragraph("The rules are these:"), item(f"- First. {text}"), item(f"- Second. {text}"))

    assert len(found) > 2
    assert all(one.text.startswith("The rules are these:\n") for one in found)
    assert all(one.text.endswith("whom.") for one in found)


@pytest.mark.parametrize("inner", ["(i)", "(a)", "1."])
def test_a_list_in_a_list_keeps_both_lead_ins(inner: str) -> None:
    found = passages(
        paragraph("Share with:"), item("- police"), item("- social work, but only:"),
        *(item(f"{inner} {words(45)} {number}") for number in range(12)), item(f"- {words(150)} others"),
    )  # fmt: skip

    assert len(found) > 3
    assert all(one.text.startswith("Share with:\n- social work, but only:\n" + inner) for one in found[1:-1])
    assert found[-1].text.startswith("Share with:\n- share")


def test_an_item_that_introduces_others_is_not_left_behind() -> None:
    found = passages(
        paragraph("Share:"), item(f"- {words(180)}"), item("- whether it pays:"), item(f"- {words(60)} a bonus")
    )

    assert "- whether it pays:\n- share" in found[1].text
    assert "whether" not in found[0].text


def test_a_letter_after_a_letter_is_no_list_in_a_list() -> None:
    marks = "abcdefghij"
    found = passages(paragraph("Share:"), *(item(f"({mark}) {words(40)}:") for mark in marks))

    assert all(one.text.startswith("Share:\n(") for one in found)


def test_a_lead_in_ends_with_its_list() -> None:
    found = passages(
        paragraph("Share:"), item("- a name"), paragraph(words(150)), *(item(f"- {words(50)} {n}") for n in range(4))
    )

    assert not any(one.text.startswith("Share:") for one in found[1:])


def test_a_table_keeps_its_header_wherever_it_is_cut() -> None:
    found = passages(header("Who | What"), *(row(f"{words(50)} | {number}") for number in range(8)))

    assert len(found) > 1
    assert all(one.text.startswith("Who | What\n") for one in found)


def test_a_caption_stays_with_its_table_and_is_said_again() -> None:
    found = passages(
        paragraph(words(100)), paragraph("Table 2: Whom to phone"), header("Who | What"),
        *(row(f"{words(50)} | {number}") for number in range(8)),
    )  # fmt: skip

    assert all(one.text.startswith("Table 2: Whom to phone\n") for one in found[1:])
    assert all("Who | What\n" in one.text for one in found if " | 1" in one.text or " | 7" in one.text)


def test_a_header_too_long_to_be_said_again_is_said_once() -> None:
    wide = " | ".join(f"Column {number} of the table" for number in range(30))
    found = passages(header(wide), *(row(f"{words(60)} | {number}") for number in range(6)))

    assert [wide in one.text for one in found] == [True] + [False] * (len(found) - 1)


def test_each_of_two_tables_has_its_own_header() -> None:
    found = passages(
        paragraph("Table 1: Whom to phone"), header("Who | What"), row("Desk | Phone"),
        header("When | How"), *(row(f"{words(50)} | {number}") for number in range(8)),
    )  # fmt: skip

    assert len(found) > 2
    assert all(one.text.startswith("When | How\n") for one in found[1:])


def test_a_header_of_one_table_is_not_given_to_the_next_list() -> None:
    found = passages(header("Who | What"), row("Desk | Phone"), *(item(f"- {words(60)} {n}") for n in range(6)))

    assert not any(one.text.startswith("Who") for one in found[1:])


def test_a_question_is_not_left_behind_by_its_answer() -> None:
    found = passages(
        paragraph(words(150)), paragraph("Can I tell the school?"), paragraph(words(100, "yes")), paragraph(words(60))
    )

    assert any(one.text.startswith("Can I tell the school?\n\nyes") for one in found)


def test_a_document_that_is_only_a_table_has_passages() -> None:
    assert [one.text for one in passages(header("Who | What"), row("Desk | Phone"))] == ["Who | What\nDesk | Phone"]
