"""PDF: pages, headings, paragraphs, and none of the page's own furniture."""

from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest

from ingest.pdf.read import read_pdf
from sharebot.errors import DocumentError

TEXT, BOLD = "Helvetica", "Helvetica-Bold"
Maker = Callable[..., Path]


GUIDE = [
    [
        (BOLD, 18, "When to share"),
        (TEXT, 11, ""),
        (TEXT, 11, "Share without delay when a child may be in dan-"),
        (TEXT, 11, "ger. Keep self-"),
        (TEXT, 11, "harm in mind. A self-harm worry is a worry about"),
        (TEXT, 11, "safety."),
    ],
    [
        (BOLD, 14, "Who to phone"),
        (TEXT, 11, ""),
        (TEXT, 11, "Phone one of these:"),
        (TEXT, 11, ""),
        (TEXT, 11, "\u2022 social work, at any hour, because they hold the"),
        (TEXT, 11, "history"),
        (TEXT, 11, "\u2022 police on 101"),
        (TEXT, 11, ""),
        (TEXT, 11, "The conversation that follows can run over the"),
        (TEXT, 11, "page and is still"),
    ],
    [
        (TEXT, 11, "one paragraph."),
        (TEXT, 11, ""),
        (BOLD, 18, "Afterwards"),
        (TEXT, 11, ""),
        (TEXT, 11, "Write down what was shared."),
    ],
]


def guide(make_pdf: Maker, file: Path, **more: object) -> Path:
    return make_pdf(file, GUIDE, header="West Glen Partnership, page", **more)


def test_headings_paragraphs_lists_and_pages_are_kept(make_pdf: Maker, tmp_path: Path) -> None:
    blocks = read_pdf(guide(make_pdf, tmp_path / "guide.pdf")).blocks

    assert [(block.kind, block.page, block.text) for block in blocks] == [
        ("heading", 1, "When to share"),
        ("paragraph", 1, "Share without delay when a child may be in danger. Keep self-harm in mind. "
         "A self-harm worry is a worry about safety."),
        ("heading", 2, "Who to phone"),
        ("paragraph", 2, "Phone one of these:"),
        ("item", 2, "- social work, at any hour, because they hold the history"),
        ("item", 2, "- police on 101"),
        ("paragraph", 2, "The conversation that follows can run over the page and is still one paragraph."),
        ("heading", 3, "Afterwards"),
        ("paragraph", 3, "Write down what was shared."),
    ]  # fmt: skip


def test_a_larger_heading_is_a_higher_one(make_pdf: Maker, tmp_path: Path) -> None:
    blocks = read_pdf(guide(make_pdf, tmp_path / "guide.pdf")).blocks
    levels = {block.text: block.level for block in blocks if block.kind == "heading"}

    assert levels["When to share"] == levels["Afterwards"] < levels["Who to phone"]


def test_the_title_is_the_stated_one_unless_it_says_nothing(make_pdf: Maker, tmp_path: Path) -> None:
    assert read_pdf(guide(make_pdf, tmp_path / "a.pdf", title="Sharing in West Glen")).title == "Sharing in West Glen"
    assert read_pdf(guide(make_pdf, tmp_path / "b.pdf", title="Microsoft Word - draft3.doc")).title == "When to share"


def test_a_bookmark_makes_a_heading_of_plain_text(make_pdf: Maker, tmp_path: Path) -> None:
    pages = [[(TEXT, 11, "Our promise"), (TEXT, 11, ""), (TEXT, 11, "We tell you what we share.")]]

    blocks = read_pdf(make_pdf(tmp_path / "a.pdf", pages, outline=["Our promise"])).blocks

    assert [(block.kind, block.level) for block in blocks] == [("heading", 1), ("paragraph", 0)]


