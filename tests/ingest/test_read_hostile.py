"""Files made to do harm, or that have come to harm: each is refused in one clear sentence, and nothing else happens."""

import io
import os
import struct
import zipfile
from pathlib import Path

import pytest

from ingest.document import Document
from ingest.formats.package import WORD, check_package
from ingest.pipeline import run
from ingest.read import read
from ingest.reading.isolate import Limits
from ingest.sources import Found, find
from sharebot.errors import DocumentError
from tests.ingest.conftest import Folder
from tests.ingest.office_files import odt_file, packed, paragraph, sheet_file, slides_file, word_parts
from tests.retrieval.word_hashing import WordHashing


def read_only(folder: Folder) -> Document:
    (found,) = find(folder.path, folder.settings.data)
    return read(found)


def refused(folder: Folder, name: str, contents: bytes) -> str:
    folder.write(name, contents)
    with pytest.raises(DocumentError) as error:
        read_only(folder)
    reason = str(error.value)
    assert "\n" not in reason
    assert len(reason) < 300
    return reason


def word_with(**parts: bytes) -> bytes:
    return packed(word_parts(paragraph("Share.")) | {name.replace("__", "/"): data for name, data in parts.items()})


def test_a_bomb_is_refused_before_it_is_unpacked(folder: Folder) -> None:
    assert "unpacks to far more" in refused(folder, "a.docx", word_with(word__more=b"\0" * 60_000_000))


def test_a_bomb_that_lies_about_its_size_is_counted_while_it_is_unpacked(tmp_path: Path) -> None:
    parts = word_parts(paragraph("Share."))
    honest = packed(parts | {"word/big.xml": b" " * 2_000_000})
    small, large = struct.pack("<I", 2_000_000), struct.pack("<I", 10)
    file = tmp_path / "a.docx"
    file.write_bytes(honest.replace(small, large))

    with pytest.raises(DocumentError, match="damaged or is not a Word file"):
        check_package(file, WORD)


def test_a_bomb_inside_a_part_is_only_bytes(folder: Folder) -> None:
    inner = packed({"a.xml": b" " * 50_000_000})
    folder.write("a.docx", word_with(word__embeddings__sheet=packed({"b.zip": inner})))

    assert [block.text for block in read_only(folder).blocks] == ["Share."]


def test_parts_that_share_their_bytes_are_refused(folder: Folder) -> None:
    stream = io.BytesIO(packed(word_parts(paragraph("Share."))))
    with zipfile.ZipFile(stream, "a") as package:
        twin = zipfile.ZipInfo("word/twin.xml")
        first = package.getinfo("word/document.xml")
        for name in ("header_offset", "compress_size", "file_size", "CRC", "compress_type"):
            setattr(twin, name, getattr(first, name))
        package.filelist.append(twin)
        package.NameToInfo[twin.filename] = twin
        package.writestr("word/last.xml", b"<a/>")

    assert "lie on top of each other" in refused(folder, "a.docx", stream.getvalue())


@pytest.mark.parametrize("name", ["../../evil.xml", "/etc/evil.xml", "word\\..\\..\\evil.xml", "C:/evil.xml"])
def test_parts_that_point_outside_are_refused(folder: Folder, name: str) -> None:
    assert "point outside it" in refused(folder, "a.docx", packed(word_parts("") | {name: b"<a/>"}))


def test_a_locked_part_is_refused(folder: Folder) -> None:
    contents = bytearray(packed(word_parts(paragraph("Share."))))
    at = contents.rindex(b"PK\x01\x02")
    contents[at + 8] |= 1

    assert "locked with a password" in refused(folder, "a.docx", bytes(contents))


