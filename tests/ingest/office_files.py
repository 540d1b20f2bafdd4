"""Office files made part by part, so that a test can put anything into them."""

# ruff: noqa: E501  (markup is easier to follow on one line)

import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import openpyxl
from odfdo import Document, Header, List, ListItem, Paragraph
from odfdo import Table as OdfTable
from pptx import Presentation
from pptx.util import Inches

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MORE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"

STYLES = f"""<w:styles {W}>
<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Rat"><w:name w:val="Council Section"/><w:basedOn w:val="berschrift2"/></w:style>
<w:style w:type="paragraph" w:styleId="Tief"><w:name w:val="Deep"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Verzeichnis1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Para"><w:name w:val="Numbered Para"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Dunkel"><w:name w:val="Dark"/><w:pPr><w:shd w:val="clear" w:fill="003366"/></w:pPr><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Weg"><w:name w:val="Gone"/><w:rPr><w:vanish/></w:rPr></w:style>
</w:styles>"""

NUMBERING = f"""<w:numbering {W}>
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Para"/><w:lvlText w:val="%1.%2"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%3)"/></w:lvl>
<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%4."/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
</w:numbering>"""

FOOTNOTES = f"""<w:footnotes {W}>
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:id="7"><w:p><w:r><w:t>See the code.</w:t></w:r></w:p></w:footnote>
</w:footnotes>"""


def packed(parts: dict[str, bytes]) -> bytes:
    """A zip file with these parts, the same today and tomorrow."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, contents in parts.items():
            package.writestr(zipfile.ZipInfo(name), contents, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def paragraph(text: str, style: str = "", run: str = "", properties: str = "") -> str:
    """A paragraph in Word's XML; `run` and `properties` are what its run and itself are given."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"


def numbered(text: str, level: int, number: int = 1, style: str = "") -> str:
    properties = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(text, style, properties=properties)


def word_parts(body: str, main: str = f"{MAIN}.document.main+xml") -> dict[str, bytes]:
    """The parts of a Word file around what its body holds."""
    related = [("styles", "styles"), ("numbering", "numbering"), ("footnotes", "footnotes")]
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{MAIN}.{name}+xml"/>' for name, _ in related
    )
    relations = "".join(
        f'<Relationship Id="r{name}" Type="{OFFICE}/{kind}" Target="{name}.xml"/>' for name, kind in related
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="bin" ContentType="x/y"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/>{overrides}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{OFFICE}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships">{relations}</Relationships>',
        "word/document.xml": f"<w:document {W} {MORE}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": STYLES,
        "word/numbering.xml": NUMBERING,
        "word/footnotes.xml": FOOTNOTES,
    }
    return {name: text.encode() for name, text in parts.items()}


def word_file(file: Path, body: str) -> Path:
    file.write_bytes(packed(word_parts(body)))
    return file


def slides_file(file: Path) -> Path:
    """Two slides that can be seen, one that cannot; shapes are added out of their order."""
    show = Presentation()
    first = show.slides.add_slide(show.slide_layouts[1])
    first.shapes.title.text = "Sharing with police"
    first.placeholders[1].text_frame.text = "Ask for a name"
    first.placeholders[1].text_frame.add_paragraph().text = "Ask for a number"
    first.notes_slide.notes_text_frame.text = "Say that a form is not needed."
    lower = first.shapes.add_textbox(Inches(1), Inches(6.5), Inches(3), Inches(0.5))
    lower.text_frame.text = "Below on the left."
    right = first.shapes.add_textbox(Inches(6), Inches(6.5), Inches(3), Inches(0.5))
    right.text_frame.text = "Below on the right."
    first.shapes._spTree.insert(2, right._element)
    hidden = show.slides.add_slide(show.slide_layouts[5])
    hidden.shapes.title.text = "Old slide"
    hidden._element.set("show", "0")
    third = show.slides.add_slide(show.slide_layouts[5])
    third.shapes.title.text = "Who to phone"
    table = third.shapes.add_table(2, 2, Inches(1), Inches(2), Inches(6), Inches(1)).table
    for row, texts in enumerate([("Where", "Who"), ("East", "First desk")]):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    show.save(str(file))
    return file


def sheet_file(file: Path) -> Path:
    """A sheet with a title, a table and a hidden row and column, one that is hidden, and one that is empty."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Contacts"
    sheet.append(["Who to phone in West Glen"])
    sheet.append([])
    sheet.append(["Team", "Phone", None, "Secret", "Hours"])
    sheet.append(["First desk", "0100", None, "x", 8.5])
    sheet.append(["Old desk", "0200", None, "y", 9])
    sheet.append(["Night team", "0300", None, "z", True])
    sheet.row_dimensions[5].hidden = True
    sheet.column_dimensions["D"].hidden = True
    unseen = book.create_sheet("Workings")
    unseen.append(["not", "for readers"])
    unseen.sheet_state = "hidden"
    book.create_sheet("Empty")
    book.save(file)
    return file


def mail_file(file: Path, html: bool = False, attached: bool = True) -> Path:
    message = EmailMessage()
    message["Subject"] = "RE: Sharing with housing"
    message["From"] = "A Person <a.person@example.scot>"
    message["To"] = "team@example.scot"
    message["Date"] = "Tue, 03 Mar 2026 10:00:00 +0000"
    text = "Share only:\n\n- the name\n- the reason\n\nFrom: B Person <b@example.scot>\nTo: all\n> Old words.\n-- \nA Person"
    message.set_content(text)
    if html:
        message.set_content(
            "<html><body><p>Share the <b>name</b> only.</p><p>From: B Person</p></body></html>", subtype="html"
        )
    if attached:
        message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="form.pdf")
    file.write_bytes(message.as_bytes())
    return file


def odt_file(file: Path) -> Path:
    document = Document("text")
    document.body.clear()
    document.body.append(Header(1, "Sharing with housing"))
    document.body.append(Paragraph("Housing staff may need to know."))
    items = List([ListItem("the name")])
    items.append(ListItem("the reason"))
    document.body.append(items)
    document.body.append(Header(2, "Who decides"))
    table = OdfTable("T", width=2, height=2)
    for row, texts in enumerate([("Role", "When"), ("Duty social worker", "In hours")]):
        for column, text in enumerate(texts):
            table.set_value((column, row), text)
    document.body.append(table)
    document.save(file)
    return file
