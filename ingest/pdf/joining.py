"""Lines joined to one text, words broken at a line's end mended."""

import re
from collections import Counter
from collections.abc import Sequence

KEPT_HYPHEN = {"self", "non", "multi", "inter", "co", "well", "cross", "anti", "post", "pre", "semi", "ex", "sub"}
NO_WORDS: Counter[str] = Counter()


def joined(texts: Sequence[str], words: Counter[str] = NO_WORDS) -> str:
    """`words` are those of the whole document, which show how a broken word is written elsewhere."""
    whole = texts[0] if texts else ""
    for text in texts[1:]:
        broken = re.search(r"(\w+)[-\u00ad]$", whole)
        rest = re.match(r"[a-z]+", text)
        whole = (_mended(whole, broken[1].lower(), rest[0], words) if broken and rest else f"{whole} ") + text
    return whole.replace("\u00ad", "")


def _mended(whole: str, start: str, rest: str, words: Counter[str]) -> str:
    """Keep the hyphen at a line's end where the word has one elsewhere, or usually does."""
    usual = words[f"{start}-{rest}"] > words[f"{start}{rest}"] or (start in KEPT_HYPHEN and not words[f"{start}{rest}"])
    return whole if usual and whole.endswith("-") else whole[:-1]
