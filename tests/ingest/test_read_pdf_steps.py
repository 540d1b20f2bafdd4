"""PDF: text is found wherever the drawing steps put it."""

from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, FloatObject, NameObject

from ingest.pdf.read import read_pdf

Draw = Callable[..., list[str]]


def resources() -> DictionaryObject:
    font = DictionaryObject({
        NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
        NameObject("/BaseFont"): NameObject("/Helvetica"),
    })  # fmt: skip
    spot = ArrayObject([NameObject("/Separation"), NameObject("/Blue"), NameObject("/DeviceCMYK")])
    faint = DictionaryObject({NameObject("/ca"): FloatObject(0.01), NameObject("/BM"): NameObject("/Multiply")})
    return DictionaryObject({
        NameObject("/Font"): DictionaryObject({NameObject("/F"): font}),
        NameObject("/ColorSpace"): DictionaryObject({NameObject("/Spot"): spot}),
        NameObject("/ExtGState"): DictionaryObject({NameObject("/Faint"): faint}),
    })  # fmt: skip


@pytest.fixture
def draw(tmp_path: Path) -> Draw:
    """The texts read from a page drawn by these steps; `form` is a drawing they may use by the name /Form."""

    def drawn(steps: str, form: str = "") -> list[str]:
        writer = pypdf.PdfWriter()
        page = writer.add_blank_page(595, 842)
        page[NameObject("/Resources")] = resources()
        if form:
            inner = DecodedStreamObject()
            inner.set_data(form.encode())
            inner.update({
                NameObject("/Subtype"): NameObject("/Form"), NameObject("/Resources"): resources(),
                NameObject("/Matrix"): ArrayObject([FloatObject(n) for n in (1, 0, 0, 1, 0, -100)]),
            })  # fmt: skip
            page["/Resources"][NameObject("/XObject")] = DictionaryObject(
                {NameObject("/Form"): writer._add_object(inner)}
            )
        contents = DecodedStreamObject()
        contents.set_data(steps.encode())
        page[NameObject("/Contents")] = writer._add_object(contents)
        writer.write(tmp_path / "drawn.pdf")
        return [block.text for block in read_pdf(tmp_path / "drawn.pdf").blocks]

    return drawn


def test_every_way_of_going_to_the_next_line(draw: Draw) -> None:
    steps = (
        "BT /F 11 Tf 14 TL 60 700 Td (One,) Tj T* (two,) Tj (three,) ' 0 0 (four,) \" "
        "0 -14 TD (five) Tj T* (and six.) Tj ET"
    )

    assert draw(steps) == ["One, two, three, four, five and six."]


def test_words_parted_by_a_gap_and_not_by_a_space(draw: Draw) -> None:
    assert draw("BT /F 11 Tf 60 700 Td [(Share)-280(with)-280(c)20(are)] TJ ET") == ["Share with care"]


def test_spread_narrowed_and_raised_letters(draw: Draw) -> None:
    steps = "BT /F 11 Tf 2 Tc 5 Tw 80 Tz 60 700 Td (Share with care) Tj 0 Tc 100 Tz 3 Ts /F 6 Tf (th) Tj ET"

    assert draw(steps) == ["Share with careth"]


def test_text_in_a_drawing_inside_the_page_stands_where_it_is_put(draw: Draw) -> None:
    page = "BT /F 11 Tf 60 700 Td (First.) Tj ET /Form Do BT /F 11 Tf 60 500 Td (Last.) Tj ET"

    assert draw(page, form="BT /F 11 Tf 60 700 Td (Second.) Tj ET") == ["First.", "Second.", "Last."]


def test_a_colour_of_its_own_name_is_ink_and_none_of_it_is_white(draw: Draw) -> None:
    steps = "/Spot cs 1 scn BT /F 11 Tf 60 700 Td (Seen in blue.) Tj ET 0 scn BT /F 11 Tf 60 600 Td (Not seen.) Tj ET"

    assert draw(steps) == ["Seen in blue."]


def test_text_over_a_shading_is_read(draw: Draw) -> None:
    steps = "/Sh sh 1 g BT /F 11 Tf 60 700 Td (White on many colours.) Tj ET"

    assert draw(steps) == ["White on many colours."]


def test_text_so_faint_that_nobody_sees_it_is_not_read(draw: Draw) -> None:
    steps = "BT /F 11 Tf 60 700 Td (Seen.) Tj ET q /Faint gs BT /F 11 Tf 60 600 Td (Not seen.) Tj ET Q"

    assert draw(steps) == ["Seen."]


def test_what_the_file_marks_as_a_footer_is_left_out_at_the_foot_and_nowhere_else(draw: Draw) -> None:
    mark = "/Artifact <</Type /Pagination /Subtype /Footer>> BDC BT /F 11 Tf 60 {} Td ({}) Tj ET EMC "
    steps = "BT /F 11 Tf 60 700 Td (The text.) Tj ET " + mark.format(400, "In the middle.") + mark.format(40, "Footer.")

    assert draw(steps) == ["The text.", "In the middle."]


def test_words_drawn_twice_to_look_bold_are_read_once(draw: Draw) -> None:
    assert draw("BT /F 11 Tf 60 700 Td (Share it.) Tj ET BT /F 11 Tf 60.3 700 Td (Share it.) Tj ET") == ["Share it."]


def test_a_round_shape_and_a_picture_in_the_line_do_not_hide_text(draw: Draw) -> None:
    steps = (
        "BT /F 11 Tf 60 700 Td (Still here.) Tj ET 60 690 m 100 690 100 720 60 720 c 60 720 60 690 v h f "
        "q 20 0 0 20 60 600 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q 10 10 m 200 10 l 200 12 l B"
    )

    assert draw(steps) == ["Still here."]


def test_text_upside_down_is_read_after_the_rest(draw: Draw) -> None:
    steps = "BT /F 11 Tf 60 700 Td (The text of this page.) Tj ET BT /F 11 Tf -1 0 0 -1 300 300 Tm (Turned.) Tj ET"

    assert draw(steps) == ["The text of this page.", "Turned."]