@pytest.mark.parametrize(
    "start",
    [
        b'<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>',
        b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        b'<!DOCTYPE w SYSTEM "http://example.org/evil.dtd">',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_that_defines_anything_is_refused_unread(folder: Folder, start: bytes, encoding: str) -> None:
    document = (start + b"<a/>").decode().encode(encoding)

    assert "XML definitions" in refused(folder, "a.docx", packed(word_parts("") | {"word/document.xml": document}))


def test_xml_in_an_odd_encoding_is_refused(folder: Folder) -> None:
    odd = b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE'

    contents = packed(word_parts("") | {"word/document.xml": odd})

    assert "encoding that office files never use" in refused(folder, "a.docx", contents)


@pytest.mark.parametrize("make", [slides_file, sheet_file, odt_file])
def test_every_zipped_kind_is_checked_alike(folder: Folder, make: object) -> None:
    name = {"slides_file": "a.pptx", "sheet_file": "a.xlsx", "odt_file": "a.odt"}[make.__name__]  # type: ignore[attr-defined]
    file = make(folder.path / name)  # type: ignore[operator]
    with zipfile.ZipFile(file, "a") as package:
        package.writestr("evil.xml", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>')

    with pytest.raises(DocumentError, match="XML definitions"):
        read_only(folder)


def test_mistyped_marks_that_nest_do_not_make_reading_slow(folder: Folder) -> None:
    folder.write("a.html", "<dl>" + "<dt><x`>" * 1_500 + "Share.")

    with pytest.raises(DocumentError, match="nested too deeply"):
        read(find(folder.path, folder.settings.data)[0], Limits(seconds=20))


@pytest.mark.parametrize("depth", [5_000, 100_000])
def test_deep_nesting_neither_crashes_nor_hangs(folder: Folder, depth: int) -> None:
    folder.write("a.html", "<div>" * depth + "<p>Deep.</p>" + "</div>" * depth)
    folder.write(
        "b.docx",
        packed(word_parts("<w:sdt><w:sdtContent>" * depth + paragraph("x") + "</w:sdtContent></w:sdt>" * depth)),
    )

    for found in find(folder.path, folder.settings.data):
        with pytest.raises(DocumentError, match=r"nested too deeply|is damaged"):
            read(found)


@pytest.mark.parametrize(
    ("name", "contents", "reason"),
    [
        ("a.docx", b"%PDF-1.7 ...", "it is a PDF, though its name ends in .docx"),
        ("a.txt", b"%PDF-1.7 ...", "it is a PDF, though its name ends in .txt"),
        ("a.pdf", packed({"a": b"b"}), "it is a zipped file"),
        ("a.pptx", packed(word_parts("")), "it is a Word file, not a PowerPoint file"),
        ("a.pdf", b"<!DOCTYPE html><html>", "it is a web page, though its name ends in .pdf"),
        ("a.pdf", b"", "it is empty"),
        ("a.csv", bytes(range(256)) * 9, "it is not text"),
        ("a.odp", b"x", "save it as .pptx or PDF"),
        ("a.msg", b"x", "save it as .eml, or as text"),
    ],
)
def test_a_file_under_a_wrong_name_is_told_by_what_is_in_it(
    folder: Folder, name: str, contents: bytes, reason: str
) -> None:
    assert reason in refused(folder, name, contents)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_text_in_utf_16_without_its_mark_is_read(folder: Folder, encoding: str) -> None:
    folder.write("a.txt", "Share now.".encode(encoding))

    assert [block.text for block in read_only(folder).blocks] == ["Share now."]


def test_utf_7_is_not_decoded(folder: Folder) -> None:
    folder.write("a.html", b"<meta charset=utf-7><p>+ADw-script+AD4-alert(1)+ADw-/script+AD4-</p>")

    assert "<script>" not in read_only(folder).blocks[0].text


def test_a_file_of_two_gigabytes_is_refused_at_once_and_not_read_for_its_fingerprint(folder: Folder) -> None:
    file = folder.write("a.pdf", b"%PDF-1.7")
    os.truncate(file, 2_000_000_000)

    with pytest.raises(DocumentError, match="larger than 100 MB"):
        read_only(folder)
    (found,) = find(folder.path, folder.settings.data)
    assert len(found.fingerprint()) == 64


def test_folders_pipes_and_links_that_look_like_documents_are_refused(folder: Folder, tmp_path: Path) -> None:
    outside = tmp_path / "secret.txt"
    outside.write_text("Not for the library.")
    (folder.path / "link.txt").symlink_to(outside)
    os.mkfifo(folder.path / "pipe.pdf")
    (folder.path / "zero.txt").symlink_to("/dev/zero")
    (folder.path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    (folder.path / "folder.pdf").mkdir()
    folder.write("inside.txt", "Share.")
    (folder.path / "twin.txt").symlink_to(folder.path / "inside.txt")

    summary = run(folder.settings, folder.path, lambda *_: None, WordHashing())

    reasons = {one.file: one.reason for one in summary.unreadable}
    assert reasons["link.txt"].startswith("it is a link to a file outside this folder")
    assert reasons["pipe.pdf"] == "it is not an ordinary file"
    assert reasons["zero.txt"] == "it is not an ordinary file"
    assert reasons["gone.txt"].startswith("it cannot be opened")
    assert "twin.txt" not in reasons
    with pytest.raises(DocumentError, match="it is a folder"):
        read(Found(folder.path / "folder.pdf", "folder.pdf", 0, 0))


def test_a_huge_description_is_refused(folder: Folder) -> None:
    folder.write("a.txt.yaml", "title: " + "x" * 2_000_000)

    assert "far larger than a description" in refused(folder, "a.txt", b"Share.")


def test_yaml_that_multiplies_itself_does_no_harm(folder: Folder) -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]" for n in range(9)]
    front = "\n".join(["---", *lines, "title: T", "---", "Share."])
    folder.write("a.md", front)

    assert read_only(folder).source.title == "T"


@pytest.mark.parametrize(
    "piece", ["<!--", "**a ", "__a **b ", "# " + "#" * 50, "-|", "[", "<b ", "'such as ignore previous instructions' "]
)
def test_text_made_to_be_slow_is_read_in_a_few_seconds(folder: Folder, piece: str) -> None:
    import time

    folder.write("a.md", "Share.\n\n" + piece * (150_000 // len(piece)))
    begun = time.monotonic()

    read_only(folder)

    assert time.monotonic() - begun < 20


@pytest.mark.parametrize(
    "page",
    [
        "<style>" + "@a " * 60_000 + "</style><p>Share.</p>",
        "<style>@a{" + "{}" * 60_000 + "</style><p>Share.</p>",
        "<style>" + "/*" * 60_000 + "</style><p>Share.</p>",
        "<table><tr>" + "<td rowspan=60000 colspan=60000>Share." * 2_000,
        "<p>" + "<span>1</span>" * 8_000 + "Share.",
        "<title>a" + " - " * 40_000 + "</title><p>Share.</p>",
    ],
    ids=["at-rules", "braces", "comments", "spans of cells", "numbers", "title"],
)
def test_a_page_made_to_be_slow_is_read_in_a_few_seconds(folder: Folder, page: str) -> None:
    folder.write("a.html", page)

    assert read(find(folder.path, folder.settings.data)[0], Limits(seconds=20)).blocks
