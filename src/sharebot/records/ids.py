"""Record numbers: short, sortable by time, and saying nothing about a person."""

import re
import secrets
from datetime import UTC, datetime

from sharebot.errors import RecordError

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, so that a number can be read out over the phone."""
_EPOCH = datetime(2024, 1, 1, tzinfo=UTC)
_SHAPE = re.compile(rf"[{_ALPHABET}]{{4}}-[{_ALPHABET}]{{4}}-[{_ALPHABET}]{{4}}")
_SAID_ALIKE = str.maketrans("ILO", "110")


def new_record_id(now: datetime) -> str:
    """Eight characters of time in milliseconds (until 2058) and four of chance, as in "1F4Z-8K2M-Q7RD"."""
    milliseconds = max(0, int((now - _EPOCH).total_seconds() * 1000)) % 32**8
    plain = _base32(milliseconds, 8) + _base32(secrets.randbelow(32**4), 4)
    return "-".join(plain[i : i + 4] for i in (0, 4, 8))


def _base32(number: int, length: int) -> str:
    return "".join(_ALPHABET[number >> 5 * place & 31] for place in reversed(range(length)))


def tidy_record_id(written: str) -> str:
    """A record number however it was typed. Raises RecordError if it cannot be one."""
    plain = re.sub(r"[\s-]", "", written).upper().translate(_SAID_ALIKE)
    tidy = "-".join(plain[i : i + 4] for i in range(0, len(plain), 4))
    if _SHAPE.fullmatch(tidy) is None:
        raise RecordError("That is not a record number; it has three groups of four, like 1F4Z-8K2M-Q7RD.")
    return tidy
