"""What a site's robots.txt asks of programs (RFC 9309): which paths to leave alone, and how long to pause.

Python's own urllib.robotparser knows no wildcards; legislation.gov.uk uses them ("Disallow: */data.pdf").
"""

import re
from dataclasses import dataclass, field
from typing import Self

MOST_LETTERS = 500_000
LONGEST_PAUSE = 30.0
"""Seconds. A site that asks for more is asked this slowly, and no slower."""


@dataclass(slots=True)
class _Group:
    agents: list[str] = field(default_factory=list)
    rules: list[tuple[bool, str]] = field(default_factory=list)
    pause: float = 0.0
    closed: bool = False
    """Whether a rule has followed the names, so that the next name starts another group."""


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules for one program on one host."""

    rules: tuple[tuple[bool, str], ...] = ()
    pause: float = 0.0

    @classmethod
    def read(cls, text: str, agent: str) -> Self:
        """The groups that name the program; where none does, those for every program."""
        groups = _groups(text[:MOST_LETTERS])
        ours = [group for group in groups if agent.lower() in group.agents]
        ours = ours or [group for group in groups if "*" in group.agents]
        pause = max((group.pause for group in ours), default=0.0)
        return cls(tuple(rule for group in ours for rule in group.rules), min(pause, LONGEST_PAUSE))

    def allow(self, path: str) -> bool:
        """Whether a path, with its query, may be asked for: the longest rule that fits decides."""
        fitting = [(len(pattern), allowed) for allowed, pattern in self.rules if _fits(pattern, path)]
        return max(fitting)[1] if fitting else True


def _groups(text: str) -> list[_Group]:
    groups: list[_Group] = []
    for line in text.splitlines():
        key, _, value = (part.strip() for part in line.partition("#")[0].partition(":"))
        _take(groups, key.lower(), value)
    return groups


def _take(groups: list[_Group], key: str, value: str) -> None:
    if key == "user-agent":
        if not groups or groups[-1].closed:
            groups.append(_Group())
        groups[-1].agents.append(value.lower().partition("/")[0])
        return
    if not groups:
        return
    if key in ("allow", "disallow"):
        groups[-1].closed = True
        if value:
            groups[-1].rules.append((key == "allow", value))
    elif key == "crawl-delay":
        groups[-1].closed = True
        groups[-1].pause = float(value) if re.fullmatch(r"\d{1,6}(\.\d{1,6})?", value) else 0.0


def _fits(pattern: str, path: str) -> bool:
    """`*` stands for anything and a last `$` for the end. Plain searching, so that no pattern can make it slow."""
    ends = pattern.endswith("$")
    first, *others = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for number, part in enumerate(others, start=1):
        if ends and number == len(others):
            return path.endswith(part) and len(path) - len(part) >= at
        at = path.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return not ends or at == len(path)
