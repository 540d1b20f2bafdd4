"""Markdown and plain text to blocks."""

import re
from typing import Any

from ingest.document import Block, Kind, Read
from ingest.sources import as_mapping
from sharebot.errors import DocumentError, KnowledgeError
from sharebot.yamltext import parse_yaml

FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
HEADING = re.compile(r"(#{1,6})[ \t]+(\S.*)$")
UNDERLINE = re.compile(r"(=+|-{2,})[ \t]*$")
ITEM = re.compile(r"[ \t]*(?:[-*+•]|(\d{1,3}[.)]))[ \t]+(.+)")
RULE = re.compile(r"[ \t]*([-*_])([ \t]*\1){2,}[ \t]*$")
FENCE = re.compile(r"[ \t]*(```|~~~)")
TABLE_LINE = re.compile(r"[ \t]*\|.*\|[ \t]*$")
TABLE_RULE = re.compile(r"(?=[^|]*\|)[ \t:|-]+$")
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)

INLINE = (
    (re.compile(r"!?\[([^\[\]]*)\]\([^()\s]+(?:[ \t]+\"[^\"]*\")?\)"), r"\1"),
    (re.compile(r"<(https?://[^<>\s]+)>"), r"\1"),
    (re.compile(r"</?(?:br|b|i|em|strong|p|span|div|a|sup|sub|u|small|details|summary)(?:\s[^<>]*)?/?>", re.I), " "),
    (re.compile(r"`([^`]+)`"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)(.{1,2000}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*\\])\*(?=[^\s*])(.{1,2000}?)(?<=[^\s*\\])\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<![\w_\\])_(?=[^\s_])(.{1,2000}?)(?<=[^\s_\\])_(?![\w_])"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])"), r"\1"),
)
"""Marks that are for a printer, not for a reader; a quotation is shown without them."""


def split_front_matter(text: str) -> tuple[dict[str, Any], str]:
    """The keys and values between two lines of dashes at the top, if that is what is there, and the rest.

    Raises DocumentError when they are there but cannot be understood.
    """
    match = FRONT_MATTER.match(text)
    if not match or not re.match(r"\s*(#|[\w-]+[ \t]*:)", match[1]):
        return {}, text
    try:
        return as_mapping(parse_yaml(match[1], "its front matter"), "its front matter"), text[match.end() :]
    except KnowledgeError as error:
        raise DocumentError(str(error).rstrip(".")) from error


def read_markdown(text: str, *, markdown: bool = True, digest: bool = False) -> Read:
    """The first heading as title, and the blocks. Plain text has headings marked with # and lists, and no more.

    A digest says on its face that it is one; that line is about the page, not guidance, and is left out.
    """
    lines = (COMMENT.sub("", text) if markdown else text).split("\n")
    reader = _Reader(markdown)
    for number, line in enumerate(lines):
        reader.take(line, lines[number + 1] if number + 1 < len(lines) else "")
    blocks = reader.finished()
    title = next((block.text for block in blocks if block.kind == "heading"), "")
    return Read(title, [block for block in blocks if not (digest and block.text.startswith(DIGEST_NOTICE))])


DIGEST_NOTICE = "A digest in sharebot's own words"


class _Reader:
    """Takes lines, and gathers those that belong together."""

    def __init__(self, markdown: bool) -> None:
        self._markdown = markdown
        self._blocks: list[Block] = []
        self._lines: list[str] = []
        self._kind: Kind = "paragraph"
        self._in_code = False

    def take(self, line: str, following: str) -> None:
        if self._markdown and FENCE.match(line):
            self._in_code = not self._in_code
            self._close()
        elif self._in_code:
            self._lines.append(line)
        elif not line.strip():
            self._close()
        elif heading := HEADING.match(line):
            self._close()
            self._add("heading", heading[2].rstrip(" \t#"), len(heading[1]))
        elif not (self._markdown and self._take_marked(line, following)):
            self._take_plain(line)

    def finished(self) -> list[Block]:
        self._close()
        return self._blocks

    def _take_marked(self, line: str, following: str) -> bool:
        """Lines that mean something in Markdown only."""
        if self._lines and self._kind == "paragraph" and UNDERLINE.match(line):
            self._add("heading", " ".join(self._lines), 1 if line.startswith("=") else 2)
            self._lines = []
        elif RULE.match(line):
            self._close()
        elif TABLE_LINE.match(line):
            self._close()
            if not TABLE_RULE.match(line):
                cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]
                self._add("header" if TABLE_RULE.match(following) else "row", " | ".join(cells))
        else:
            return False
        return True

    def _take_plain(self, line: str) -> None:
        item = ITEM.match(line)
        if item:
            self._close()
            self._kind = "item"
            self._lines = [f"{item[1] or '-'} {item[2]}"]
        else:
            self._lines.append(line.lstrip("> ") if self._markdown else line)

    def _close(self) -> None:
        if self._lines:
            self._add(self._kind, " ".join(self._lines))
        self._lines, self._kind = [], "paragraph"

    def _add(self, kind: Kind, text: str, level: int = 0) -> None:
        folded = " ".join((clean(text) if self._markdown else text).split())
        if folded:
            self._blocks.append(Block(kind, folded, level))


def clean(text: str) -> str:
    """The words without Markdown's marks."""
    for pattern, kept in INLINE:
        text = pattern.sub(kept, text)
    return text
