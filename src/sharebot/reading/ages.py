"""How old the person is: numbers, school stages and the words people use, with whose age it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sharebot.reading.text import Span, Text

UNDER_12, TWELVE_TO_15, SIXTEEN_17, ADULT = "under-12", "12-15", "16-17", "adult"
CHILD = frozenset({UNDER_12, TWELVE_TO_15})
MINOR = frozenset({UNDER_12, TWELVE_TO_15, SIXTEEN_17})

_NUMBER_WORDS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
}
_WORDS = "|".join(_NUMBER_WORDS)
_SPELT = "|".join(word for word, number in _NUMBER_WORDS.items() if number > 2)
_YEARS = r"(?:yrs?|years?|yr|y)"
_EXPLICIT = re.compile(
    rf"(?P<months>\b\d{{1,2}}[\s-]*(?:mths?|months?|mo|wks?|weeks?|days?)[\s-]*old\b|\b\d{{1,2}}\s?(?:mth|"
    rf"mo)\b(?!\s*(?:ago|behind|later))|\b(?:baby|wean|twins|infant)\s*,?\s*\d{{1,2}}\s*(?:mths?|months?|wks?|"
    rf"weeks?)\b)"
    rf"|(?P<old>\b(?P<n1>\d{{1,3}}|{_WORDS})[\s-]*(?:{_YEARS}[\s-]*olds?|yo\b|y/o\b|yr\b(?!s)))"
    rf"|(?P<aged>\baged?\s+(?:of\s+)?(?P<n2>\d{{1,3}}|{_WORDS})\b)"
    rf"|(?P<sex>\b(?P<n3>\d{{2}})\s?[mf]\b)"
    rf"|(?P<paren>\((?P<n4>\d{{1,2}})\))"
    rf"|(?P<is>\b(?:he|she|hes|shes|they|theyre|is|now|only|just|mibbe|maybe|about|im|turned|turns|turning|"
    rf"looks)\s+(?:now\s+|only\s+|just\s+|about\s+|nearly\s+)?(?P<n5>\d{{1,2}}|{_SPELT})\b(?!\s*(?:{_YEARS}|months?|"
    rf"mths?|weeks?|days?|hours?|mins?|minutes?|times?|x\b|missed|pm|am|%|o.?clock|kids|weans|children|of\b|"
    rf"different|men|people|weeks|others?|more|to\b|on\b)))"
    rf"|(?P<noun>\b(?:boy|girl|lad|lassie|son|daughter|pupil|child|kid|wean|bairn|pt|patient|resident|client|man|"
    rf"woman|male|female|learner|student|tenant|year|teen|chap|fella|lady|namex|person|yp|young person|he|"
    rf"she)\s*,?\s+(?:of\s+|aged\s+|about\s+)?(?P<n6>\d{{1,3}})\b(?!\s*(?:%|am|pm|mins?|minutes?|weeks?|wks|times|"
    rf"x\b|days?|hours?|months?|years ago|yrs ago|missed|of\b|different|men|people|hrs|pounds|quid|grand|k\b|th\b|"
    rf"st\b|rd\b|nd\b|/|:|\.\d)))"
    rf"|(?P<lead>(?:^|[.,;!?]\s*)(?P<n7>\d{{1,2}})\s*,?\s*(?:yr|year|yo)?\s*(?:girl|boy|lad|lassie|female|male|and|"
    rf"in\s+foster|in\s+care|looked|pupil)\b)"
)
_STAGE = re.compile(r"\b(?P<letter>[ps])(?:rimary|econdary)?\s?(?P<year>[1-7])\b(?!\s*(?:flat|bed))")
_WORD_AGES: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = (
    (
        re.compile(
            r"\b(?:baby|babies|infant|newborn|toddlers?|nursery|preschooler|unborn|bump|tot|twins|"
            r"primary\s+(?:school\s+)?(?:pupil|child|kid|aged)|in nappies)\b"
        ),
        frozenset({UNDER_12}),
    ),
    (
        re.compile(
            r"\b(?:teens?|teenagers?|young\s+people|young\s+person|yp|youngster|secondary\s+pupil|"
            r"high\s+school\s+pupil)\b"
        ),
        frozenset({TWELVE_TO_15, SIXTEEN_17}),
    ),
    (
        re.compile(
            r"\b(?:children|child|kids?|weans?|wains?|bairns?|wee\s+(?:one|yin|boy|girl|lad|lassie|man)s?|pupils?|"
            r"schoolboy|schoolgirl|grandchild(?:ren)?|minor|foster\s+child)\b"
        ),
        MINOR,
    ),
    (
        re.compile(
            r"\b(?:elderly|pensioner|oap|old\s+(?:man|woman|lady|boy|dear|guy)|adults?|resident|residents|tenants?|"
            r"patients?|pt|pts|clients?|service\s+users?|husband|wife|employee|widow|care\s+leaver|lady|gentleman|"
            r"mr|mrs|chap|man|woman|bloke|student)\b"
        ),
        frozenset({ADULT}),
    ),
)
_OTHERS = re.compile(
    r"\b(?:boyfriend|girlfriend|bf|gf|partner|brothers?|sisters?|mum|dad|gran|uncle|man|men|guy|father|mother|"
    r"stepdad|cousin|neighbour|coach|teacher|colleague|suspect|ex|staff|worker|adult son|"
    r"carers?)\b\W*(?:\w+\W+){0,3}$"
)


@dataclass(frozen=True)
class Age:
    """An age that was found: the bands it leaves open, where it stood, and how plainly it was said."""

    bands: frozenset[str]
    span: Span
    explicit: bool
    of_another: bool


def find_ages(text: Text) -> Iterator[Age]:
    """Every age in the message, the explicit ones first, in the order they were typed."""
    normal = text.normal
    for match in _EXPLICIT.finditer(normal):
        yield Age(_explicit(match), Span(match.start(), match.end()), True, _about_another(normal, match.start()))
    for match in _STAGE.finditer(normal):
        yield Age(_stage(match["letter"], int(match["year"])), Span(match.start(), match.end()), True, False)
    for pattern, bands in _WORD_AGES:
        if word := pattern.search(normal):
            yield Age(bands, Span(word.start(), word.end()), False, False)


def band(years: int) -> frozenset[str]:
    """The age band of a number of years."""
    if years < 12:
        return frozenset({UNDER_12})
    if years < 16:
        return frozenset({TWELVE_TO_15})
    return frozenset({SIXTEEN_17}) if years < 18 else frozenset({ADULT})


def _explicit(match: re.Match[str]) -> frozenset[str]:
    if match["months"]:
        return frozenset({UNDER_12})
    number = next(
        value for name, value in match.groupdict().items() if name.startswith("n") and name[1:].isdigit() and value
    )
    return band(_NUMBER_WORDS.get(number) or int(number))


def _stage(letter: str, year: int) -> frozenset[str]:
    if letter == "p":
        return frozenset({UNDER_12})
    if year <= 3:
        return frozenset({TWELVE_TO_15})
    return frozenset({TWELVE_TO_15, SIXTEEN_17}) if year == 4 else frozenset({SIXTEEN_17})


def _about_another(normal: str, place: int) -> bool:
    start = max(normal.rfind(stop, 0, place) for stop in ",.!?;\n")
    return bool(_OTHERS.search(normal[start + 1 : place]))


def subject_age(ages: list[Age]) -> Age | None:
    """The age of the person the information is about: the first explicit one that is theirs, else the plainest word."""
    explicit = [age for age in ages if age.explicit and not age.of_another]
    if explicit:
        children = [age for age in explicit if ADULT not in age.bands]
        return (children or explicit)[0] if len({age.bands for age in explicit}) > 1 else explicit[0]
    words = [age for age in ages if not age.explicit]
    minors = [age for age in words if ADULT not in age.bands]
    if minors:
        return min(minors, key=lambda age: (len(age.bands), age.span.start))
    return words[0] if words else None
