"""Numbered paragraphs: what follows in sequence is a number, and every part of a paragraph knows its own."""

import pytest

from ingest.document import Block
from tests.ingest.splitting import heading, item, numbers, paragraph, passages, row, words


def all_numbers(*blocks: Block) -> list[str]:
    return [number for one in passages(*blocks) for number in one.paragraphs]


def test_a_passage_names_the_numbered_paragraphs_in_it() -> None:
    found = passages(
        heading("Part 1: Sharing", 1),
        paragraph("1.127 Share early."),
        paragraph("1.128 Where there is a concern, share."),
        heading("Recording", 2),
        paragraph("1.129. Record why."),
    )

    assert numbers(found) == [("1.127", "1.128"), ("1.129",)]


def test_a_numbered_paragraph_keeps_its_list_across_a_page() -> None:
    found = passages(
        paragraph(f"3.14 Always {words(100)} so tell:", page=1),
        item(f"- {words(20)} police", page=1),
        item(f"- {words(20)} social work", page=2),
        paragraph(f"3.15 Always {words(100)}.", page=2),
    )

    assert numbers(found) == [("3.14",), ("3.15",)]
    assert found[0].text.endswith("social work")
    assert [one.page for one in found] == [1, 2]


def test_whole_paragraphs_stay_whole_where_they_fit() -> None:
    found = passages(*(paragraph(f"2.{number} Always {words(90)}. Then {words(50)}.") for number in range(1, 6)))

    assert numbers(found) == [("2.1",), ("2.2",), ("2.3",), ("2.4",), ("2.5",)]


def test_a_long_paragraph_is_cut_at_sentence_ends_and_each_part_knows_its_number() -> None:
    sentences = " ".join(f"Sentence {number} says what to share with whom." for number in range(60))
    found = passages(paragraph(f"4.1 {sentences}"), paragraph(f"4.2 Always {words(150)}."))

    assert set(numbers(found)[:-1]) == {("4.1",)}
    assert len(found) == 4
    assert all(one.text.endswith("whom.") for one in found[:-1])
    assert found[-1].paragraphs == ("4.2",)


def test_what_follows_a_numbered_paragraph_without_a_number_is_part_of_it() -> None:
    short = passages(paragraph("1.1 First."), paragraph("It goes on."), paragraph("1.2 Next."))
    long = passages(paragraph(f"1.1 Always {words(200)}."), paragraph(words(100)), paragraph("1.2 Next."))

    assert numbers(short) == [("1.1", "1.2")]
    assert [one.paragraphs[0] for one in long] == ["1.1", "1.1"]


def test_a_heading_ends_a_numbered_paragraph() -> None:
    found = passages(
        paragraph("1.1 First."), paragraph("1.2 Second."), heading("Box"), paragraph("No number here."),
        heading("Next"), paragraph("1.3 Third."),
    )  # fmt: skip

    assert numbers(found) == [("1.1", "1.2"), (), ("1.3",)]


@pytest.mark.parametrize("mark", ["{}.", "{}", "§ {}", "§{}", "[{}]", "{}.—(1)", "{}(1)"])
def test_plain_numbers_that_run_on_from_heading_to_heading_are_paragraphs(mark: str) -> None:
    found = passages(
        heading("Citation"), paragraph(f"{mark.format(1)} This is an Order."),
        heading("Meaning"), paragraph(f"{mark.format(2)} In this Order."), item(f"{mark.format(3)} A child is."),
        heading("Duty"), paragraph(f"{mark.format(4)} A council must share."), paragraph("It must be quick."),
    )  # fmt: skip

    assert numbers(found) == [("1",), ("2", "3"), ("4",)]


def test_numbers_with_letters_stand_between_those_around_them() -> None:
    found = all_numbers(
        heading("A"), paragraph("5 Share."), paragraph("5A Ask."), heading("B"), paragraph("5B Tell."),
        paragraph("6 Record."), paragraph("7 Review."),
    )  # fmt: skip

    assert found == ["5", "5A", "5B", "6", "7"]


def test_a_list_inside_a_numbered_paragraph_does_not_end_the_sequence() -> None:
    found = passages(
        heading("A"), paragraph("36. Ask first."),
        heading("B"), paragraph("37. Share only:"), item("1. the name"), item("2. the worry"), paragraph("38. Record."),
        heading("C"), paragraph("39. Review."),
    )  # fmt: skip

    assert numbers(found) == [("36",), ("37", "38"), ("39",)]