def test_a_bookmark_makes_no_heading_of_the_same_words_on_another_page(make_pdf: Maker, tmp_path: Path) -> None:
    first = [(TEXT, 11, "Our promise"), (TEXT, 11, ""), (TEXT, 11, "We tell you what we share.")]
    second = [(TEXT, 11, "It is called"), (TEXT, 11, ""), (TEXT, 11, "Our promise ")]
    third = [(TEXT, 11, "Nothing more is said of it here.")]

    blocks = read_pdf(make_pdf(tmp_path / "a.pdf", [first, second, third], outline=["Our promise"])).blocks

    assert [(block.page, block.text) for block in blocks if block.kind == "heading"] == [(1, "Our promise")]


def test_page_labels_are_kept_beside_page_numbers(make_pdf: Maker, tmp_path: Path) -> None:
    file = guide(make_pdf, tmp_path / "plain.pdf")
    writer = pypdf.PdfWriter(clone_from=file)
    writer.set_page_label(0, 0, style="/r")
    writer.set_page_label(1, 2, style="/D")
    writer.write(tmp_path / "labelled.pdf")

    blocks = read_pdf(tmp_path / "labelled.pdf").blocks

    assert {(block.page, block.page_label) for block in blocks} == {(1, "i"), (2, "1"), (3, "2")}


def test_a_table_of_contents_is_left_out(make_pdf: Maker, tmp_path: Path) -> None:
    contents = [(BOLD, 14, "Contents"), (TEXT, 11, "First steps ........ 2"), (TEXT, 11, "Next steps ........ 2")]
    body = [(BOLD, 14, "First steps"), (TEXT, 11, "Ask."), (BOLD, 14, "Next steps"), (TEXT, 11, "Share.")]

    blocks = read_pdf(make_pdf(tmp_path / "a.pdf", [contents, body])).blocks

    assert [block.text for block in blocks] == ["First steps", "Ask.", "Next steps", "Share."]


def test_a_contents_page_without_dots_is_left_out(make_pdf: Maker, tmp_path: Path) -> None:
    names = ["First steps", "Next steps", "Last steps"]
    contents = [(TEXT, 11, f"{name} 2") for name in names]
    body = [line for name in names for line in [(BOLD, 14, name), (TEXT, 11, f"What to do for {name}.")]]

    blocks = read_pdf(make_pdf(tmp_path / "a.pdf", [contents, body])).blocks

    assert {block.page for block in blocks} == {2}


def test_a_document_of_blank_pages_is_named_as_one(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(595, 842)
    writer.write(tmp_path / "blank.pdf")

    with pytest.raises(DocumentError, match="its pages are blank"):
        read_pdf(tmp_path / "blank.pdf")


def test_a_locked_file_is_named_as_one(make_pdf: Maker, tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="locked with a password"):
        read_pdf(guide(make_pdf, tmp_path / "locked.pdf", password="opensesame"))


def test_a_file_without_pages_is_named_as_one(tmp_path: Path) -> None:
    pypdf.PdfWriter().write(tmp_path / "none.pdf")

    with pytest.raises(DocumentError, match="no pages"):
        read_pdf(tmp_path / "none.pdf")


@pytest.mark.parametrize("contents", [b"%PDF-1.7\n", b"not a pdf at all", b"%PDF-1.4\n" + b"\x00\xff" * 500])
def test_a_broken_file_is_named_as_one(tmp_path: Path, contents: bytes) -> None:
    (tmp_path / "broken.pdf").write_bytes(contents)

    with pytest.raises(DocumentError, match="damaged or is not a PDF"):
        read_pdf(tmp_path / "broken.pdf")


def test_half_a_file_is_read_or_named_but_never_breaks_anything_else(make_pdf: Maker, tmp_path: Path) -> None:
    whole = guide(make_pdf, tmp_path / "whole.pdf").read_bytes()
    (tmp_path / "half.pdf").write_bytes(whole[: len(whole) // 2])

    with pytest.raises(DocumentError):
        read_pdf(tmp_path / "half.pdf")
