"""Phrases as an IG lead writes them, made into patterns.

`she said no` matches those words with any white space between. `*` stands for up to three other words. `a/b` in a
word place means either; `{person}` is a list of words from words.yaml; `word?` may be left out; a trailing `-` means
any ending.
"""

import re
from collections.abc import Iterable, Mapping

from sharebot.errors import KnowledgeError

Words = Mapping[str, tuple[str, ...]]
_GAP = r"(?:\W+[\w£$%]+){0,3}?"


def compile_phrases(phrases: Iterable[str], words: Words, where: str) -> re.Pattern[str]:
    """One pattern that matches any of `phrases`, longest first where they begin alike.

    Raises KnowledgeError naming `where` if a phrase uses a list of words that does not exist.
    """
    alternatives = sorted({_phrase(phrase, words, where) for phrase in phrases}, key=len, reverse=True)
    return re.compile("|".join(alternatives) or r"(?!)")


def _phrase(phrase: str, words: Words, where: str) -> str:
    pattern, lead = "", ""
    for piece in phrase.lower().replace("'", "").split():
        if piece == "*":
            pattern += _GAP
        elif piece.endswith("?") and len(piece) > 1:
            word = _place(piece[:-1], words, where)
            pattern += rf"(?:{word}\W+)?" if not lead else rf"(?:{lead}{word})?"
        else:
            pattern += lead + _place(piece, words, where)
            lead = r"\W+"
    return rf"(?<!\w){pattern}(?!\w)"


def _place(piece: str, words: Words, where: str) -> str:
    choices = [choice for part in piece.split("/") for choice in _expand(part, words, where)]
    return choices[0] if len(choices) == 1 else "(?:" + "|".join(sorted(choices, key=len, reverse=True)) + ")"


def _expand(part: str, words: Words, where: str) -> list[str]:
    if part.startswith("{") and part.endswith("}"):
        name = part[1:-1]
        if name not in words:
            raise KnowledgeError(f"{where}: there is no list of words '{name}'. There are: {', '.join(words)}.")
        return [_literal(word) for word in words[name]]
    return [_literal(part)]


def _literal(word: str) -> str:
    word = word.lower().replace("'", "")
    ending = r"\w*" if word.endswith("-") and len(word) > 1 else ""
    bare = word[:-1] if ending else word
    return r"\W+".join(re.escape(piece) for piece in bare.split()) + ending
