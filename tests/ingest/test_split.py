"""Passages: along headings, with all that a citation needs."""

from dataclasses import replace

from ingest.document import Document, Source
from ingest.split import split
from tests.ingest.splitting import SOURCE, heading, numbers, paragraph, passages, words


def test_a_section_that_fits_stays_whole_under_its_heading_path() -> None:
    found = passages(
        heading("Sharing", 1), paragraph("First."), heading("Children", 2), heading("Under 12", 3),
        paragraph("Ask."), paragraph("Then tell."), heading("Adults", 2), paragraph("Ask them."),
    )  # fmt: skip

    assert [(one.section, one.text) for one in found] == [
        ("Sharing", "First."), ("Children › Under 12", "Ask.\n\nThen tell."), ("Adults", "Ask them."),
    ]  # fmt: skip


def test_skipped_levels_keep_their_order() -> None:
    found = passages(
        heading("Part", 1), heading("Deep", 4), paragraph("A."), heading("Higher", 3), paragraph("B."),
        heading("Top", 2), paragraph("C."), heading("Next", 1), paragraph("D."),
    )  # fmt: skip

    assert [one.section for one in found] == ["Part › Deep", "Part › Higher", "Part › Top", "Next"]


def test_very_short_sections_stay_apart() -> None:
    found = passages(heading("Police"), paragraph("Call 999."), heading("Fire"), paragraph("Call 999 too."))

    assert [(one.section, one.text) for one in found] == [("Police", "Call 999."), ("Fire", "Call 999 too.")]


def test_a_heading_with_nothing_under_it_is_not_lost_and_changes_no_other_section() -> None:
    found = passages(heading("Call now"), heading("Why"), paragraph("Because."), heading("999"))

    assert [(one.section, one.text) for one in found] == [
        ("Sharing", "Call now"), ("Why", "Because."), ("Sharing", "999"),
    ]  # fmt: skip


def test_an_empty_heading_below_another_is_a_line_of_what_it_stands_under() -> None:
    found = passages(
        heading("Guide", 1), heading("For everyone", 2), heading("May 2024", 2), heading("Start", 1), paragraph("Ask."),
        heading("Call 999", 2),
    )  # fmt: skip

    assert [(one.section, one.text) for one in found] == [
        ("Guide", "For everyone\n\nMay 2024"), ("Start", "Ask.\n\nCall 999"),
    ]  # fmt: skip


def test_the_title_of_the_document_is_not_repeated() -> None:
    found = passages(
        heading("SHARING", 1), heading("Sharing.", 2), paragraph("Ask."), heading("Who", 3), paragraph("We.")
    )

    assert [(one.section, one.text) for one in found] == [("Sharing", "Ask."), ("Who", "We.")]


def test_a_part_without_a_title_is_a_heading_like_any_other() -> None:
    found = passages(heading("Part 1", 1), paragraph("A."), heading("Part 2", 1), heading("Duties", 2), paragraph("B."))

    assert [one.section for one in found] == ["Part 1", "Part 2 › Duties"]


def test_an_empty_document_has_no_passages() -> None:
    assert passages() == []
    assert passages(paragraph(" "), heading("", 1)) == []


def test_a_document_of_headings_keeps_their_words() -> None:
    assert [one.text for one in passages(heading("Sharing", 1))] == ["Sharing"]
    assert [one.text for one in passages(heading("Sharing", 1), heading("Sharing", 1))] == ["Sharing\n\nSharing"]
    assert [(one.section, one.text) for one in passages(heading("A", 1), heading("B", 2), heading("C", 3))] == [
        ("A › B", "C")
    ]


def test_a_new_page_starts_a_new_passage_once_there_is_enough() -> None:
    found = passages(paragraph(words(70), page=1), paragraph(words(20), page=2), paragraph(words(20), page=3))

    assert [(one.page, one.page_label, len(one.text.split())) for one in found] == [(1, "p1", 70), (2, "p2", 40)]


def test_a_passage_points_to_the_document_else_to_the_source_it_cites() -> None:
    cited = {"ngcp": "https://gov.scot/ngcp", "asp": ""}
    blocks = (heading("A"), paragraph("Share. [ngcp 1.129; asp s.5]"), heading("B"), paragraph("No source."))

    def links(source: Source) -> list[tuple[str | None, tuple[str, ...]]]:
        return [(one.url, one.refs) for one in split(Document(source, blocks))]

    assert links(replace(SOURCE, addresses=cited)) == [("https://gov.scot/ngcp", ("ngcp", "asp")), (None, ())]
    assert links(replace(SOURCE, addresses=cited, url="https://local.scot"))[0][0] == "https://local.scot"


def test_the_same_words_in_the_same_place_are_one_passage_with_the_same_id() -> None:
    one, *others = passages(heading("H"), paragraph("Ask."), heading("H"), paragraph("Ask."))
    elsewhere = passages(heading("G"), paragraph("Ask."))[0]

    assert not others
    assert one.id == passages(heading("H"), paragraph("Ask."))[0].id != elsewhere.id


def test_the_number_of_a_paragraph_does_not_change_the_id_of_its_passage() -> None:
    [alone] = passages(heading("H"), paragraph("1.1 Ask."))
    numbered = passages(heading("H"), paragraph("1.1 Ask."), heading("G"), paragraph("1.2 Tell."))

    assert numbers([alone, *numbered]) == [(), ("1.1",), ("1.2",)]
    assert alone.id == numbered[0].id
