"""PDF: hostile and endless files get one clear sentence each, and soon."""

from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
)

import ingest.pdf.pages
import ingest.pdf.read
from ingest.pdf.read import read_pdf
from sharebot.errors import DocumentError
from tests.ingest.pdf_pages import PROSE, Paper, wrapped


@pytest.fixture
def paper(tmp_path: Path) -> Paper:
    paper = Paper(tmp_path / "page.pdf")
    paper.lines(60, 740, wrapped(PROSE, 90))
    return paper


def rewritten(paper: Paper, change: Callable[[pypdf.PdfWriter], None]) -> Path:
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(paper.save()))
    change(writer)
    file = paper.file.with_name("changed.pdf")
    writer.write(file)
    return file


def add_contents(writer: pypdf.PdfWriter, data: bytes) -> None:
    stream = DecodedStreamObject()
    stream.set_data(data)
    page = writer.pages[0]
    page[NameObject("/Contents")] = ArrayObject([page.raw_get("/Contents"), writer._add_object(stream.flate_encode())])


def test_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").write_bytes(b"")

    with pytest.raises(DocumentError, match="it is empty"):
        read_pdf(tmp_path / "empty.pdf")


def test_too_many_pages(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest.pdf.read, "MOST_PAGES", 2)
    for _ in range(3):
        paper.next_page()
        paper.write(60, 700, "More")

    with pytest.raises(DocumentError, match="more than 2 pages; divide it"):
        read_pdf(paper.save())


def test_too_much_text(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest.pdf.pages, "MOST_CHARACTERS", 100)

    with pytest.raises(DocumentError, match="more text than a document should"):
        read_pdf(paper.save())


def test_a_page_drawn_with_endless_steps(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest.pdf.read, "MOST_STEPS_A_PAGE", 10_000)
    file = rewritten(paper, lambda writer: add_contents(writer, b"0 0 m 1 1 l S\n" * 20_000))

    with pytest.raises(DocumentError, match="far more work than a document needs"):
        read_pdf(file)


def test_many_pages_that_each_ask_for_much_work(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest.pdf.pages, "MOST_STEPS", 500)
    for _ in range(20):
        paper.next_page()
        paper.lines(60, 740, wrapped(PROSE, 20))

    with pytest.raises(DocumentError, match="far more work than a document needs"):
        read_pdf(paper.save())


def test_a_page_tree_that_loops(paper: Paper) -> None:
    def loop(writer: pypdf.PdfWriter) -> None:
        tree = writer.root_object["/Pages"]
        tree["/Kids"].append(writer.root_object.raw_get("/Pages"))
        tree[NameObject("/Count")] = NumberObject(2)

    with pytest.raises(DocumentError):
        read_pdf(rewritten(paper, loop))


def test_deep_nesting(paper: Paper) -> None:
    file = rewritten(paper, lambda writer: add_contents(writer, b"[" * 50_000 + b"]" * 50_000 + b" TJ"))

    with pytest.raises(DocumentError):
        read_pdf(file)


def test_a_drawing_that_holds_itself_is_drawn_once(paper: Paper) -> None:
    def hold_itself(writer: pypdf.PdfWriter) -> None:
        form = DecodedStreamObject()
        form.set_data(b"BT /F1 11 Tf 60 300 Td (Said once) Tj ET /Again Do /Again Do")
        place = writer._add_object(form)
        fonts = writer.pages[0]["/Resources"]["/Font"]
        resources = DictionaryObject({
            NameObject("/Font"): fonts, NameObject("/XObject"): DictionaryObject({NameObject("/Again"): place}),
        })  # fmt: skip
        form.update({
            NameObject("/Type"): NameObject("/XObject"), NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): ArrayObject([FloatObject(n) for n in (0, 0, 600, 850)]),
            NameObject("/Resources"): resources,
        })  # fmt: skip
        writer.pages[0]["/Resources"][NameObject("/XObject")] = resources["/XObject"]
        add_contents(writer, b"/Again Do")

    found = read_pdf(rewritten(paper, hold_itself))

    assert [block.text for block in found.blocks].count("Said once") == 1


def test_a_damaged_step_costs_no_other_and_is_told_of(paper: Paper) -> None:
    found = read_pdf(rewritten(paper, lambda writer: add_contents(writer, b"1 0 0 cm /Nothing 11 Tf (x) Td")))

    assert [block.text for block in found.blocks] == [PROSE.strip()]
    assert found.notes == ("page 1 is partly damaged, so words may be missing",)


def test_numbers_beyond_any_page_are_passed_over(paper: Paper) -> None:
    far = b"9" * 40
    more = b"BT /F1 11 Tf 1 0 0 1 %b %b Tm (Far away) Tj ET %b 0 0 %b 0 0 cm %b %b 9 9 re f" % ((far,) * 6)

    found = read_pdf(rewritten(paper, lambda writer: add_contents(writer, more)))

    assert [block.text for block in found.blocks] == [PROSE.strip()]


def test_a_map_of_many_lines_does_not_take_long(paper: Paper) -> None:
    steps = b"".join(b"%d %d m %d %d l S %d %d 5 5 re f\n" % (n % 500, n % 700, n % 490, n % 690, n % 480, n % 800)
                     for n in range(5_000))  # fmt: skip

    found = read_pdf(rewritten(paper, lambda writer: add_contents(writer, steps)))

    assert found.blocks[0].page == 1
