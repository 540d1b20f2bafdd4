"""Numbers with a check: CHI, NHS and National Insurance."""

import re
from collections.abc import Iterator
from datetime import date

from sharebot.privacy.spans import Span

_TEN_DIGITS = re.compile(r"(?<![\w+/.£-])\d(?:[ -]?\d){9}(?![\d/]|[.-]\d)")
_CHI_SHAPE = re.compile(r"\d{6}[ -]?\d{4}|\d\d[ -]\d\d[ -]\d\d[ -]?\d{4}|\d{3}[ -]\d{3}[ -]\d{4}")
_NHS_SHAPE = re.compile(r"\d{10}|\d{3}[ -]\d{3}[ -]\d{4}")
_NINO = re.compile(
    r"(?<!\w)(?P<prefix>[A-Z]{2}) ?-?\d{2} ?-?\d{2} ?-?\d{2}(?: ?-?(?P<suffix>[A-D]))?(?!\w)", re.IGNORECASE
)
_NINO_UNUSED = frozenset({"BG", "GB", "NK", "KN", "TN", "NT", "ZZ"})


def check_digit_holds(digits: str) -> bool:
    """The modulus 11 check that CHI and NHS numbers share.

    The first nine digits weigh 10 down to 2; eleven minus the remainder of their sum is the tenth digit, 11 counts
    as 0, and 10 means that the number was never given out. Source: NHS Data Model and Dictionary, "NHS number";
    the same rule holds for the CHI number (Public Health Scotland, National Data Dictionary, "CHI number").
    """
    total = sum(int(digit) * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True))
    return 11 - total % 11 == (int(digits[9]) or 11)


def starts_with_a_date(digits: str) -> bool:
    """Whether a CHI number's first six digits can be a date of birth (DDMMYY; 29 February in leap years only)."""
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    for century in (1900, 2000):
        try:
            date(century + year, month, day)
        except ValueError:
            continue
        return True
    return False


def find_chi(text: str) -> Iterator[Span]:
    """CHI numbers: DDMMYY and four digits, the last a check digit; sure when the check digit holds.

    Ten digits straight after the word CHI count even with a mistake in them.
    """
    for match in _TEN_DIGITS.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        if _CHI_SHAPE.fullmatch(match.group()) is None or _is_named(text, match.start(), "nhs"):
            continue
        if starts_with_a_date(digits):
            yield Span(match.start(), match.end(), "CHI number", check_digit_holds(digits))
        elif _is_named(text, match.start(), "chi"):
            yield Span(match.start(), match.end(), "CHI number", sure=False)


def find_nhs(text: str) -> Iterator[Span]:
    """NHS numbers of England and Wales: ten digits with a check digit, often written 3, 3, 4."""
    for match in _TEN_DIGITS.finditer(text):
        if _NHS_SHAPE.fullmatch(match.group()) is None:
            continue
        holds = check_digit_holds(re.sub(r"\D", "", match.group()))
        if holds or _is_named(text, match.start(), "nhs"):
            yield Span(match.start(), match.end(), "NHS number", holds)


def find_national_insurance(text: str) -> Iterator[Span]:
    """National Insurance numbers: two letters, six digits, and A, B, C or D.

    Never given out: D, F, I, Q, U or V in the first two places, O in the second, and the prefixes BG, GB, NK, KN,
    TN, NT and ZZ. Without the last letter, or with letters never given out, we are not sure. Source: HMRC,
    National Insurance Manual NIM39110.
    """
    for match in _NINO.finditer(text):
        prefix = match["prefix"].upper()
        given_out = not set(prefix) & set("DFIQUV") and prefix[1] != "O" and prefix not in _NINO_UNUSED
        if match["suffix"] is None and (not given_out or not match.group().isupper()):
            continue
        yield Span(match.start(), match.end(), "National Insurance number", given_out and match["suffix"] is not None)


def _is_named(text: str, start: int, word: str) -> bool:
    """Whether the number is introduced by its name, as in "chi no: "."""
    return re.search(rf"\b{word}\b[^\d\n\ue000]{{0,14}}$", text[max(0, start - 20) : start], re.IGNORECASE) is not None
