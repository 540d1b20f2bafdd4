"""Markdown, text, HTML and Word to blocks; and a reason for every file that cannot be read."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.document import Document
from ingest.read import read
from ingest.sources import find
from sharebot.errors import DocumentError
from tests.ingest.conftest import Folder


def read_one(folder: Folder, name: str, contents: str | bytes) -> Document:
    folder.write(name, contents)
    return read(find(folder.path, folder.settings.data)[0])


def blocks(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in document.blocks]


def test_markdown_becomes_headings_paragraphs_items_and_rows(folder: Folder) -> None:
    document = read_one(folder, "a.md", """
# Sharing

First line
and second.
<!-- a note to editors -->
Underlined
----------
> quoted words

- one
  goes on
* two
1. three

| Who | When |
| --- | --- |
| police | now |

***
```
code stays
```
""")  # fmt: skip

    assert blocks(document) == [
        ("heading", "Sharing"), ("paragraph", "First line and second."), ("heading", "Underlined"),
        ("paragraph", "quoted words"), ("item", "- one goes on"), ("item", "- two"), ("item", "1. three"),
        ("header", "Who | When"), ("row", "police | now"), ("paragraph", "code stays"),
    ]  # fmt: skip
    assert document.source.title == "Sharing"


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("**bold** and *slanted* and __both__ and _this_", "bold and slanted and both and this"),
        ("see [the guidance](https://gov.scot/a) now", "see the guidance now"),
        ("a `code` and <https://gov.scot>", "a code and https://gov.scot"),
        ("references stay [girfec-pg4 §13]", "references stay [girfec-pg4 §13]"),
        ("snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"),
        (r"\*not slanted\*", "*not slanted*"),
        ("if p < 5 and q > 3", "if p < 5 and q > 3"),
    ],
)
def test_marks_for_the_printer_do_not_reach_the_worker(folder: Folder, marked: str, plain: str) -> None:
    assert blocks(read_one(folder, "a.md", marked)) == [("paragraph", plain)]


def test_plain_text_is_taken_as_it_is(folder: Folder) -> None:
    document = read_one(folder, "sub/visit-notes_2.txt", "Wrapped\nline with *stars*.\n\nSecond.\n")

    assert blocks(document) == [("paragraph", "Wrapped line with *stars*."), ("paragraph", "Second.")]
    assert document.source.title == "visit notes 2"
    assert document.source.tier == "toolkit"


def test_front_matter_describes_the_document(folder: Folder) -> None:
    front = "---\nid: x\ntitle: T\nversion: 1.10\narea: west\njurisdiction: Scotland\nreview_by: 2027-01-01\n"
    source = read_one(folder, "local/a.md", front + "publisher: P\nurl: https://p.scot\n---\nText.").source

    assert (source.source_id, source.title, source.version, source.area) == ("x", "T", "1.10", "west")
    assert (source.tier, source.review_by, source.publisher, source.url) == (
        "local",
        "2027-01-01",
        "P",
        "https://p.scot",
    )


def test_two_lines_of_dashes_are_not_always_front_matter(folder: Folder) -> None:
    assert blocks(read_one(folder, "a.md", "---\n\nJust a rule above.\n")) == [("paragraph", "Just a rule above.")]


def test_the_notice_that_a_page_is_a_digest_is_not_guidance(folder: Folder) -> None:
    text = "---\nstatus: digest\n---\n# T\n\n*A digest in sharebot's own words, with references.*\n\nShare."

    assert blocks(read_one(folder, "a.md", text)) == [("heading", "T"), ("paragraph", "Share.")]


@pytest.mark.parametrize(
    ("name", "told", "tier", "area"),
    [
        ("code-of-practice/a.txt", "", "code", None),
        ("toolkits/a.txt", "tier: official", "toolkit", None),
        ("local/a.txt", "area: east", "local", "east"),
        ("local/west-glen/a.txt", "", "local", "west-glen"),
        ("elsewhere/a.txt", "tier: official", "official", None),
        ("elsewhere/a.txt", "", "toolkit", None),
    ],
)
def test_tier_and_area_come_from_the_folder_then_the_description(
    folder: Folder, name: str, told: str, tier: str, area: str | None
) -> None:
    folder.write(f"{name}.yaml", told)
    source = read_one(folder, name, "Words.").source

    assert (source.tier, source.area) == (tier, area)


def test_html_gives_the_main_content_only(folder: Folder) -> None:
    document = read_one(folder, "a.html", """<?xml version="1.0"?><html><head><title>Site</title></head><body>
