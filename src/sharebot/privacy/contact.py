"""Ways to reach a person: e-mail, phone, postcode, street address."""

import re
from collections.abc import Iterator

from sharebot.privacy.spans import Span
from sharebot.privacy.words import word_set

_EMAIL = re.compile(r"(?<![\w.+'-])[\w.+'-]{1,64}@(?:[^\W_][\w-]{0,62}\.){1,6}[^\W\d_]{2,24}")
_PHONE = re.compile(
    r"(?<![\w+/.:£-])(?:"
    r"(?:\((?:\+|00)44\)|(?:\+|00)44)[ .-]?(?:\(0\))?(?:[ .-]{0,2}\d){9,10}"
    r"|\(0\d{2,5}\)(?:[ .-]{0,2}\d){4,8}"
    r"|0(?:[ .-]{0,2}\d){9,10}"
    r")(?![\w/:]|[.-]\d)"
)
_CALLED = re.compile(
    r"\b(?:tel|phone|ph|mob|mobile|landline|number|no)\b\.?(?: (?:no|number|is|on))?\.? ?:? ?"
    r"(?P<number>\d{3,5}[ -]?\d{3,6}|\d{3,4}[ -]\d{3}[ -]\d{3,4})(?![\w/:]|[.-]\d)",
    re.IGNORECASE,
)
_DATE_FIRST = re.compile(r"\(?\d{1,2}[-. ]\d{1,2}[-. ](?:19|20)\d\d\b")
_POSTCODE = re.compile(r"(?<![\w£])(?P<area>[A-Z]{1,2})\d[A-Z\d]? ?(?P<inward>\d[ABD-HJLNP-UW-Z]{2})(?!\w)", re.I)

POSTCODE_AREAS = word_set(
    "AB AL B BA BB BD BF BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX "
    "FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE "
    "NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ "
    "TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE"
)
"""Every postcode area there is. Source: Royal Mail, Programmers' Guide to the Postcode Address File."""

_ORDINAL_OR_UNIT = word_set("1st 2nd 3rd 4th 5th 6th 7th 8th 9th 0th")
_UNITS = word_set("yr hr ft lb pt wk gp")

_STRONG = word_set("street st road rd avenue ave crescent cres terrace lane wynd gardens gdns grove loan vennel")
_WEAK = word_set("drive dr place pl court ct way close square sq park row brae quay walk view gate hill rise green")
_ADDRESS = re.compile(
    r"(?<![\w£/.])(?:(?:flat|apt|unit) ?\d{0,3}[a-z]?(?:/\d{1,2})?,? )?\d{1,3}[a-z]?(?:/\d{1,2}[a-z]?)?,? "
    r"(?P<words>(?:[^\W\d_][\w'’-]{0,24} ){1,3}?)"
    rf"(?P<street>{'|'.join(sorted(_STRONG | _WEAK, key=len, reverse=True))})(?![\w'’-])",
    re.IGNORECASE,
)
_NOT_IN_A_STREET_NAME = word_set(
    "a about across along an and are as at away be beside but by can car care child children court did do does "
    "down "
    "drive for from go got had has have he her high his hour hours hr hrs i in into is it kids lads left living main "
    "mile miles min mins minute minutes month months my near next of off old on or other our out outside over own "
    "people per sheriff she some than that the their them then they this time times to up was we week weeks were "
    "when where which who will with year years yr yrs you your"
)
_ALLOWED_BEFORE_STRONG = frozenset({"high", "main", "court", "old", "the"})


def find_emails(text: str) -> Iterator[Span]:
    """E-mail addresses."""
    for match in _EMAIL.finditer(text):
        yield Span(match.start(), match.end(), "e-mail address", sure=True)


def find_phones(text: str) -> Iterator[Span]:
    """UK phone numbers: 0 or +44 and nine or ten digits, or a shorter local number introduced as one.

    Numbers with 03, 08 and 09 mostly belong to organisations, so there we are not sure. 101, 111, 999 and helplines
    of three to eight digits are too short to match. Source: Ofcom, National Telephone Numbering Plan.
    """
    for match in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", re.sub(r"^\(?(?:\+|00)44\)?[ .-]?(?:\(0\))?0?", "0", match.group()))
        if len(digits) in (10, 11) and digits[1] in "1235789" and _DATE_FIRST.match(match.group()) is None:
            yield Span(match.start(), match.end(), "phone number", digits[1] in "127" and len(digits) == 11)
    for match in _CALLED.finditer(text):
        if len(re.sub(r"\D", "", match["number"])) >= 6:
            yield Span(match.start("number"), match.end("number"), "phone number", sure=False)


def find_postcodes(text: str) -> Iterator[Span]:
    """UK postcodes, in capitals or not, with or without the space.

    The last two letters are never C, I, K, M, O or V. "s4 2nd" and "b1 3yr" are a school year and a number.
    """
    for match in _POSTCODE.finditer(text):
        inward = match["inward"]
        everyday = inward.lower() in _ORDINAL_OR_UNIT or inward[1:].lower() in _UNITS
        if match["area"].upper() in POSTCODE_AREAS and not (everyday and not match.group().isupper()):
            yield Span(match.start(), match.end(), "postcode", " " in match.group() or match.group().isupper())


def find_addresses(text: str) -> Iterator[Span]:
    """A house number, a name and a word for a street."""
    for match in _ADDRESS.finditer(text):
        words, street = match["words"].split(), match["street"]
        strong = street.lower() in _STRONG
        odd = {word.lower() for word in words} & _NOT_IN_A_STREET_NAME - (_ALLOWED_BEFORE_STRONG if strong else set())
        written_as_name = all(word[0].isupper() for word in [*words, street])
        if not odd and (strong or written_as_name):
            yield Span(match.start(), match.end(), "address", written_as_name)
