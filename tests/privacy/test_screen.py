"""What is masked in a message and, as important, what is not."""

import time
from pathlib import Path

import pytest

from sharebot.errors import KnowledgeError
from sharebot.privacy import screen
from sharebot.privacy.lexicon import load_lexicon


def kinds(text: str) -> list[tuple[str, bool]]:
    return [(found.kind, found.sure) for found in screen(text).found]


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("chi 0101010028", "chi [CHI]"),
        ("CHI 010101 0028 on file", "CHI [CHI] on file"),
        ("chi no: 99 99 99 9999", "chi no: [CHI]"),
        ("code 9999999998", "code 9999999998"),
        ("chi no: 9999999999", "chi no: [CHI]"),
        ("nhs 943 476 5919", "nhs [NHS number]"),
        ("9434765919 is it", "[NHS number] is it"),
        ("NI AB 12 34 56 C", "NI [NI number]"),
        ("qq123456c", "[NI number]"),
        ("G12 8QQ or g128qq or eh1 1yz", "[postcode] or [postcode] or [postcode]"),
        ("mail jo.b-c+d@x.co.uk now", "mail [e-mail] now"),
        ("07700 900123, +44 7700 900 123, +44 (0)141 496 0000", "[phone], [phone], [phone]"),
        ("0141 496 0000 (0131 496 0123)", "[phone] ([phone])"),
        ("(0141) 496 0000 tel 496 0123", "[phone] tel [phone]"),
        ("dob 12/03/2010, seen 12/03/2024", "dob [date of birth], seen 12/03/2024"),
        (
            "born 3rd March 2010; 4.5.98 (dob); d.o.b. 010203",
            "born [date of birth]; [date of birth] (dob); d.o.b. [date of birth]",
        ),
        ("car SF19 ABC, sf19abc, van K123 ABC", "car [vehicle], [vehicle], van [vehicle]"),
        (
            "ref 12345678, SW/2024/0123, case no 4521",
            "ref [case reference], [case reference], case no [case reference]",
        ),
        ("at 14 main street, 23 High St, 3 Mossside Drive", "at [address], [address], [address]"),
        ("flat 2/1, 14 sauchiehall street G2 3AA", "[address] [postcode]"),
        ("jamie's mum rang", "[name]'s mum rang"),
        ("kayleighs mum rang", "[name]s mum rang"),
        ("mr smith and mrs mcdonald", "mr [name 1] and mrs [name 2]"),
        ("Mr and Mrs Brown", "Mr and Mrs [name]"),
        ("Dr Patel saw Mrs. O’Neill", "Dr [name 1] saw Mrs. [name 2]"),
        ("Jamie Smith rang. jamie is fine, Lucy is not", "[name 1] rang. [name 1] is fine, [name 2] is not"),
        ("JAMIE SMITH IS 15", "[name] IS 15"),
        (
            "her son Tadeusz, my client Oluwaseun Adeyemi. Adeyemi left",
            "her son [name 1], my client [name 2]. [name 3] left",
        ),
        ("a girl called Xiadani is here", "a girl called [name] is here"),
        ("josh (11) asks for his sister Mia (6)", "[name 1] (11) asks for his sister [name 2] (6)"),
        (
            "Grace's mum, her son Will, robin (10), Rose McKay",
            "[name 1]'s mum, her son [name 2], [name 3] (10), [name 4]",
        ),
        ("I will ask Grace tomorrow", "I will ask [name] tomorrow"),
        ("Siobhán, anne-marie and jamie-lee", "[name 1], [name 2] and [name 3]"),
        ("[name] and [name 2] met Callum", "[name] and [name 2] met [name 3]"),
        ("mr x and mrs B", "mr x and mrs B"),
    ],
)
def test_identifiers_are_masked_and_their_surroundings_kept(text: str, masked: str) -> None:
    assert screen(text).text_masked == masked
    assert screen(masked).text_masked == masked