def test_a_few_numbers_may_be_missing() -> None:
    assert all_numbers(paragraph("2.1 A."), paragraph("2.2 B."), paragraph("2.5 C.")) == ["2.1", "2.2", "2.5"]


def test_the_only_paragraph_of_a_chapter_is_known_by_its_neighbours() -> None:
    blocks = [paragraph("1.1 A."), paragraph("1.2 B."), heading("2"), paragraph("2.1 C."), heading("3")]
    after = [paragraph("3.1 D."), paragraph("3.2 E.")]

    assert all_numbers(*blocks, *after) == ["1.1", "1.2", "2.1", "3.1", "3.2"]


def test_a_number_on_a_line_of_its_own_is_the_number_of_what_follows() -> None:
    found = passages(
        paragraph("1.127"), paragraph(f"{words(150)}."), paragraph("1.128"), paragraph(f"Where there is {words(150)}.")
    )

    assert numbers(found) == [("1.127",), ("1.128",)]
    assert found[1].text.startswith("1.128\n\nWhere")


def test_annexes_have_numbers_of_their_own() -> None:
    found = passages(
        heading("Annex A", 1), paragraph("A.1 Who."), paragraph("A.2 What."),
        heading("Annex B: Forms", 1), paragraph("B1. Form one."), heading("More"), paragraph("B2. Form two."),
        paragraph("B3. Form three."),
    )  # fmt: skip

    assert numbers(found) == [("A.1", "A.2"), ("B1",), ("B2", "B3")]


def test_the_regulation_a_schedule_belongs_to_is_not_its_number() -> None:
    found = passages(
        heading("SCHEDULE 1 Regulation 6"), heading("Matters for the plan"), item("1. The home."), item("2. Work."),
    )  # fmt: skip

    assert numbers(found) == [("1", "2")]


def test_footnotes_in_brackets_are_no_paragraphs() -> None:
    found = all_numbers(
        heading("Duty"), paragraph("(54) 1989 c.41."), heading("Power"), paragraph("(55) 1992 c.13."),
        paragraph("(56) 1996 c.56."), heading("End"), paragraph("(57) Amended."),
    )  # fmt: skip

    assert found == []


def test_recitals_in_brackets_are_paragraphs() -> None:
    found = passages(
        heading("Whereas"), *(paragraph(f"({number}) {words(20).capitalize()}.") for number in range(1, 13))
    )

    assert [number for one in found for number in one.paragraphs] == [str(number) for number in range(1, 13)]


def test_a_schedule_begins_again_at_one() -> None:
    found = passages(
        heading("Duty", 3), paragraph("1.—(1) Share."), heading("Power", 3), paragraph("2.—(1) Ask."),
        heading("Advice", 3), paragraph("3.—(1) Tell."),
        heading("Schedule 1", 1), paragraph("1. Forms are kept."), paragraph("2. Forms are destroyed."),
    )  # fmt: skip

    assert [(one.section, one.paragraphs) for one in found[-2:]] == [("Advice", ("3",)), ("Schedule 1", ("1", "2"))]


@pytest.mark.parametrize("word", ["Section", "Article", "Regulation", "Rule", "Paragraph", "Schedule 1 paragraph"])
def test_a_number_that_is_a_heading_is_carried_by_the_passages_below(word: str) -> None:
    found = passages(
        heading(f"{word} 15 Right of access"), paragraph("1. A person may ask."), paragraph("2. It is free."),
        heading("Exceptions", 3), paragraph("Not always."), heading(f"{word} 16"), paragraph("1. A person may object."),
    )  # fmt: skip

    assert numbers(found) == [("15",), ("15",), ("16",)]


def test_a_label_on_a_line_of_its_own_is_one_heading_with_its_title() -> None:
    found = passages(
        heading("Chapter 1"), heading("Access"), heading("Article 15", 3), heading("Right of access", 3),
        paragraph("1. A person may ask."), paragraph("2. It is free."),
    )  # fmt: skip

    assert [(one.section, one.paragraphs) for one in found] == [
        ("Chapter 1 Access › Article 15 Right of access", ("15",))
    ]


