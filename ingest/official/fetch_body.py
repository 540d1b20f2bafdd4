"""The body of an answer: taken in bounded, unpacked bounded, whole, and what it says it is."""

import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import httpx

from sharebot.errors import DocumentError

MOST_BYTES = {"html": 20_000_000, "pdf": 100_000_000}
KIND_OF_TYPE = {"text/html": "html", "application/xhtml+xml": "html", "application/pdf": "pdf"}
NO_PAGE = re.compile(
    r"^\W*(error\W*)?(404|410)\b|\b(page|document|publication|content|item)\b.{0,40}"
    r"\b(not found|cannot be found|can[’']?t be found|does(n[’']t| not) exist|no longer (exists?|available))"
    r"|^\W*(sorry\W*)?(we )?(can[’']?t|cannot|could ?n[’']t|could not) find\b|^\W*not found\W*$",
    re.IGNORECASE,
)
TURNED_AWAY = re.compile(
    r"^\W*(just a moment|attention required|access denied|request (rejected|blocked)|are you (a )?(human|robot)"
    r"|verify(ing)? you are|service unavailable|under maintenance|(sign|log)[ -]?in to (continue|view|your))\b"
    r"|^\W*(sign|log)[ -]?in\W*$",
    re.IGNORECASE,
)
HEADLINE = re.compile(rb"<(title|h1)\b[^>]*>(.{0,600}?)</\1\s*>", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Body:
    """The bytes of a page or a file, and which of the two kinds it is: html or pdf."""

    kind: str
    media_type: str
    data: bytes


def take_in(response: httpx.Response, most: int, in_time: Callable[[], bool]) -> bytes:
    """The whole body, unpacked. Raises DocumentError when it is too large, too slow, cut short or packed oddly."""
    packing = response.headers.get("content-encoding", "identity").strip().lower() or "identity"
    if packing not in ("identity", "gzip", "x-gzip"):
        raise DocumentError(f"it is packed as {packing[:40]}, which was not asked for")
    told = response.headers.get("content-length", "")
    if told.isdigit() and int(told) > most:
        raise DocumentError(_too_large(most))
    chunks = _in_time(response.iter_raw(), in_time)
    return _unpacked(chunks, most) if packing != "identity" else _joined(chunks, most)


def checked(data: bytes, media_type: str) -> Body:
    """Raises DocumentError unless it is a page or a PDF file, as it says it is."""
    kind = KIND_OF_TYPE.get(media_type)
    if kind is None:
        raise DocumentError(f"it is of the type {media_type[:60] or 'unknown'}; only web pages and PDF files are kept")
    if not data.strip():
        raise DocumentError("it is empty")
    is_pdf = b"%PDF-" in data[:1024]
    if kind == "pdf" and not is_pdf:
        raise DocumentError("it says that it is a PDF file, and is not")
    if kind == "html" and (is_pdf or not _looks_like_a_page(data)):
        raise DocumentError("it says that it is a web page, and is not")
    if len(data) > MOST_BYTES[kind]:
        raise DocumentError(_too_large(MOST_BYTES[kind]))
    if kind == "html":
        _check_headlines(data)
    return Body(kind, media_type, data)


def media_type(headers: httpx.Headers) -> str:
    """Without its parameters, in small letters."""
    told: str = headers.get("content-type", "")
    return told.partition(";")[0].strip().lower()


def _in_time(chunks: Iterator[bytes], in_time: Callable[[], bool]) -> Iterator[bytes]:
    for chunk in chunks:
        if not in_time():
            raise DocumentError("it did not arrive whole in the time allowed")
        yield chunk


def _joined(chunks: Iterator[bytes], most: int) -> bytes:
    data = bytearray()
    for chunk in chunks:
        data += chunk
        if len(data) > most:
            raise DocumentError(_too_large(most))
    return bytes(data)


def _unpacked(chunks: Iterator[bytes], most: int) -> bytes:
    unpacker, data, taken = zlib.decompressobj(16 + zlib.MAX_WBITS), bytearray(), 0
    try:
        for chunk in chunks:
            taken += len(chunk)
            data += unpacker.decompress(chunk, most + 1 - len(data))
            if len(data) > most or taken > most:
                raise DocumentError(_too_large(most))
    except zlib.error as error:
        raise DocumentError("it is packed with gzip and damaged") from error
    if not unpacker.eof:
        raise DocumentError("it was cut short on its way")
    return bytes(data)


def _too_large(most: int) -> str:
    return f"it is larger than {most // 1_000_000} MB"


def _looks_like_a_page(data: bytes) -> bool:
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return (
        start.startswith(b"<")
        and b"\0" not in start
        and re.search(rb"<(!doctype|html|body|main|div|h1)", start) is not None
    )


def _check_headlines(data: bytes) -> None:
    for _, found in HEADLINE.findall(data[:400_000]):
        words = " ".join(re.sub(rb"<[^>]*>", b" ", found).decode("utf-8", "replace").split())
        if NO_PAGE.search(words):
            raise DocumentError(f"its address answers with “{words[:80]}”; check the register")
        if TURNED_AWAY.search(words):
            raise DocumentError(f"its address answers with “{words[:80]}” and not with the document")
