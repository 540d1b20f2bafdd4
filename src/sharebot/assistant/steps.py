"""Moves within a conversation: the answer once more, how far back to go, and what is told of a new case."""

import re

from sharebot.reading.text import Text

_HOW_MANY = {"two": 2, "twice": 2, "couple": 2, "three": 3, "four": 4, "five": 5, "twa": 2}
_NEW_CASE = re.compile(
    r"^\W*(?:(?:ok|okay|right|so|and|now|thanks|let us|lets|i have|ive got|ive)\b\W+){0,3}"
    r"(?:start (?:again|over)|begin again|(?:a\s+)?(?:new|different|another|next) (?:case|family|question|one)|reset|"
    r"fresh start|start afresh|clear)\b(?:\W+(?:with|about|please|now)\b)?\W*",
    re.IGNORECASE,
)
_ASKS_AGAIN = re.compile(
    r"^\W*(?:(?:ok|okay|right|so|and|now|but|well|aye|then)\b\W+){0,3}(?:(?:what|whit) (?:do|should|dae|can) "
    r"(?:i|we|ah) (?:do|dae)"
    r"(?: now| next| then)?|(?:can|should|do|may|kin|dae) (?:i|we|ah)(?: share| tell them| do)?(?: it| "
    r"that)?(?: then| now)?"
    r"(?: or (?:not|no))?|whats the (?:answer|verdict|outcome)|yes or no|is (?:it|that) (?:ok|a yes|a no|yes or no)|"
    r"whats next|where (?:are|were) we|show me the (?:card|answer))\W*$"
)
FEWEST = 3
"""Fewer words than this after “new case” tell nothing of it."""


def asks_again(message: str) -> bool:
    """True for a message that only wants to see the answer so far."""
    return bool(_ASKS_AGAIN.match(Text(message).normal))


def steps_back(message: str) -> int:
    """How many steps: one, unless a number is said."""
    for word in re.findall(r"[a-z0-9]+", Text(message).normal):
        if word in _HOW_MANY:
            return _HOW_MANY[word]
        if word.isdigit() and 0 < int(word) <= 20:
            return int(word)
    return 1


def new_case_told(message: str) -> str:
    """What is told of the new case after the words that begin it; empty when nothing is."""
    told = _NEW_CASE.sub("", message)
    return told if told != message and len(told.split()) >= FEWEST else ""
