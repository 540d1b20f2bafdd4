"""PDF: columns, side boxes, tables, numbers in the margin."""

from itertools import zip_longest
from pathlib import Path

import pytest

from ingest.document import Block
from ingest.pdf.read import read_pdf
from tests.ingest.pdf_pages import BOLD, PROSE, Paper, wrapped

SECOND = (
    "Health visitors and school nurses see most families, and are often the "
    "first to notice a change. They pass on what they have noticed to the named "
    "person for the child without waiting for the next meeting. A short phone "
    "call is enough at first, and a note of it is kept where others can find it. "
)
THIRD = (
    "Housing officers may be told what they need to keep a tenancy safe. They "
    "do not need the history of a family to do so. What is told to them is "
    "limited to the facts that matter for the home and the people living in it. "
)


@pytest.fixture
def paper(tmp_path: Path) -> Paper:
    return Paper(tmp_path / "page.pdf")


def texts(paper: Paper) -> list[str]:
    return [block.text for block in blocks(paper)]


def blocks(paper: Paper) -> list[Block]:
    return read_pdf(paper.save()).blocks


def kinds(paper: Paper) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in blocks(paper)]


def test_two_columns_are_read_one_after_the_other(paper: Paper) -> None:
    paper.lines(60, 700, wrapped(PROSE, 42))
    paper.lines(310, 700, wrapped(SECOND, 42))

    assert texts(paper) == [PROSE.strip(), SECOND.strip()]


def test_columns_drawn_line_by_line_in_turn_are_read_one_after_the_other(paper: Paper) -> None:
    for number, (left, right) in enumerate(zip_longest(wrapped(PROSE, 42), wrapped(SECOND, 42), fillvalue="")):
        paper.write(60, 700 - 14 * number, left)
        paper.write(310, 700 - 14 * number, right)

    (left, right) = texts(paper)

    assert (left, right) == (PROSE.strip(), SECOND.strip())


def test_columns_whose_lines_stand_at_other_heights_are_read_one_after_the_other(paper: Paper) -> None:
    paper.lines(60, 700, wrapped(PROSE, 42))
    paper.lines(310, 693, wrapped(SECOND, 42))

    assert texts(paper) == [PROSE.strip(), SECOND.strip()]


def test_three_columns_are_read_from_left_to_right(paper: Paper) -> None:
    for x, text in ((50, PROSE), (220, SECOND), (390, THIRD)):
        paper.lines(x, 700, wrapped(text, 30), size=10)

    assert texts(paper) == [PROSE.strip(), SECOND.strip(), THIRD.strip()]


def test_headings_and_text_across_the_page_stay_above_and_below_the_columns(paper: Paper) -> None:
    paper.write(60, 740, "Sharing information about children and families in our area", 16, BOLD)
    paper.lines(60, 700, wrapped(PROSE, 42))
    paper.lines(310, 700, wrapped(SECOND, 42))
    paper.lines(60, 480, wrapped(THIRD, 90))

    assert texts(paper) == [
        "Sharing information about children and families in our area", PROSE.strip(), SECOND.strip(), THIRD.strip(),
    ]  # fmt: skip


def test_a_short_heading_between_two_pairs_of_columns_divides_them(paper: Paper) -> None:
    paper.write(60, 730, "Families", 16, BOLD)
    paper.lines(60, 700, wrapped(PROSE, 42))
    paper.lines(310, 700, wrapped(SECOND, 42))
    paper.write(60, 540, "Homes", 16, BOLD)
    paper.lines(60, 510, wrapped(THIRD, 42))
    paper.lines(310, 510, wrapped(SECOND, 42))

    assert texts(paper) == ["Families", PROSE.strip(), SECOND.strip(), "Homes", THIRD.strip(), SECOND.strip()]


def test_a_side_box_is_read_whole_and_not_among_the_text(paper: Paper) -> None:
    paper.lines(60, 740, wrapped(THIRD, 90))
    paper.lines(60, 640, wrapped(PROSE, 55))
    paper.box(395, 560, 150, 100, 0.9)
    paper.lines(
        400, 645, ["Remember: a child who", "may be in danger comes", "before every rule of", "this guide."], 13, 10
    )

    found = texts(paper)

    assert PROSE.strip() in found
    assert "Remember: a child who may be in danger comes before every rule of this guide." in found


