"""What stands on papers and plates: dates of birth, vehicle registrations, case references."""

import re
from collections.abc import Iterator

from sharebot.privacy.spans import Span
from sharebot.privacy.words import word_set

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DATE = (
    rf"(?:\d{{1,2}}[/. -]\d{{1,2}}[/. -](?:\d{{4}}|\d{{2}})|\d{{4}}-\d{{2}}-\d{{2}}|\d{{8}}|\d{{6}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?: of)?[ -]{_MONTH},?[ -](?:\d{{4}}|\d{{2}})"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}})(?![\d/])"
)
_BORN = r"(?:d\.?o\.?b\b\.?|born\b|date of birth\b|birth ?date\b|birthday\b|bday\b)"
_BORN_THEN_DATE = re.compile(rf"(?<!\w){_BORN}[^\d\n\ue000]{{0,20}}?(?<![\w/])(?P<date>{_DATE})", re.IGNORECASE)
_DATE_THEN_BORN = re.compile(
    rf"(?<![\w/.-])(?P<date>{_DATE})[ ,]{{0,2}}\(?(?:d\.?o\.?b|date of birth)\b", re.IGNORECASE
)

_CURRENT_PLATE = re.compile(
    r"(?<!\w)(?P<area>[A-HJ-PR-Y][A-HJ-PR-Y])(?P<age>\d\d) ?(?P<last>[A-HJ-PR-Z]{3})(?!\w)", re.IGNORECASE
)
_OLDER_PLATE = re.compile(
    r"\b(?:reg(?:istration)?|car|van|vehicle|plates?|driv(?:es|ing|en)|parked)\b[^\n\ue000]{0,30}?"
    r"(?<!\w)(?P<plate>[A-HJ-NPR-TV-Y]\d{1,3} ?[A-Z]{3}|[A-Z]{3} ?\d{1,3}[A-Z]|[A-Z]{1,3} ?\d{3,4})(?!\w)"
)
_VEHICLE_WORD = re.compile(r"\b(?:reg|registration|car|van|vehicle|plates?|driv\w*|bike|lorry|taxi)\b", re.IGNORECASE)
_AFTER_A_NUMBER = word_set(
    "hrs min day yrs old jan feb mar apr may jun jul aug sep oct nov dec and the for was are but has had she his her"
)

_LED_REFERENCE = re.compile(
    r"\b(?P<lead>ref(?:erence)?|case|file|incident|crime|client|patient|pupil|hospital|cad|urn|swift|mosaic|carefirst)\b"
    r"\.? ?(?P<more>(?:no\b\.?|number\b|num\b|ref\b\.?|id\b|#) ?)?(?:is )?[:#]? ?"
    r"(?P<code>(?=[A-Z/_.-]{0,12}\d)[A-Z0-9][A-Z0-9/_-]{2,24})(?![\w/])",
    re.IGNORECASE,
)
_BUILT_REFERENCE = re.compile(
    r"(?<![\w/])(?P<body>[A-Z]{1,6})[/-](?:19|20)?\d{2}[/-][A-Z]{0,3}\d{2,8}(?![\w/])", re.IGNORECASE
)
_LAW_SERIES = frozenset({"SI", "SSI", "ASP", "UKSC", "UKHL", "CSOH", "CSIH", "EWCA", "EWHC", "EU", "EC", "SC"})


def find_births(text: str) -> Iterator[Span]:
    """Full dates beside a word for birth; any other date is left alone, because when things happened matters."""
    for pattern in (_BORN_THEN_DATE, _DATE_THEN_BORN):
        for match in pattern.finditer(text):
            yield Span(match.start("date"), match.end("date"), "date of birth", sure=True)


def find_vehicles(text: str) -> Iterator[Span]:
    """Vehicle registrations of the current form (two letters, two digits, three letters), older ones beside a car.

    The digits are 02 to the present, or 51 upwards for the autumn half of each year; I and Q are not used. Source:
    DVLA, INF104 "Vehicle registration numbers and number plates".
    """
    for match in _CURRENT_PLATE.finditer(text):
        capitals = match.group().isupper()
        beside_a_car = _VEHICLE_WORD.search(text, max(0, match.start() - 40), match.start()) is not None
        everyday = match["last"].lower() in _AFTER_A_NUMBER and not capitals
        if (capitals or beside_a_car or " " not in match.group()) and not everyday and _is_plate_age(match["age"]):
            yield Span(match.start(), match.end(), "vehicle registration", capitals)
    for match in _OLDER_PLATE.finditer(text):
        yield Span(match.start("plate"), match.end("plate"), "vehicle registration", sure=False)


def _is_plate_age(digits: str) -> bool:
    return 2 <= int(digits) <= 50 or 51 <= int(digits) <= 99


def find_references(text: str) -> Iterator[Span]:
    """Case references: led by a word for one, or built like SW/2024/0123. Numbers of statutes are left alone."""
    for match in _LED_REFERENCE.finditer(text):
        if _is_reference(match):
            yield Span(match.start("code"), match.end("code"), "case reference", bool(match["more"]))
    for match in _BUILT_REFERENCE.finditer(text):
        if match["body"].upper() not in _LAW_SERIES:
            yield Span(match.start(), match.end(), "case reference", match.group().isupper())


def _is_reference(match: re.Match[str]) -> bool:
    """Enough digits to be a reference and not a year, a dose or an age."""
    code = match["code"]
    digits = sum(character.isdigit() for character in code)
    led_well = match["lead"].lower().startswith("ref") or match["lead"].lower() in ("urn", "cad") or bool(match["more"])
    if code.isdigit():
        year = re.fullmatch(r"(?:19|20)\d\d", code) is not None
        return digits >= 6 or (led_well and digits >= 4 and (bool(match["more"]) or not year))
    return (
        digits >= 3
        and (led_well or digits >= 4)
        and not re.fullmatch(r"\d{1,4}(?:st|nd|rd|th|s|yo|mg|ml|am|pm)", code, re.I)
    )
