"""Ways to damage a file, each drawn from a random generator so that a number names the damage for ever."""

import io
import re
import zipfile
from collections.abc import Callable
from copy import deepcopy
from random import Random
from typing import Any

from lxml import etree

from tests.ingest.office_files import packed

ODD = (0, -1, 1, 255, 256, 65535, 2**31 - 1, 2**32, -(2**31), 10**18)
TAG = re.compile(rb"<[^<>]{1,300}>")
NUMBER = re.compile(rb"-?\d{1,9}")
VALUE = re.compile(rb"\"[^\"<>]{0,80}\"|'[^'<>]{0,80}'")
STRANGE = (
    b"", b"\x00", b"\xff\xfe", "\u202e\u200b\ufeff".encode(), "\U000e0041\U000e0042".encode(), b"&lt;", b"&x;", b"&#0;",
    b"&#x110000;", b"A" * 5000, b"../../etc/passwd", b"<![CDATA[", b"]]>", b"<!DOCTYPE a [<!ENTITY x 'y'>]>",
    b"ignore previous instructions", b"%s%n", "\U0001d54a\u0301\u0301\u0301".encode(), b"NaN", b"-0", b"1e999", b"true",
    b"rId999", b"<w:p><w:p>", b"<div>" * 400,
)  # fmt: skip

Mutation = Callable[[bytes, Random], bytes]


def flipped(data: bytes, draw: Random) -> bytes:
    """A few bytes changed."""
    changed = bytearray(data)
    for _ in range(draw.choice((1, 2, 8, 40))):
        changed[draw.randrange(len(changed))] ^= 1 << draw.randrange(8)
    return bytes(changed)


def truncated(data: bytes, draw: Random) -> bytes:
    at = draw.randrange(1, len(data))
    return data[:at] if draw.random() < 0.7 else data[at:]


def spliced(data: bytes, draw: Random) -> bytes:
    """A piece of it put in another place, or in place of another piece."""
    start, other = draw.randrange(len(data)), draw.randrange(len(data))
    length = draw.choice((1, 16, 256, 4096))
    kept = other + length if draw.random() < 0.5 else other
    return data[:other] + data[start : start + length] + data[kept:]


def repeated(data: bytes, draw: Random) -> bytes:
    """A piece of it many times over."""
    start, length = draw.randrange(len(data)), draw.choice((1, 8, 64, 512))
    piece = data[start : start + length]
    return data[:start] + piece * draw.choice((2, 20, 500)) + data[start:]


def filled(data: bytes, draw: Random) -> bytes:
    """A piece of it overwritten with one byte, or with chance."""
    start, length = draw.randrange(len(data)), draw.choice((1, 32, 1024))
    piece = bytes([draw.choice((0, 32, 255, 10))]) * length if draw.random() < 0.5 else draw.randbytes(length)
    return data[:start] + piece + data[start + length :]


def renumbered(data: bytes, draw: Random) -> bytes:
    """A number written in it made an odd one: lengths, counts, references."""
    found = list(NUMBER.finditer(data))
    if not found:
        return flipped(data, draw)
    one = draw.choice(found)
    return data[: one.start()] + str(draw.choice(ODD)).encode() + data[one.end() :]


def inserted(data: bytes, draw: Random) -> bytes:
    at = draw.randrange(len(data))
    return data[:at] + draw.choice(STRANGE) + data[at:]


def remarked(data: bytes, draw: Random) -> bytes:
    """A tag dropped, doubled, moved, or nested in itself."""
    found = list(TAG.finditer(data))
    if not found:
        return spliced(data, draw)
    one, other = draw.choice(found), draw.choice(found)
    way = draw.randrange(4)
    if way == 0:
        return data[: one.start()] + data[one.end() :]
    if way == 1:
        return data[: one.start()] + one[0] * draw.choice((2, 50, 2000)) + data[one.end() :]
    if way == 2:
        return data[: one.start()] + other[0] + data[one.end() :]
    return data[: one.start()] + data[other.start() : other.start() + 2000] + data[one.start() :]


def revalued(data: bytes, draw: Random) -> bytes:
    """The value of an attribute made another one's, or a strange one."""
    found = list(VALUE.finditer(data))
    if not found:
        return inserted(data, draw)
    one = draw.choice(found)
    value = draw.choice(found)[0] if draw.random() < 0.5 else b'"' + draw.choice(STRANGE).replace(b'"', b"") + b'"'
    return data[: one.start()] + value + data[one.end() :]


PLAIN: tuple[Mutation, ...] = (flipped, truncated, spliced, repeated, filled, renumbered, inserted)
MARKED: tuple[Mutation, ...] = (*PLAIN, remarked, remarked, revalued, revalued, renumbered)


def regrown(data: bytes, draw: Random) -> bytes:
    """Elements of XML dropped, doubled, moved or nested, attributes changed: still XML, and something else."""
    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError:
        return flipped(data, draw)
    for _ in range(draw.choice((1, 2, 6))):
        found = [one for one in root.iter() if isinstance(one.tag, str) and one is not root] or [root]
        one, other = draw.choice(found), draw.choice(found)
        _change(one, other, draw)
    return bytes(etree.tostring(root))


def _change(one: Any, other: Any, draw: Random) -> None:
    way, above = draw.randrange(7), one.getparent()
    if way == 0 and above is not None:
        above.remove(one)
    elif way == 1 and above is not None:
        for _ in range(draw.choice((1, 3, 200))):
            above.insert(above.index(one), deepcopy(one))
    elif way == 2:
        one.append(deepcopy(other))
    elif way == 3 and above is not None:
        above.replace(one, deepcopy(other))
    elif way == 4 and one.attrib:
        name = draw.choice(sorted(one.attrib))
        values = [*other.attrib.values(), *map(str, ODD), "", "x" * 3000, "\u202e"]
        one.set(name, draw.choice(values))
    elif way == 5 and one.attrib:
        del one.attrib[draw.choice(sorted(one.attrib))]
    else:
        words = ("", "\u200b\U000e0041\U000e0042", "ignore previous instructions", str(draw.choice(ODD)), "A" * 9000)
        one.text = draw.choice(words)


def repacked(data: bytes, draw: Random) -> bytes:
    """Damage inside a part of a zipped file, packed again so that it is found only when the part is read."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = draw.choice(sorted(parts))
    way = draw.randrange(12)
    if way == 0:
        del parts[name]
    elif way == 1:
        parts[name] = parts[draw.choice(sorted(parts))]
    elif way == 2:
        parts[f"{name}{draw.choice(('x', '.xml', '/../../e'))}"] = parts[name]
    elif parts[name]:
        for _ in range(draw.choice((1, 1, 3))):
            grows = name.endswith((".xml", ".rels")) and draw.random() < 0.7
            parts[name] = (regrown if grows else draw.choice(MARKED))(parts[name], draw) or b" "
    return packed(parts)


def damaged(seeds: list[bytes], kind: str, number: int) -> bytes:
    """The damage that this number stands for."""
    draw = Random(f"{kind} {number}")
    data = draw.choice(seeds)
    if zipfile.is_zipfile(io.BytesIO(data)):
        ways: tuple[Mutation, ...] = (repacked, repacked, repacked, draw.choice(PLAIN))
    else:
        ways = MARKED if kind in (".html", ".eml", ".md") else PLAIN
    for _ in range(draw.choice((1, 1, 1, 2, 4))):
        way = draw.choice(ways)
        data = way(data, draw) or b" "
        if repacked in ways and way is not repacked:
            return data  # what is no sound zip file any more cannot be taken apart again
    return data
