"""Where sentences end, in any alphabet."""

import re

END = re.compile(
    r"(?<![.!?…؟।])[.!?…؟।]++[\"'”’)\]]*+(?=\s)|(?<=[^\W\d])[.!?][”’)]?\d{1,2}(?=\s)|[。！？]+[」』”’）]*",
)
"""The second with the mark of a footnote, the third in scripts that have no spaces."""

NOT_AN_END = re.compile(
    r"(?:\b(?:e\.g|i\.e|cf|vs?|nos?|pp?|ss?|paras?|arts?|regs?|chs?|schs?|st|dr|mrs?|ms|prof|vol)|(?<!\w)[A-Z])\.$",
    re.I,
)
"""An abbreviation or an initial."""

NUMBER = re.compile(r"\W*\d[\d.]*\.")
"""At the start of a paragraph it is the paragraph's, and not a sentence."""

LONGEST_ABBREVIATION = 8
SHORTEST = 12
"""Characters. "Yes." stays with what follows it."""

NEXT = re.compile(r"\s*+(?P<letter>.?)", re.DOTALL)


def sentences(text: str) -> list[str]:
    """The text cut at its sentence ends; nothing is lost but the spaces between."""
    found: list[str] = []
    start = 0
    for match in END.finditer(text):
        end = match.end()
        if end - start >= SHORTEST and _is_end(text, start, end):
            found.append(text[start:end].strip())
            start = end
    found.append(text[start:].strip())
    return [one for one in found if one]


def _is_end(text: str, start: int, end: int) -> bool:
    following = NEXT.match(text, end)
    goes_on = following is not None and following["letter"].islower()
    abbreviated = NOT_AN_END.search(text, max(start, end - LONGEST_ABBREVIATION), end)
    return not (goes_on or abbreviated or NUMBER.fullmatch(text, start, end))
