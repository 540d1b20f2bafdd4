"""Sound files of every kind, small and with a bit of everything, to be damaged."""

# ruff: noqa: E501  (markup is easier to follow on one line)

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from tests.ingest.office_files import (
    mail_file,
    numbered,
    odt_file,
    packed,
    paragraph,
    sheet_file,
    slides_file,
    word_file,
)

NOW = re.compile(rb"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?")
TEXT = "Share what is needed with the team that needs it, and write down why."


def seeds(kind: str, folder: Path) -> list[bytes]:
    """The contents of sound files of this kind."""
    return [_dateless(make(folder / f"{number}{kind}").read_bytes()) for number, make in enumerate(MAKERS[kind])]


def _dateless(contents: bytes) -> bytes:
    """The same whenever it was made, so that the same damage is done to the same file."""
    if not zipfile.is_zipfile(io.BytesIO(contents)):
        return re.sub(rb"={15}\d+==", b"=" * 15 + b"1" * 19 + b"==", contents)
    with zipfile.ZipFile(io.BytesIO(contents)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return packed(
        {name: NOW.sub(b"2026-03-03T10:00:00", part) if name.endswith(".xml") else part for name, part in parts.items()}
    )


def _pdf(file: Path, compressed: int = 0, password: str = "") -> Path:
    lock = StandardEncryption("", ownerPassword=password) if password else None
    canvas = Canvas(str(file), pagesize=A4, pageCompression=compressed, encrypt=lock, invariant=1)
    canvas.setTitle("Sharing in West Glen")
    for number in range(3):
        canvas.bookmarkPage(f"p{number}")
        canvas.addOutlineEntry(f"Part {number}", f"p{number}", level=0)
        canvas.setFont("Helvetica-Bold", 16)
        canvas.drawString(60, 770, f"Part {number}")
        canvas.setFont("Times-Roman", 11)
        for line in range(12):
            canvas.drawString(60, 740 - 14 * line, f"{number}.{line} {TEXT}")
        for row in range(4):
            canvas.rect(60, 400 - 20 * row, 200, 20)
            canvas.drawString(64, 405 - 20 * row, f"cell {row}")
            canvas.drawString(164, 405 - 20 * row, "other")
        canvas.showPage()
    canvas.save()
    return file


def _compressed_pdf(file: Path) -> Path:
    return _pdf(file, compressed=1)


def _locked_pdf(file: Path) -> Path:
    return _pdf(file, password="owner")


def _word(file: Path) -> Path:
    rows = "".join(f"<w:tr><w:tc>{paragraph(f'a{n}')}</w:tc><w:tc>{paragraph('b')}</w:tc></w:tr>" for n in range(4))
    body = paragraph("Sharing", "Titel") + numbered("Purpose", 0, style="berschrift1") + paragraph(TEXT, "Para")
    body += numbered("a thing", 2) + numbered("dotted", 0, 2) + f"<w:tbl>{rows}</w:tbl>"
    body += "<w:p><w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:r><w:footnoteReference w:id='7'/></w:r></w:p>"
    return word_file(file, body + paragraph("hidden words here", run="<w:vanish/>"))


def _html(file: Path) -> Path:
    items = "".join(f"<li>item {n}<ul><li>inner</li></ul></li>" for n in range(4))
    file.write_text(
        "<!DOCTYPE html><html><head><title>Sharing | West Glen</title><style>.x{display:none}</style></head><body><nav>Home</nav><main>"
        f"<h1>Sharing</h1><p>{TEXT}<sup><a href='#n'>1</a></sup></p><ol start='3'>{items}</ol><dl><dt>a</dt><dd>b</dd></dl>"
        "<table><caption>c</caption><tr><th rowspan='2'>A</th><th>B</th></tr><tr><td colspan='2'>d</td></tr></table><p class='x'>gone away now</p>"
        "<!-- note --><details><summary>More</summary><p style='color:#fff'>white words here</p></details></main><footer>End</footer></body></html>"
    )
    return file


def _plain_html(file: Path) -> Path:
    file.write_text("<h2>Only</h2>" + f"<p>{TEXT}</p>" * 20 + "<div style='font-size:0'>tiny</div>")
    return file


def _csv(file: Path) -> Path:
    file.write_text('Team,Phone\n"First\ndesk",0100\nNight,"0,3"\n' * 10)
    return file


def _html_mail(file: Path) -> Path:
    return mail_file(file, html=True)


def _markdown(file: Path) -> Path:
    table = "| Who | When |\n| --- | --- |\n| police | now |\n"
    file.write_text(
        f"---\nid: a\ntitle: T\nsources:\n  - id: x\n---\n# T\n\n{TEXT} **bold** [link](x)\n\n- one\n- two\n\n{table}\n<!-- c -->\n"
    )
    return file


MAKERS: dict[str, tuple[Callable[[Path], Path], ...]] = {
    ".pdf": (_pdf, _compressed_pdf, _locked_pdf),
    ".docx": (_word,),
    ".html": (_html, _plain_html),
    ".pptx": (slides_file,),
    ".xlsx": (sheet_file,),
    ".eml": (mail_file, _html_mail),
    ".odt": (odt_file,),
    ".csv": (_csv,),
    ".md": (_markdown,),
}
KINDS = tuple(MAKERS)
