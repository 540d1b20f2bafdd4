"""What holds for the screen whatever the text."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from sharebot.privacy import screen
from sharebot.privacy.names import propagates
from sharebot.privacy.numbers import check_digit_holds
from sharebot.privacy.spans import MASKS

PIECES = re.split(
    r"\|",
    "jamie|Jamie|Jamie's|Smith|smith|mr|Mrs|Dr|Grace|will|Will|mum|her son|Zmuda|called|Hospital|St|dob|born|"
    "12/03/2010|3rd March 2010|chi|nhs|ref|case no|0101010028|943 476 5919|AB123456C|07700 900123|+44|0|141|"
    "496 0000|G12 8QQ|12|High Street|SF19 ABC|car|SW/2024/0123|[name]|[name 2]|[CHI]|[|]|a@b.co.uk|Women's Aid|"
    "(10)|.|,|\n|’s|-",
)
messages = st.lists(st.sampled_from(PIECES), max_size=14).flatmap(
    lambda pieces: st.sampled_from([" ", "", "  ", ". "]).map(lambda glue: glue.join(pieces))
)
anything = st.one_of(st.text(max_size=200), messages)


@settings(max_examples=400, deadline=None)
@given(anything)
def test_screening_again_changes_nothing(text: str) -> None:
    masked = screen(text).text_masked

    again = screen(masked)

    assert again.text_masked == masked
    assert again.found == []


@settings(max_examples=400, deadline=None)
@given(anything)
def test_the_masked_text_is_the_text_with_each_find_replaced(text: str) -> None:
    screened = screen(text)

    rebuilt, last = "", 0
    for found in screened.found:
        assert last <= found.start < found.end <= len(text)
        assert found.kind in MASKS
        rebuilt, last = rebuilt + text[last : found.start] + found.masked, found.end

    assert rebuilt + text[last:] == screened.text_masked


@settings(max_examples=400, deadline=None)
@given(anything)
def test_nothing_that_was_found_is_left(text: str) -> None:
    screened = screen(text)
    bare = re.sub(r"\[[^\]]*\]", "|", screened.text_masked)

    for found in screened.found:
        words = text[found.start : found.end]
        if found.kind != "name" or propagates(words):
            assert re.search(rf"(?<!\w){re.escape(words)}(?!\w)", bare) is None


@given(st.integers(1, 28), st.integers(1, 12), st.integers(0, 99), st.integers(0, 999), st.sampled_from(["", " ", "-"]))
def test_every_valid_chi_number_is_found_for_sure(day: int, month: int, year: int, serial: int, gap: str) -> None:
    nine = f"{day:02}{month:02}{year:02}{serial:03}"
    valid = [f"{nine}{digit}" for digit in range(10) if check_digit_holds(f"{nine}{digit}")]

    for number in valid:
        found = screen(f"the chi is {number[:6]}{gap}{number[6:]} today").found
        assert [(f.kind, f.sure) for f in found] == [("CHI number", True)]
