"""E-mails to blocks: the subject as title, the message itself, and no word of who wrote to whom."""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from pathlib import Path

from ingest.document import Block, Read
from ingest.formats.markdown import read_markdown
from ingest.html.read import html_blocks
from sharebot.errors import DocumentError

HEADER_LINE = re.compile(r"[ \t>*]*(from|to|cc|bcc|sent|date|reply-to|importance)\s*:[ \t*]", re.I)
PARTING = re.compile(r"\s*(-{3,} ?(original|forwarded) message ?-{3,}|_{10,}|on .{5,80}wrote:)\s*$", re.I)
SIGNATURE = "-- "
PREFIXES = re.compile(r"^((re|fw|fwd)\s*:\s*)+", re.I)
MOST_NAMED = 10


def read_mail(file: Path) -> Read:
    """Raises DocumentError for what is no e-mail, or is encrypted."""
    message = message_from_bytes(file.read_bytes(), policy=policy.default)
    if not isinstance(message, EmailMessage) or not any(
        name in message for name in ("subject", "from", "date", "received")
    ):
        raise DocumentError("it is not an e-mail")
    if message.get_content_type() in ("multipart/encrypted", "application/pkcs7-mime"):
        raise DocumentError("it is encrypted; save it as plain text")
    title = PREFIXES.sub("", " ".join(str(message.get("subject", "")).split()))
    blocks, notes = _body(message)
    heading = [Block("heading", title, 1)] if title and blocks else []
    return Read(title, [*heading, *blocks], (*notes, *_date(message), *_attachments(message)))


def _body(message: EmailMessage) -> tuple[list[Block], tuple[str, ...]]:
    part = message.get_body(("plain", "html"))
    if part is None:
        return [], ()
    text = _text(part)
    if part.get_content_type() == "text/html":
        what = html_blocks(text)
        return [block for block in what.blocks if not HEADER_LINE.match(block.text)], what.notes
    return read_markdown(_of_the_message(text), markdown=False).blocks, ()


def _text(part: MIMEPart) -> str:
    try:
        return str(part.get_content())
    except (LookupError, UnicodeError, ValueError):
        # It says it is written in a way nobody knows, or is not.
        data = part.get_payload(decode=True)
        return data.decode("utf-8", "replace") if isinstance(data, bytes) else ""


def _of_the_message(text: str) -> str:
    """Without quoting marks, signatures, and the lines that say who wrote to whom."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if SIGNATURE in lines:
        lines = lines[: lines.index(SIGNATURE)]
    kept = (re.sub(r"^[ \t]*(>[ \t]?)+", "", line) for line in lines if not HEADER_LINE.match(line))
    return "\n".join("" if PARTING.fullmatch(line) else line for line in kept)


def _date(message: EmailMessage) -> tuple[str, ...]:
    sent = getattr(message.get("date"), "datetime", None)
    return (f"it is an e-mail of {sent.day} {sent:%B %Y}",) if sent else ()


def _attachments(message: EmailMessage) -> tuple[str, ...]:
    names = [_name(part) for part in message.iter_attachments()] if message.is_multipart() else []
    if not names:
        return ()
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return (
        f"its attachments were not read ({', '.join(names[:MOST_NAMED])}{more}); add each as a document of its own",
    )


def _name(part: MIMEPart) -> str:
    name = " ".join((part.get_filename() or "").split())
    return name[:80] or "one without a name"
