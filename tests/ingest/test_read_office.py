"""PowerPoint, spreadsheets, e-mails and OpenDocument texts to blocks."""

from pathlib import Path

import openpyxl
import pytest
from odfdo import Document, Paragraph, Style

from ingest.document import Read
from ingest.formats.mail import read_mail
from ingest.formats.odt import read_odt
from ingest.formats.sheet import MOST_ROWS, read_csv, read_sheet
from ingest.formats.slides import read_slides
from sharebot.errors import DocumentError
from tests.ingest.office_files import mail_file, odt_file, packed, sheet_file, slides_file


def shown(read: Read) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read.blocks]


def test_slides_are_pages_read_from_the_top_with_their_notes(tmp_path: Path) -> None:
    read = read_slides(slides_file(tmp_path / "a.pptx"))

    assert [(block.page, block.kind, block.text) for block in read.blocks] == [
        (1, "heading", "Sharing with police"), (1, "item", "- Ask for a name"), (1, "item", "- Ask for a number"),
        (1, "paragraph", "Below on the left."), (1, "paragraph", "Below on the right."),
        (1, "heading", "Notes"), (1, "paragraph", "Say that a form is not needed."),
        (3, "heading", "Who to phone"), (3, "header", "Where | Who"), (3, "row", "East | First desk"),
    ]  # fmt: skip
    assert (read.title, read.notes) == ("Sharing with police", ("hidden slide 2 was left out",))


def test_sheets_are_headings_and_what_is_hidden_in_them_is_noted(tmp_path: Path) -> None:
    read = read_sheet(sheet_file(tmp_path / "a.xlsx"))

    assert shown(read) == [
        ("heading", "Contacts"), ("paragraph", "Who to phone in West Glen"), ("header", "Team | Phone | Hours"),
        ("row", "First desk | 0100 | 8.5"), ("row", "Night team | 0300 | Yes"),
    ]  # fmt: skip
    assert read.title == "Who to phone in West Glen"
    assert read.notes == (
        "hidden rows or columns were left out (sheet “Contacts”)", "hidden sheets were left out (“Workings”)",
    )  # fmt: skip


def test_a_spreadsheet_gives_the_result_of_a_sum_and_not_the_sum(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["a", "b"])
    book.active.append(['=HYPERLINK("http://x")', "#REF!"])
    book.active.append(["c", 1.0])
    book.save(tmp_path / "a.xlsx")

    assert [text for _, text in shown(read_sheet(tmp_path / "a.xlsx"))][1:] == ["a | b", "c | 1"]


def test_only_so_many_rows_are_read_and_the_rest_is_noted(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("a,b\n" * (MOST_ROWS + 5))

    read = read_csv(file)

    assert len(read.blocks) == MOST_ROWS
    assert read.notes == ("only the first 20,000 rows were read (the table has more)",)


@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_a_table_in_a_text_file_is_read_whatever_keeps_its_cells_apart(tmp_path: Path, between: str) -> None:
    file = tmp_path / "a.csv"
    file.write_text(between.join(['"Team"', "Phone"]) + "\n\n" + between.join(['"First\ndesk"', "0100"]) + "\n")
    rows = between.join(['"Team"', "Phone"]) + "\n" + between.join(['"First\ndesk"', "0100"]) + "\n"
    file.write_text(rows)

    assert shown(read_csv(file)) == [("header", "Team | Phone"), ("row", "First desk | 0100")]


def test_an_email_is_its_message_and_names_no_person(tmp_path: Path) -> None:
    read = read_mail(mail_file(tmp_path / "a.eml"))

    assert shown(read) == [
        ("heading", "Sharing with housing"), ("paragraph", "Share only:"), ("item", "- the name"),
        ("item", "- the reason"), ("paragraph", "Old words."),
    ]  # fmt: skip
    assert read.title == "Sharing with housing"
    assert read.notes == (
        "it is an e-mail of 3 March 2026",
        "its attachments were not read (form.pdf); add each as a document of its own",
    )


def test_an_email_without_plain_text_is_read_as_a_page(tmp_path: Path) -> None:
    read = read_mail(mail_file(tmp_path / "a.eml", html=True, attached=False))

    assert shown(read) == [("heading", "Sharing with housing"), ("paragraph", "Share the name only.")]


@pytest.mark.parametrize(
    ("contents", "reason"),
    [
        (b"just words\n", "it is not an e-mail"),
        (b"Subject: x\nContent-Type: multipart/encrypted; boundary=a\n\n--a--\n", "it is encrypted"),
    ],
)
def test_what_is_no_email_or_is_encrypted_is_refused(tmp_path: Path, contents: bytes, reason: str) -> None:
    (tmp_path / "a.eml").write_bytes(contents)

    with pytest.raises(DocumentError, match=reason):
        read_mail(tmp_path / "a.eml")


def test_an_email_in_an_unknown_encoding_is_still_read(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(b"Subject: S\nContent-Type: text/plain; charset=klingon\n\nShare.\n")

    assert shown(read_mail(tmp_path / "a.eml")) == [("heading", "S"), ("paragraph", "Share.")]


def test_an_opendocument_text_keeps_headings_lists_and_tables(tmp_path: Path) -> None:
    read = read_odt(odt_file(tmp_path / "a.odt"))

    assert [(block.kind, block.level, block.text) for block in read.blocks] == [
        ("heading", 1, "Sharing with housing"), ("paragraph", 0, "Housing staff may need to know."),
        ("item", 0, "- the name"), ("item", 0, "- the reason"), ("heading", 2, "Who decides"),
        ("header", 0, "Role | When"), ("row", 0, "Duty social worker | In hours"),
    ]  # fmt: skip
    assert (read.title, read.notes) == ("Sharing with housing", ())


def test_hidden_text_in_an_opendocument_text_is_left_out_and_noted(tmp_path: Path) -> None:
    document = Document("text")
    document.body.clear()
    style = Style("paragraph", name="gone")
    style.set_properties({"text:display": "none"}, area="text")
    document.insert_style(style, automatic=True)
    document.body.append(Paragraph("Ask first."))
    document.body.append(Paragraph("Share with anyone at all.", style="gone"))
    document.save(tmp_path / "a.odt")

    read = read_odt(tmp_path / "a.odt")

    assert shown(read) == [("paragraph", "Ask first.")]
    assert read.notes == ("hidden text was left out (“Share with anyone at all.”)",)


def test_another_kind_of_opendocument_file_is_refused(tmp_path: Path) -> None:
    Document("spreadsheet").save(tmp_path / "a.ods")
    (tmp_path / "a.ods").rename(tmp_path / "a.odt")

    with pytest.raises(DocumentError, match="it is not an OpenDocument text"):
        read_odt(tmp_path / "a.odt")


@pytest.mark.parametrize(("name", "reader"), [("a.pptx", read_slides), ("a.xlsx", read_sheet), ("a.odt", read_odt)])
def test_a_file_that_is_not_what_its_name_says_is_refused(tmp_path: Path, name: str, reader: object) -> None:
    (tmp_path / name).write_bytes(packed({"a.txt": b"else"}))

    with pytest.raises(DocumentError, match=r"it is not an? "):
        reader(tmp_path / name)  # type: ignore[operator]