<nav>Home</nav><main><h1>Sharing</h1><div>Loose <b>bold</b> words.<p>A <a href="/x">linked</a> paragraph.</p></div>
<ul><li>one <em>item</em></li><li>two<ul><li>inner</li></ul></li></ul>
<table><tr><th>Who</th><th>When</th></tr><tr><td>police</td><td>now</td></tr></table>
<script>alert(1)</script><h2>Next</h2><p>End.</p></main><footer>Cookies</footer></body></html>""")  # fmt: skip

    assert blocks(document) == [
        ("heading", "Sharing"), ("paragraph", "Loose bold words."), ("paragraph", "A linked paragraph."),
        ("item", "- one item"), ("item", "- two"), ("item", "- inner"), ("header", "Who | When"),
        ("row", "police | now"), ("heading", "Next"), ("paragraph", "End."),
    ]  # fmt: skip
    assert document.source.title == "Sharing"


def test_word_keeps_headings_lists_and_tables_in_order(folder: Folder, make_word: Callable[[Path], Path]) -> None:
    make_word(folder.path / "a.docx")
    document = read(find(folder.path, folder.settings.data)[0])

    assert [(block.kind, block.level, block.text) for block in document.blocks] == [
        ("heading", 1, "Sharing with housing"),
        ("paragraph", 0, "Housing staff may need to know that a child is at risk."),
        ("heading", 1, "What to share"),
        ("paragraph", 0, "Share only:"),
        ("item", 0, "- the child's name"),
        ("item", 0, "- the reason for concern"),
        ("heading", 2, "Who decides"),
        ("header", 0, "Role | When"),
        ("row", 0, "Duty social worker | In hours"),
        ("paragraph", 0, "Out of hours, phone the emergency team."),
    ]
    assert document.source.title == "Sharing with housing"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_in_the_usual_encodings_is_read(folder: Folder, encoding: str) -> None:
    document = read_one(folder, "a.txt", "Caf\u00e9 \u2013 the worker\u2019s view".encode(encoding))

    assert blocks(document) == [("paragraph", "Caf\u00e9 \u2013 the worker\u2019s view")]


def packed(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, contents in parts.items():
            package.writestr(name, contents)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "contents", "reason"),
    [
        ("a.md", b"", "it is empty"),
        ("a.txt", b" \n\t\n", "it is empty"),
        ("a.md", b"---\ntitle: T\n---\n", "there is no text in it"),
        ("a.md", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "not text"),
        ("a.txt", b"PK\x03\x04" + b"\x00\x01\x02\x03" * 100, "not text"),
        ("a.md", b"---\ntitle: [unclosed\n---\nText.", "front matter"),
        ("a.md", b"---\ntitle: A\ntitle: B\n---\nText.", "'title' appears twice"),
        ("a.md", b"---\ntitle: [a, b]\n---\nText.", "its 'title' must be a text"),
        ("a.md", b"---\ntier: secret\n---\nText.", "its tier 'secret' is none of"),
        ("a.html", b"<html><body><nav>Only a menu</nav></body></html>", "there is no text in it"),
        ("a.docx", b"plainly not a Word file", "is not a Word file"),
        ("a.docx", packed({"something.txt": b"else"}), "it is not a Word file"),
        ("a.docx", b"\xd0\xcf\x11\xe0" + bytes(600), "locked with a password, or is an old Office file"),
        ("a.docx", packed({"word/document.xml": b" " * 60_000_000}), "unpacks to far more"),
        ("a.docx", packed({"word/document.xml": b"<broken"}), "damaged or not what its name says"),
        ("a.pdf", b"", "it is empty"),
        ("a.pdf", b"Plain text, renamed.", "not a PDF"),
        ("a.doc", b"anything", "old Word file, which sharebot does not read"),
        ("a.txt", b"x" * 20_000_001, "larger than 20 MB"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_has_one_clear_reason(folder: Folder, name: str, contents: bytes, reason: str) -> None:
    with pytest.raises(DocumentError, match=reason) as error:
        read_one(folder, name, contents)

    assert "\n" not in str(error.value)


def test_a_sidecar_that_cannot_be_read_is_the_reason(folder: Folder) -> None:
    folder.write("a.txt.yaml", "title: [")

    with pytest.raises(DocumentError, match="its description cannot be used"):
        read_one(folder, "a.txt", "Text.")


def test_only_documents_are_found(folder: Folder) -> None:
    for name in [
        "README.md", "sub/readme.md", "framework/notes.md", "scenarios/a.md", ".git/a.md", "~$draft.docx", ".hidden.md",
        "sources.yaml", "wording.yaml", "picture.png", "a.md", "b.md.yaml", "sub/framework/c.txt", "sheet.xlsx",
    ]:  # fmt: skip
        folder.write(name, "text")

    assert [one.name for one in find(folder.path, folder.path / "data")] == [
        "a.md",
        "sheet.xlsx",
        "sub/framework/c.txt",
    ]


def test_the_data_folder_is_not_searched_though_it_lies_inside(folder: Folder) -> None:
    folder.write("data/a.md", "text")

    assert find(folder.path, folder.path / "data") == []