def test_sections_of_an_act_carry_their_numbers_and_their_subsections_do_not() -> None:
    found = passages(
        heading("Part 1", 1),
        heading("4 Inquiries"), item("(1) A council must inquire."), item("(2) It must be quick."),
        heading("5 Co-operation"), item("(1) The bodies are:"), item("(a) councils;"), item("(2) They must help."),
    )  # fmt: skip

    assert numbers(found) == [("4",), ("5",)]


def test_one_section_by_itself_is_known_by_its_subsections() -> None:
    found = passages(heading("5 Co-operation"), item("(1) A body must co-operate."), item("(2) It must report."))

    assert numbers(found) == [("5",)]


def test_numbered_headings_are_carried_by_what_is_under_them() -> None:
    found = passages(
        heading("3. Reporting", 1), paragraph("Report early."), heading("3.1 When", 2), paragraph("Today."),
        heading("3.2 To whom", 2), paragraph("To the desk."), heading("4. Recording", 1), paragraph("Write it down."),
    )  # fmt: skip

    assert numbers(found) == [("3",), ("3.1",), ("3.2",), ("4",)]


def test_where_paragraphs_are_numbered_the_number_of_a_heading_is_the_chapters() -> None:
    found = passages(
        heading("1. Scope", 1), paragraph("In short."), heading("1.1 Who", 2), paragraph("1.1.1 You."),
        paragraph("1.1.2 Me."), heading("2. Duty", 1), paragraph("2.1.1 Share."), paragraph("2.1.2 Record."),
    )  # fmt: skip

    assert numbers(found) == [(), ("1.1.1", "1.1.2"), ("2.1.1", "2.1.2")]


@pytest.mark.parametrize(
    "blocks",
    [
        [paragraph("24 hours is the limit."), paragraph("25 people came.")],
        [paragraph("2024 was the year."), paragraph("2025 is the next.")],
        [paragraph("12 May is a date."), heading("A"), paragraph("13 May is too."), heading("B"), paragraph("14 May.")],
        [paragraph("101 Police"), paragraph("999 Emergency")],
        [paragraph("01632 960101 is the desk."), paragraph("01632 960102 is the line.")],
        [paragraph("8.30 am to 5 pm"), paragraph("9.30 am to 5 pm")],
        [paragraph("1.5 million people"), paragraph("2.4% of children")],
        [paragraph("Version 1.1 was the first."), paragraph("Version 1.2 was better.")],
        [heading("Version history"), paragraph("1.1 First draft."), paragraph("1.2 Second draft.")],
        [row("1.1 | First draft"), row("1.2 | Second draft")],
        [paragraph("Do this:"), *(item(f"{number}. {words(20)}") for number in range(1, 20))],
        [heading("Steps"), *(item(f"{number}. Step") for number in range(1, 8))],
        [heading("A"), item("1. Ask."), item("2. Tell."), heading("B"), item("1. Share."), item("2. Record.")],
        [
            heading("A"),
            item("(1) Ask."),
            item("(2) Tell."),
            heading("B"),
            item("(1) Go."),
            item("(2) On."),
            item("(3) Up."),
        ],
        [heading("Notes"), *(paragraph(f"{number} See the Act.") for number in range(1, 30))],
        [heading("Section 47 enquiries"), paragraph("Ask first."), heading("Article 8 rights"), paragraph("Respect.")],
        [paragraph("Regulation 3 of the Rules says."), paragraph("Regulation 4 of the Rules says.")],
        [heading("10 tips"), paragraph("Share."), heading("999"), paragraph("Call.")],
        [paragraph("3.14 It stands alone."), paragraph("7.2 And so does this.")],
        [paragraph("7"), heading("A"), paragraph("8"), heading("B"), paragraph("9"), paragraph("Page numbers.")],
    ],
)
def test_what_is_not_a_sequence_of_paragraphs_has_no_numbers(blocks: list[Block]) -> None:
    assert all_numbers(*blocks) == []


def test_a_quantity_among_numbered_paragraphs_is_not_one_of_them() -> None:
    found = all_numbers(
        heading("A"), paragraph("23 Ask first."), paragraph("24 hours is the limit."), heading("B"),
        paragraph("24 Share."), paragraph("25 Record."), paragraph("3.5 Not here."),
    )  # fmt: skip

    assert found == ["23", "24", "25"]
