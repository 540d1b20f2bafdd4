"""What a message may be, and the one sentence said about one that is not."""

import pytest

from sharebot.errors import MessageError
from sharebot.privacy import clean_message
from sharebot.privacy.clean import LIMIT


@pytest.mark.parametrize(
    "nothing", ["", "   \n\t ", b"", "\u200b\u200d\ufeff", "\u3164", "\u2800", "\U000e0041\U000e0042", "\xa0"]
)
def test_a_message_with_nothing_in_it_is_refused(nothing: str | bytes) -> None:
    with pytest.raises(MessageError, match="The message is empty"):
        clean_message(nothing)


def test_exactly_the_limit_is_accepted_and_one_more_is_refused_with_the_limit_named() -> None:
    assert len(clean_message("a" * LIMIT)) == 20_000

    with pytest.raises(MessageError, match=r"has 20,001 characters and the limit is 20,000"):
        clean_message("a" * (LIMIT + 1))


def test_the_limit_counts_what_is_left_after_cleaning() -> None:
    assert clean_message(" " + "\u200b" * 500 + "a" * LIMIT + "\n") == "a" * LIMIT


@pytest.mark.parametrize(
    "binary",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"%PDF-1.7 \xe2\xe3\xcf\xd3",
        b"\xff\xfe\x00a",
        "can I\x00share",
        "a\x1b[31mred",
        "half \ud800 letter",
        "b\ufffd\ufffd\ufffd\ufffdc",
        "\x85\x9f",
    ],
)
def test_files_and_control_characters_are_refused(binary: str | bytes) -> None:
    with pytest.raises(MessageError, match="does not look like text"):
        clean_message(binary)


@pytest.mark.parametrize("wordless", ["😀😀", "👨‍👩‍👧", "12345", "?!", "10/11/2024", "🏴󠁧󠁢󠁳󠁣󠁴󠁿"])
def test_a_message_without_words_is_refused(wordless: str) -> None:
    with pytest.raises(MessageError, match="There are no words in that message"):
        clean_message(wordless)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("  can I share?\r\nthanks\r", "can I share?\nthanks"),
        ("can\u200b I\u202e sha\u00adre\u2066", "can I share"),
        ("can I share\U000e0049\U000e0067", "can I share"),
        ("cafe\u0301 Zoe\u0308", "café Zoë"),
        ("10\u00a0High\u2009Street", "10 High Street"),
        ("page one\x0cpage two", "page one\npage two"),
        ("one\u2028two", "one\ntwo"),
        (b"\xef\xbb\xbfcan I", "can I"),
        ("a 👨‍👩‍👧 family", "a 👨👩👧 family"),
        ("tab\tstays", "tab\tstays"),
        ("Czy mogę to udostępnić?", "Czy mogę to udostępnić?"),
        ("هل يمكنني مشاركة هذا", "هل يمكنني مشاركة هذا"),
        (
            "'; DROP TABLE chain; -- <script>alert(1)</script> **bold**",
            "'; DROP TABLE chain; -- <script>alert(1)</script> **bold**",
        ),
    ],
)
def test_what_cannot_be_seen_is_taken_out_and_the_rest_is_kept(raw: str | bytes, clean: str) -> None:
    assert clean_message(raw) == clean
    assert clean_message(clean) == clean
