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


def _decoded(data: bytes) -> str:
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if utf16 else ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise DocumentError("it is not text in UTF-8 or Windows encoding")
