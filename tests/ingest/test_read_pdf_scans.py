"""PDF: pages that are pictures are found one by one, and read where Tesseract is installed."""

import shutil
from pathlib import Path

import pytest

import ingest.pdf.scans
from ingest.pdf.read import read_pdf
from sharebot.errors import DocumentError
from tests.ingest.pdf_pages import PROSE, Paper, wrapped

needs_tesseract = pytest.mark.skipif(
    shutil.which("tesseract") is None, reason="Tesseract is not installed: scripts/tesseract.py installs it"
)
LETTER = ["The family agreed on Monday that", "the school may be told about", "the new address and the plan."]


@pytest.fixture
def paper(tmp_path: Path) -> Paper:
    return Paper(tmp_path / "scan.pdf")


@pytest.fixture
def no_tesseract(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))


def with_text(paper: Paper) -> None:
    paper.lines(60, 740, wrapped(PROSE, 90))
    paper.next_page()


def with_picture(paper: Paper) -> None:
    paper.picture(LETTER)
    paper.next_page()


@needs_tesseract
def test_scanned_pages_are_recognised_and_the_note_says_which(paper: Paper) -> None:
    with_text(paper)
    with_picture(paper)

    found = read_pdf(paper.save())

    assert [(block.page, block.text) for block in found.blocks] == [(1, PROSE.strip()), (2, " ".join(LETTER))]
    assert found.notes == ("page 2 is a picture; its words were recognised and may be wrong",)


@needs_tesseract
def test_a_picture_without_words_is_told_of_and_adds_nothing(paper: Paper) -> None:
    with_text(paper)
    paper.picture()
    paper.next_page()

    found = read_pdf(paper.save())

    assert {block.page for block in found.blocks} == {1}
    assert found.notes == ("page 2 is a picture whose words could not be recognised",)


@needs_tesseract
def test_pages_beyond_the_limit_are_told_of(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest.pdf.scans, "MOST_PAGES", 1)
    with_picture(paper)
    with_picture(paper)
    with_picture(paper)

    found = read_pdf(paper.save())

    assert {block.page for block in found.blocks} == {1}
    assert found.notes[1] == "pages 2–3 are pictures whose words could not be recognised"


@needs_tesseract
def test_time_for_recognition_is_limited(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest.pdf.scans, "MOST_SECONDS", 0)
    with_picture(paper)

    with pytest.raises(DocumentError, match="no words could be recognised"):
        read_pdf(paper.save())


def test_without_tesseract_the_note_says_which_pages_hold_no_text(paper: Paper, no_tesseract: None) -> None:
    with_text(paper)
    for _ in range(3):
        with_picture(paper)
    with_text(paper)
    with_picture(paper)

    found = read_pdf(paper.save())

    assert {block.page for block in found.blocks} == {1, 5}
    assert found.notes == ("pages 2–4 and 6 hold no text; install Tesseract to read them",)


def test_without_tesseract_a_document_of_scans_is_refused(paper: Paper, no_tesseract: None) -> None:
    with_picture(paper)

    with pytest.raises(DocumentError, match=r"pictures of pages but no text .*install Tesseract"):
        read_pdf(paper.save())


def test_a_page_number_drawn_over_a_scan_does_not_make_it_a_page_of_text(paper: Paper, no_tesseract: None) -> None:
    with_text(paper)
    paper.picture(LETTER)
    paper.write(290, 30, "Page 2 of 2")

    assert read_pdf(paper.save()).notes == ("page 2 holds no text; install Tesseract to read it",)


def test_words_recognised_earlier_are_kept_and_told_of(paper: Paper) -> None:
    paper.picture(LETTER)
    for number, text in enumerate(LETTER):
        paper.invisible(72, 720 - 34 * number, text, 17)

    found = read_pdf(paper.save())

    assert " ".join(block.text for block in found.blocks) == " ".join(LETTER)
    assert found.notes == ("page 1 is a picture with words recognised earlier, which may be wrong",)


def test_a_blank_page_is_not_a_scan(paper: Paper, no_tesseract: None) -> None:
    with_text(paper)
    paper.next_page()
    with_text(paper)

    found = read_pdf(paper.save())

    assert {block.page for block in found.blocks} == {1, 3}
    assert found.notes == ()


def test_a_page_with_a_small_picture_is_not_a_scan(paper: Paper, no_tesseract: None) -> None:
    with_text(paper)
    paper.picture(width=200, height=200)

    assert read_pdf(paper.save()).notes == ()


def test_a_giant_picture_is_never_drawn(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest.pdf.scans, "MOST_PIXELS_OF_PICTURE", 1_000_000)
    with_text(paper)
    with_picture(paper)

    assert read_pdf(paper.save()).notes == ("page 2 is a picture whose words could not be recognised",)
