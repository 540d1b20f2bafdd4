"""What arrives as a message, made fit to read, or refused with one clear sentence."""

import re
import unicodedata

from sharebot.errors import MessageError

LIMIT = 20_000
"""The most characters a message may have once it is cleaned."""

_VISIBLE_FORMAT = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2")
"""Signs of the category "format" that are nevertheless seen on paper (Arabic and Syriac number marks)."""
_BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufffe\uffff")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")

NOT_TEXT = "That does not look like text. Type or paste the words themselves, not a file."
NO_WORDS = "There are no words in that message. Say in a sentence what has happened and what you want to share."


def clean_message(raw: str | bytes) -> str:
    """Take out what cannot be seen, put letters in their usual form, and refuse what cannot be read.

    Raises MessageError, whose one or two sentences are fit to show to the worker.
    """
    text = _LINE_ENDS.sub("\n", _decoded(raw))
    _refuse_binary(text)
    text = unicodedata.normalize("NFC", "".join(" " if _is_space(c) else c for c in text if not _is_invisible(c)))
    text = text.strip()
    if not text:
        raise MessageError("The message is empty. Say in a sentence what has happened and what you want to share.")
    if len(text) > LIMIT:
        raise MessageError(
            f"That message has {len(text):,} characters and the limit is {LIMIT:,}. "
            "Keep the part that matters for this decision."
        )
    if not any(unicodedata.category(c).startswith("L") for c in text):
        raise MessageError(NO_WORDS)
    return text


def _decoded(raw: str | bytes) -> str:
    if isinstance(raw, str):
        return raw
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise MessageError(NOT_TEXT) from error


def _refuse_binary(text: str) -> None:
    """Controls and half characters come from files; many replacement marks come from a file read as text."""
    controls = any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\t\n" for c in text)
    unreadable = text.count("\N{REPLACEMENT CHARACTER}")
    if controls or (unreadable > 3 and unreadable * 20 > len(text)):
        raise MessageError(NOT_TEXT)


def _is_space(character: str) -> bool:
    return character != " " and unicodedata.category(character) == "Zs"


def _is_invisible(character: str) -> bool:
    """Zero-width, text-direction and tag characters can hide words from a reader, so none is kept."""
    if character in _BLANK_LETTERS or "\U000e0100" <= character <= "\U000e01ef" or "\ufe00" <= character <= "\ufe0f":
        return True
    return unicodedata.category(character) == "Cf" and character not in _VISIBLE_FORMAT