def test_one_column_with_a_list_is_not_taken_for_columns(paper: Paper) -> None:
    y = paper.lines(60, 740, wrapped(PROSE, 90))
    for text in ("ask the family first", "share only what is needed", "write down the reason"):
        y -= 14
        paper.write(70, y, "•")
        paper.write(100, y, text)
    paper.lines(60, y - 28, wrapped(SECOND, 90))

    assert kinds(paper) == [
        ("paragraph", PROSE.strip()),
        ("item", "- ask the family first"),
        ("item", "- share only what is needed"),
        ("item", "- write down the reason"),
        ("paragraph", SECOND.strip()),
    ]


def test_text_after_a_list_is_not_part_of_its_last_item(paper: Paper) -> None:
    paper.write(80, 700, "• managers of services")
    paper.write(80, 686, "• commissioners of services")
    paper.write(60, 672, "Partner agencies may also find this helpful.")

    assert kinds(paper)[1:] == [
        ("item", "- commissioners of services"), ("paragraph", "Partner agencies may also find this helpful."),
    ]  # fmt: skip


def test_numbers_in_a_margin_of_their_own_begin_their_paragraphs(paper: Paper) -> None:
    y = 740
    for number, text in (("3.14", PROSE), ("3.15", SECOND), ("3.16", THIRD)):
        paper.write(40, y, number)
        y = paper.lines(90, y, wrapped(text, 75)) - 10

    assert kinds(paper) == [
        ("paragraph", f"3.14 {PROSE.strip()}"),
        ("paragraph", f"3.15 {SECOND.strip()}"),
        ("paragraph", f"3.16 {THIRD.strip()}"),
    ]


def test_numbered_paragraphs_in_two_columns_keep_their_numbers(paper: Paper) -> None:
    for x, number, text in ((50, "12.", PROSE), (310, "13.", SECOND)):
        paper.write(x, 700, number)
        paper.lines(x + 30, 700, wrapped(text, 38))

    assert texts(paper) == [f"12. {PROSE.strip()}", f"13. {SECOND.strip()}"]


def test_the_cells_of_a_ruled_table_are_kept_apart_and_their_lines_joined(paper: Paper) -> None:
    paper.lines(60, 740, ["Whom to phone, and when."])
    paper.grid([60, 200, 400, 530], [720, 700, 665, 640])
    for x, y, text in (
        (65, 706, "Who"), (205, 706, "When"), (405, 706, "Phone"),
        (65, 688, "Duty social"), (65, 674, "worker"), (205, 688, "In hours, for a worry about"),
        (205, 674, "a child"), (405, 688, "0300 000"),
        (65, 647, "Police"), (205, 647, "At any time"), (405, 647, "101"),
    ):  # fmt: skip
        paper.write(x, y, text)

    assert kinds(paper) == [
        ("paragraph", "Whom to phone, and when."),
        ("header", "Who | When | Phone"),
        ("row", "Duty social worker | In hours, for a worry about a child | 0300 000"),
        ("row", "Police | At any time | 101"),
    ]


def test_a_short_cell_that_spans_rows_is_said_in_each_and_one_that_spans_columns_once(paper: Paper) -> None:
    for x, top, bottom in ((60, 720, 640), (200, 700, 640), (400, 720, 640)):
        paper.canvas.line(x, top, x, bottom)
    for y, left in ((720, 60), (700, 60), (670, 200), (640, 60)):
        paper.canvas.line(left, y, 400, y)
    for x, y, text in (
        (65, 706, "Out of hours"), (65, 680, "Evenings"), (205, 680, "Ask the duty team"), (205, 650, "Ask the police"),
    ):  # fmt: skip
        paper.write(x, y, text)

    assert kinds(paper) == [
        ("header", "Out of hours"),
        ("row", "Evenings | Ask the duty team"),
        ("row", "Evenings | Ask the police"),
    ]


def test_shaded_cells_make_a_table_without_lines_and_white_words_on_them_stay(paper: Paper) -> None:
    for row, grey in ((0, 0.2), (1, 0.9), (2, 0.8)):
        for x, width in ((60, 150), (211, 250)):
            paper.box(x, 700 - 22 * row, width, 20, grey)
    paper.canvas.setFillGray(1)
    paper.write(65, 706, "Who")
    paper.write(216, 706, "May be told")
    paper.canvas.setFillGray(0)
    for row, (who, what) in enumerate(
        (("Housing", "What keeps the tenancy safe"), ("School", "Who collects the child"))
    ):
        paper.write(65, 684 - 22 * row, who)
        paper.write(216, 684 - 22 * row, what)

    assert kinds(paper) == [
        ("header", "Who | May be told"),
        ("row", "Housing | What keeps the tenancy safe"),
        ("row", "School | Who collects the child"),
    ]


