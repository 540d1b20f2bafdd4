"""Text from outside made safe to show: its letters, never its Markdown, HTML, mathematics or icons."""

import re

_MARKS = re.compile(r"([\\`*_{}\[\]()#+\-!|<>~$:&=^])")
_NUMBERED = re.compile(r"^(\s*\d+)([.)])", re.MULTILINE)
_SHORT_CODE = re.compile(r":(?=[\w+\-/]+:)")
_NO_BREAK = "\N{WORD JOINER}"
_OPEN, _CLOSE = "\ue000", "\ue001"
_KEPT = re.compile(r"(\*\*|^- |^#{2,3} )", re.MULTILINE)


def text(outside: object) -> str:
    """Words to be shown as they are, on one line."""
    return _escaped(" ".join(str(outside).split()))


def ours(paragraphs: str) -> str:
    """A reply that may carry quoted words: bold, lists and headings stay, everything else is shown as it is."""
    return "".join(part if _KEPT.fullmatch(part) else _escaped(part) for part in _KEPT.split(paragraphs))


def passage(words: str, quote: str) -> str:
    """A passage with the quoted words marked, by their ground and by bold letters; lists stay lists."""
    found = re.search(r"\s+".join(map(re.escape, quote.split())), words) if quote.split() else None
    if found:
        words = f"{words[: found.start()]}{_OPEN}{found.group()}{_CLOSE}{words[found.end() :]}"
    return "\n\n".join(_lines(words))


def _lines(words: str) -> list[str]:
    """Each line closes the mark it opens, because a mark cannot run across lines."""
    lines, marked = [], False
    for raw in words.splitlines():
        if line := raw.strip():
            lead, rest = ("- ", line[2:]) if line.startswith(("- ", "* ")) else ("", line)
            line = f"{_OPEN}{rest}" if marked else rest
            marked = line.rfind(_OPEN) > line.rfind(_CLOSE)
            line = _escaped(f"{line}{_CLOSE}" if marked else line)
            lines.append(lead + line.replace(_OPEN, ":blue-background[**").replace(_CLOSE, "**]"))
    return lines


def _escaped(words: str) -> str:
    broken = _SHORT_CODE.sub(f":{_NO_BREAK}", words)
    return _NUMBERED.sub(r"\1\\\2", _MARKS.sub(r"\\\1", broken))