@pytest.mark.parametrize(
    "text",
    [
        "will he mark it? grace period, i hope so, the bill, a rose, art, pt, joy, robin, faith in him, in may",
        "Will you help? Hope so. May I share? Grace period. Dawn raid. Amber alert. Art class. Mark this.",
        "section 10, s.60, s.10(2)(a), Art 6(1)(e), Article 8, Sch 1 para 18, SSI 2009/210, SI 2026/82, 2007 Act",
        "[uk-gdpr Art 9] and the Bill in June",
        "34f, 15yo, aged 9, p4 boy, s4 girl, s2 boy, year 17, p4 2nd term, b1 3yr",
        "at 10:30, 3pm, 01-02-2024 10:30, 10/11/2024, on 12 March 2024, £200, £0123456789, in 24 hrs, on 14 jul",
        "20mg twice, 500 ml, 5ft 2, 9434 steps",
        "call 101, 999, 111, Childline 0800 1111, ring 999 at 10 30, rang 3 times",
        "Women's Aid, womens aid, Childline, Clare's law, Barnardo's, Children 1st, Police Scotland",
        "St John's Hospital, Queen Elizabeth University Hospital, Elizabeth House",
        "James Watt College, Dr Gray's Hospital, Caldicott Guardian",
        "Angus Council, Isle of Lewis, Jordan from school",
        "10 mins drive, 3 lads in the street, 2 hours down the road, 4 kids from high street, at 2 Sheriff Court",
        "miss my appointment, dr said no, ms symptoms, doctor rang, nurse in charge",
        "mum said no, dad Polish, Mum Refused, gran Friday, ex partner, my client Police",
        "case 12, file 2 of 3, reference 2024, incident 2 weeks ago, client 15",
    ],
)
def test_everyday_words_and_law_are_left_alone(text: str) -> None:
    assert screen(text).text_masked == text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("0101010028", [("CHI number", True)]),
        ("0101010027", [("CHI number", False)]),
        ("2902010002", []),
        ("AB123456C", [("National Insurance number", True)]),
        ("QQ123456C", [("National Insurance number", False)]),
        ("0800 027 1234", [("phone number", False)]),
        ("Mrs Zmuda", [("name", True)]),
        ("her son Zmuda", [("name", False)]),
    ],
)
def test_we_say_how_sure_we_are(text: str, found: list[tuple[str, bool]]) -> None:
    assert kinds(text) == found


def test_offsets_point_into_the_text_that_was_given() -> None:
    text = "ring Lucy McKay on 07700 900123 about chi 0101010028"

    found = screen(text).found

    assert [text[f.start : f.end] for f in found] == ["Lucy McKay", "07700 900123", "0101010028"]
    assert [f.masked for f in found] == ["[name]", "[phone]", "[CHI]"]


def test_what_was_found_once_is_masked_everywhere() -> None:
    masked = screen("dob 12/03/2010. On 12/03/2010 Mrs Zmuda wept. Zmuda said so.").text_masked

    assert masked == "dob [date of birth]. On [date of birth] Mrs [name] wept. [name] said so."


def test_a_list_of_names_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "names.yaml").write_text("first_names: [jamie]\n")

    with pytest.raises(KnowledgeError, match=r"names\.yaml cannot be used"):
        load_lexicon(tmp_path / "names.yaml")


def test_a_usual_message_takes_less_than_five_milliseconds() -> None:
    text = "Mrs McKay of 12 High Street, G12 8QQ phoned about jamie's dob 01/02/2010. " * 3
    screen(text)

    best = min(_seconds(text) for _ in range(5))

    assert best < 0.005


@pytest.mark.parametrize(
    "hostile",
    [
        "0" * 20_000,
        "0 " * 10_000,
        "1 a " * 5_000,
        "1 aaaa bbbb cccc " * 1_200,
        "a@" * 10_000,
        "a." * 10_000,
        "mr " * 6_666,
        "(" * 20_000,
        "[name]" * 3_300,
        "jamie " * 3_300,
        "AB12 " * 4_000,
        "dob " * 5_000,
        "case number is: " * 1_250,
        " ".join(f"Mr {chr(65 + i % 26)}{chr(97 + i // 26 % 26)}{chr(97 + i // 676)}x" for i in range(2_800)),
    ],
)
def test_no_text_makes_it_slow(hostile: str) -> None:
    assert _seconds(hostile) < 3


def _seconds(text: str) -> float:
    started = time.perf_counter()
    screen(text)
    return time.perf_counter() - started