def test_a_table_without_lines_is_seen_by_how_it_lines_up(paper: Paper) -> None:
    rows = [("Service", "Days", "Phone"), ("Duty team", "Monday to Friday", "0300 001"),
            ("Emergency team", "Every day", "0300 002"), ("Police", "Every day", "101")]  # fmt: skip
    paper.lines(60, 740, wrapped(PROSE, 90))
    for number, row in enumerate(rows):
        for x, text in zip((60, 220, 400), row, strict=True):
            paper.write(x, 640 - 18 * number, text)

    assert kinds(paper)[1:] == [
        ("header", "Service | Days | Phone"),
        *(("row", " | ".join(row)) for row in rows[1:]),
    ]


def test_a_header_said_again_on_the_next_page_is_dropped_and_a_broken_row_mended(paper: Paper) -> None:
    def table(rows: list[tuple[str, str]], top: float) -> None:
        paper.grid([60, 200, 530], [top - 22 * number for number in range(len(rows) + 1)])
        for number, (left, right) in enumerate(rows):
            paper.write(65, top - 16 - 22 * number, left)
            paper.write(205, top - 16 - 22 * number, right)

    table([("Who", "Told what"), ("School", "Who collects the child"), ("Housing", "What keeps")], 120)
    paper.next_page()
    table([("Who", "Told what"), ("", "the tenancy safe"), ("Police", "What prevents a crime")], 800)

    assert [(block.kind, block.page, block.text) for block in blocks(paper)] == [
        ("header", 1, "Who | Told what"),
        ("row", 1, "School | Who collects the child"),
        ("row", 1, "Housing | What keeps the tenancy safe"),
        ("row", 2, "Police | What prevents a crime"),
    ]


def test_a_layout_of_long_cells_is_read_as_paragraphs(paper: Paper) -> None:
    paper.grid([50, 300, 550], [740, 715, 400])
    paper.write(55, 722, "What the law says")
    paper.write(305, 722, "What to do")
    paper.lines(55, 700, wrapped(PROSE, 42))
    paper.lines(305, 700, wrapped(SECOND, 42))

    assert kinds(paper)[1:] == [("paragraph", PROSE.strip()), ("paragraph", SECOND.strip())]


def test_boxes_under_each_other_are_paragraphs_of_their_own(paper: Paper) -> None:
    paper.grid([50, 550], [740, 705, 670, 635])
    for number, text in enumerate(("Name of the child", "Date of birth of the child", "Name of the worker")):
        paper.write(55, 718 - 35 * number, text)

    assert kinds(paper) == [
        ("paragraph", "Name of the child"),
        ("paragraph", "Date of birth of the child"),
        ("paragraph", "Name of the worker"),
    ]


def test_a_page_lying_on_its_side_is_read_upright(paper: Paper) -> None:
    paper.canvas.rotate(90)
    paper.lines(60, -80, wrapped(PROSE, 90))

    assert texts(paper) == [PROSE.strip()]


def test_words_written_up_the_margin_do_not_break_the_text(paper: Paper) -> None:
    paper.lines(60, 740, wrapped(PROSE, 85))
    paper.canvas.rotate(90)
    paper.write(500, -580, "For official use")

    assert texts(paper) == [PROSE.strip(), "For official use"]


def test_the_mark_of_a_footnote_leaves_no_trace_and_the_note_goes_last_with_its_number(paper: Paper) -> None:
    paper.write(60, 700, "The duty is in the Act")
    paper.write(168, 704, "7", 6)
    paper.write(172, 700, ", and it applies to all.")
    paper.write(60, 686, "Nobody needs to ask twice.")
    paper.write(60, 64, "7", 6)
    paper.write(66, 60, "Section 5 of the Act.", 8)

    found = texts(paper)

    assert found[0].startswith("The duty is in the Act, and it applies")
    assert found[-2:] == ["Notes", "7 Section 5 of the Act."]


def test_a_broken_word_is_mended_in_a_cell_too(paper: Paper) -> None:
    paper.grid([60, 200, 400], [720, 700, 660])
    for x, y, text in (
        (65, 706, "Who"),
        (205, 706, "Why"),
        (65, 688, "School"),
        (205, 688, "for safe-"),
        (205, 674, "guarding"),
    ):
        paper.write(x, y, text)

    assert ("row", "School | for safeguarding") in kinds(paper)
