"""Bytes to text, or a refusal: what is not text must not become guidance."""

import codecs
import re

from sharebot.errors import DocumentError

CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
MOST_CONTROL_CHARACTERS = 0.001
"""As a share of the text: printers' leftovers are forgiven, a program or a picture is not."""


def decode(data: bytes) -> str:
    """UTF-8, UTF-16 where it says so, else Windows' Western European. Raises DocumentError for anything else."""
    text = _decoded(data)
    control = len(CONTROL_CHARACTERS.findall(text))
    if control > MOST_CONTROL_CHARACTERS * len(text):
        raise DocumentError("it is not text, whatever its name says")
    text = CONTROL_CHARACTERS.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise DocumentError("it is empty")
    return text


def _encodings(data: bytes) -> tuple[str, ...]:
    """UTF-16 without its mark is told by the zero in every other byte."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ("utf-16",)
    start = data[:4000]
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros = start[first::2].count(0)
        if zeros > 0.6 * len(start) / 2 and not start[1 - first :: 2].count(0):
            return (encoding,)
    return ("utf-8-sig", "cp1252")


def _decoded(data: bytes) -> str:
    for encoding in _encodings(data):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise DocumentError("it is not text in UTF-8 or Windows encoding")
