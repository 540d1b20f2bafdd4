"""Word files as councils write them: numbers, boxes, notes, changes, hidden text and programs."""

# ruff: noqa: E501  (markup is easier to follow on one line)

from pathlib import Path

import pytest

from ingest.document import Read
from ingest.word.read import read_word
from tests.ingest.office_files import MACRO, numbered, packed, paragraph, word_file, word_parts

WHITE = '<w:color w:val="FFFFFF"/>'


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "a.docx"


def shown(read: Read) -> list[tuple[str, int, str]]:
    return [(block.kind, block.level, block.text) for block in read.blocks]


def words(read: Read) -> list[str]:
    return [block.text for block in read.blocks]


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def test_headings_are_told_by_style_by_what_it_is_based_on_and_by_outline_level(place: Path) -> None:
    read = read_word(word_file(
        place,
        paragraph("Sharing", "Titel") + paragraph("One", "berschrift1") + paragraph("Two", "Rat") + paragraph("Three", "Tief")
        + paragraph("Four", properties='<w:outlineLvl w:val="3"/>') + paragraph("Text.")
        + paragraph("Contents 1", "Verzeichnis1"),
    ))  # fmt: skip

    assert shown(read) == [
        ("heading", 1, "Sharing"), ("heading", 1, "One"), ("heading", 2, "Two"), ("heading", 3, "Three"),
        ("heading", 4, "Four"), ("paragraph", 0, "Text."),
    ]  # fmt: skip
    assert read.title == "Sharing"


def test_the_numbers_word_prints_are_in_the_text(place: Path) -> None:
    read = read_word(word_file(
        place,
        numbered("Purpose", 0, style="berschrift1") + paragraph("First rule.", "Para") + paragraph("Second rule.", "Para")
        + numbered("a thing", 2) + numbered("another", 2) + numbered("deep", 3) + paragraph("Third rule.", "Para")
        + numbered("again", 2) + numbered("Scope", 0, style="berschrift1") + paragraph("New rule.", "Para")
        + numbered("dotted", 0, 2) + numbered("Fifth", 0, 3) + paragraph("No number.", "Para", properties='<w:numPr><w:numId w:val="0"/></w:numPr>'),
    ))  # fmt: skip

    assert shown(read) == [
        ("heading", 1, "1 Purpose"), ("paragraph", 0, "1.1 First rule."), ("paragraph", 0, "1.2 Second rule."),
        ("item", 0, "(a) a thing"), ("item", 0, "(b) another"), ("item", 0, "I. deep"), ("paragraph", 0, "1.3 Third rule."),
        ("item", 0, "(a) again"), ("heading", 1, "2 Scope"), ("paragraph", 0, "2.1 New rule."), ("item", 0, "- dotted"),
        ("item", 0, "5 Fifth"), ("paragraph", 0, "No number."),
    ]  # fmt: skip


def test_bold_lines_are_headings_where_no_style_says_what_is(place: Path) -> None:
    body = (
        paragraph("When to share", run="<w:b/>") + paragraph("Share now.") + paragraph("Not a heading.", run="<w:b/>")
    )

    assert shown(read_word(word_file(place, body))) == [
        ("heading", 2, "When to share"), ("paragraph", 0, "Share now."), ("paragraph", 0, "Not a heading."),
    ]  # fmt: skip
    styled = paragraph("Part", "berschrift1") + body
    assert [kind for kind, _, _ in shown(read_word(word_file(place, styled)))] == [
        "heading",
        "paragraph",
        "paragraph",
        "paragraph",
    ]


def test_bullets_typed_by_hand_are_a_list(place: Path) -> None:
    read = read_word(word_file(place, paragraph("Share only:") + paragraph("• the name") + paragraph("- the date")))

    assert [kind for kind, _, _ in shown(read)] == ["paragraph", "item", "item"]
    assert words(read)[1:] == ["- the name", "- the date"]


def test_deleted_text_is_left_out_and_inserted_text_kept(place: Path) -> None:
    read = read_word(word_file(place, """<w:p><w:r><w:t xml:space="preserve">Tell </w:t></w:r>
<w:del><w:r><w:delText>nobody</w:delText></w:r></w:del><w:ins><w:r><w:t>the team</w:t></w:r></w:ins>
<w:moveFrom><w:r><w:t>moved away</w:t></w:r></w:moveFrom><w:r><w:t>.</w:t></w:r></w:p>"""))  # fmt: skip

    assert words(read) == ["Tell the team."]
    assert read.notes == ("it holds tracked changes; it was read as if all of them were accepted",)


@pytest.mark.parametrize(
    "hidden",
    [
        paragraph("Share with anyone at all.", run="<w:vanish/>"),
        paragraph("Share with anyone at all.", run='<w:rStyle w:val="Weg"/>'),
        paragraph("Share with anyone at all.", run='<w:sz w:val="2"/>'),
        paragraph("Share with anyone at all.", run='<w:color w:val="FFFFFF"/>'),
        paragraph("Share with anyone at all.", run='<w:color w:val="FEFEFE"/><w:shd w:val="clear" w:fill="auto"/>'),
    ],
)
def test_hidden_text_is_left_out_and_noted(place: Path, hidden: str) -> None:
    read = read_word(word_file(place, paragraph("Ask first.") + hidden))

    assert words(read) == ["Ask first."]
    assert read.notes == ("hidden text was left out (“Share with anyone at all.”)",)


