"""The fonts of a PDF: bytes to letters and their widths."""

import re
from typing import Any

# The decoder of fonts is pypdf's own inner part: its public ways give text but not where each word starts and ends.
from pypdf.generic import DictionaryObject
from pypdf.generic._font import Font

BOLD = re.compile(r"bold|black|heavy|demi", re.I)
FORCED_BOLD = 1 << 18
"""A bit of a font's flags in PDF."""

Letter = tuple[str, float, bool]
"""What is written, how wide it is in thousandths of its size, and whether it is the one-byte space that Tw widens."""


class Typeface:
    """One font, remembering each letter it has read."""

    def __init__(self, resource: DictionaryObject) -> None:
        self._font = Font.from_font_resource(resource)
        self._letters: dict[str, Letter] = {}
        # The widths of a Type 3 font are in a measure of its own.
        matrix = resource.get("/FontMatrix")
        self._scale = abs(float(matrix[0])) * 1000 if self._font.sub_type == "Type3" and matrix else 1.0
        self.is_readable = self._font.interpretable
        self.bold = bool(BOLD.search(self._font.name)) or _is_heavy(self._font.font_descriptor)

    def letters(self, data: bytes | str) -> list[Letter]:
        """Nothing for a font whose shapes stand for no known letters."""
        if not self.is_readable:
            return []
        seen = self._letters
        return [seen[code] if code in seen else self._read(code) for code in self._codes(data)]

    def _codes(self, data: bytes | str) -> str:
        if isinstance(data, str):
            return data
        if isinstance(self._font.encoding, dict):
            return data.decode("latin-1")
        try:
            return data.decode(self._font.encoding, "surrogatepass")
        except UnicodeDecodeError:
            return data.decode(self._font.encoding, "replace")

    def _read(self, code: str) -> Letter:
        font = self._font
        simple = isinstance(font.encoding, dict)
        named = font.encoding.get(ord(code), code) if isinstance(font.encoding, dict) else code
        text = str(font.character_map.get(named, named))
        width = font.space_width if code == font.space_char else font.get_text_width(code)
        letter = (text, float(width) * self._scale, simple and code == " ")
        self._letters[code] = letter
        return letter


def _is_heavy(descriptor: Any) -> bool:
    weight, flags = descriptor.weight, descriptor.flags
    heavy = isinstance(weight, int | float) and weight >= 600
    return heavy or (isinstance(flags, int) and bool(flags & FORCED_BOLD))