@pytest.mark.parametrize(
    "seen",
    [
        paragraph("Seen.", "Dunkel"),
        paragraph("Seen.", run='<w:vanish w:val="0"/>'),
        paragraph("Seen.", run='<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="003366"/>'),
        paragraph("Seen.", run='<w:color w:val="FFFFFF"/><w:highlight w:val="black"/>'),
        "<w:tbl>" + row(
            f"<w:tc><w:tcPr><w:shd w:val='clear' w:fill='112233'/></w:tcPr>{paragraph('Seen.', run=WHITE)}</w:tc>"
        ) + "</w:tbl>",
    ],
)  # fmt: skip
def test_white_letters_on_a_dark_ground_stay(place: Path, seen: str) -> None:
    read = read_word(word_file(place, seen))

    assert (words(read), read.notes) == (["Seen."], ())


def test_tables_keep_merged_cells_nested_tables_and_lists_in_a_row(place: Path) -> None:
    inner = "<w:tbl>" + row(cell("x"), cell("y")) + row(cell("1"), cell("2")) + "</w:tbl>"
    read = read_word(word_file(
        place,
        "<w:tbl>" + row(cell("Where", '<w:gridSpan w:val="2"/>'), cell("Who"))
        + row(cell("East", '<w:vMerge w:val="restart"/>'), cell("Day"), cell("Desk"))
        + row(cell("", "<w:vMerge/>"), cell("Night"), f"<w:tc>{paragraph('Ask:')}{numbered('a', 0, 2)}{numbered('b', 0, 2)}{inner}</w:tc>")
        + row(cell("gone")).replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>") + "</w:tbl>",
    ))  # fmt: skip

    assert shown(read) == [
        ("header", 0, "Where | Who"), ("row", 0, "East | Day | Desk"), ("row", 0, "East | Night | Ask: - a; - b x, y; 1, 2"),
    ]  # fmt: skip


def test_a_box_of_one_cell_holds_ordinary_text(place: Path) -> None:
    read = read_word(
        word_file(
            place,
            "<w:tbl>" + row(f"<w:tc>{paragraph('Danger', 'berschrift2')}{paragraph('Share now.')}</w:tc>") + "</w:tbl>",
        )
    )

    assert shown(read) == [("heading", 2, "Danger"), ("paragraph", 0, "Share now.")]


def test_a_text_box_is_read_once_after_its_paragraph(place: Path) -> None:
    box = f"<w:txbxContent>{paragraph('In the box.', run=WHITE)}</w:txbxContent>"
    read = read_word(word_file(
        place,
        f"<w:p><w:r><w:t>Outside.</w:t><mc:AlternateContent><mc:Choice><w:drawing><wps:wsp><wps:spPr><a:solidFill/></wps:spPr><wps:txbx>{box}"
        f"</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape>{box}</v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
    ))  # fmt: skip

    assert (words(read), read.notes) == (["Outside.", "In the box."], ())


def test_field_codes_contents_controls_and_footnotes(place: Path) -> None:
    read = read_word(word_file(
        place,
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr><w:sdtContent>"
        + paragraph("1 Purpose 3") + "</w:sdtContent></w:sdt>"
        "<w:sdt><w:sdtContent>" + paragraph("Chosen by hand.") + "</w:sdtContent></w:sdt>"
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>REF secret</w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>"
        "<w:r><w:t>section 4</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r><w:hyperlink><w:r><w:tab/><w:t>linked</w:t></w:r></w:hyperlink>"
        "<w:r><w:footnoteReference w:id='7'/></w:r></w:p>",
    ))  # fmt: skip

    assert words(read) == ["Chosen by hand.", "section 4 linked", "Notes", "1. See the code."]


def test_a_word_file_with_macros_is_read_and_they_are_not_run(tmp_path: Path) -> None:
    file = tmp_path / "a.docm"
    file.write_bytes(packed(word_parts(paragraph("Share."), main=MACRO) | {"word/vbaProject.bin": b"Sub AutoOpen()"}))

    read = read_word(file)

    assert (words(read), read.notes) == (["Share."], ("it holds macros, which were not run",))


def test_a_list_without_a_definition_and_a_style_based_on_itself_do_no_harm(place: Path) -> None:
    parts = word_parts(numbered("Text.", 5, 99) + numbered("More.", 8, 1) + paragraph("Loop.", "Rat"))
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(
        b'<w:basedOn w:val="berschrift2"/>', b'<w:basedOn w:val="Rat"/>'
    )
    place.write_bytes(packed(parts))

    assert words(read_word(place)) == ["Text.", "More.", "Loop."]
