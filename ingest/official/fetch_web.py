"""One polite visitor: goes only where it may, obeys robots.txt, follows where it is sent, and tries again in bounds."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import Self
from urllib.parse import SplitResult, urlunsplit

import httpx

from ingest.official.fetch_address import checked_address, joined
from ingest.official.fetch_ask import Asker, Manner, Reply
from ingest.official.fetch_body import MOST_BYTES, Body, checked, media_type
from ingest.official.fetch_robots import MOST_LETTERS, Robots
from sharebot.errors import DocumentError

AGENT = "sharebot"
ACCEPT = "text/html, application/xhtml+xml, application/pdf;q=0.9"
MOST_REDIRECTS = 5
MOST_TRIES = 4
REDIRECTS = (301, 302, 303, 307, 308)
TRY_AGAIN = (202, 429, 500, 502, 503, 504)
"""202: the site has yet to make the page."""

LONGEST_WAIT = 120.0
"""Seconds that a site may ask to be left alone before the fetch gives up on it."""


@dataclass(frozen=True, slots=True)
class Known:
    """What was told of a page when it was last fetched."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answered; `body` is None when nothing has changed since."""

    final: str
    body: Body | None
    etag: str
    last_modified: str
    moved: bool
    """Whether the site says that the address itself has changed for good."""


class Web:
    """The visitor. Use it as a context manager."""

    def __init__(self, hosts: Collection[str], manner: Manner) -> None:
        self._hosts = hosts
        self._manner = manner
        self._asker = Asker(manner)
        self._robots: dict[str, Robots] = {}
        self._shut: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._asker.__exit__()

    def get(self, address: str, known: Known | None = None) -> Answer:
        """Raises DocumentError, its message the reason in plain words, when there is nothing to be had."""
        first = at = checked_address(address, self._hosts)
        for_good = True
        for _ in range(MOST_REDIRECTS + 1):
            self._check_robots(at)
            reply = self._asked_until_answered(at, known)
            if reply.code not in REDIRECTS or "location" not in reply.headers:
                return self._understood(reply, first, at, for_good)
            for_good = for_good and reply.code in (301, 308)
            at = checked_address(joined(urlunsplit(at), reply.headers["location"]), self._hosts)
        raise DocumentError(f"it leads from address to address more than {MOST_REDIRECTS} times")

    def _asked_until_answered(self, at: SplitResult, known: Known | None) -> Reply:
        host = at.hostname or ""
        if host in self._shut:
            raise DocumentError(self._shut[host])
        for number in range(1, MOST_TRIES + 1):
            reply = self._asker.ask(at, _headers(known), _most)
            if reply.code not in TRY_AGAIN:
                return reply
            wait = self._wait(reply, number)
            if wait > LONGEST_WAIT:
                self._shut[host] = f"{host} asks to be left alone for {wait / 60:.0f} minutes; fetch again after that"
                raise DocumentError(self._shut[host])
            if number < MOST_TRIES:
                self._manner.sleep(wait)
        raise DocumentError(f"{host} answered {reply.code} each of {MOST_TRIES} times; fetch again later")

    def _wait(self, reply: Reply, number: int) -> float:
        """Longer each time, and as long as the site itself asks for."""
        backoff = max(self._manner.pause, 1.0) * float(2**number)
        told = reply.headers.get("retry-after", "").strip()
        if told.isdigit():
            return max(backoff, float(told[:9]))
        try:
            then = parsedate_to_datetime(told)
        except ValueError:
            return backoff
        then = then if then.tzinfo else then.replace(tzinfo=UTC)
        return max(backoff, (then - self._manner.now()).total_seconds())

    def _understood(self, reply: Reply, first: SplitResult, at: SplitResult, for_good: bool) -> Answer:
        if reply.code in (404, 410):
            raise DocumentError(f"it is gone from its address ({reply.code}); check the register")
        if reply.code not in (httpx.codes.OK, httpx.codes.NOT_MODIFIED):
            raise DocumentError(f"its address answered {reply.code} instead of the document")
        if at.path == "/" and first.path != "/":
            raise DocumentError("its address now leads to the site's front page; check the register")
        body = checked(reply.data, media_type(reply.headers)) if reply.code == httpx.codes.OK else None
        tags = reply.headers.get("etag", "")[:500], reply.headers.get("last-modified", "")[:100]
        return Answer(urlunsplit(at), body, *tags, moved=for_good and at != first)

    def _check_robots(self, at: SplitResult) -> None:
        host = at.hostname or ""
        if host not in self._robots:
            self._robots[host] = self._fetched_robots(at)
            self._asker.pauses[host] = self._robots[host].pause
        if not self._robots[host].allow(at.path + (f"?{at.query}" if at.query else "")):
            raise DocumentError(f"{host} asks programs not to fetch this address (robots.txt)")

    def _fetched_robots(self, parts: SplitResult) -> Robots:
        """A site without one allows everything; one that cannot be read just now allows nothing (RFC 9309)."""
        at = parts._replace(path="/robots.txt", query="")
        for _ in range(MOST_REDIRECTS + 1):
            reply = self._asker.ask(at, {"Accept": "text/plain"}, lambda _: MOST_LETTERS)
            if reply.code == httpx.codes.OK:
                return Robots.read(reply.data.decode("utf-8", "replace"), AGENT)
            if reply.code in REDIRECTS and "location" in reply.headers:
                at = checked_address(joined(urlunsplit(at), reply.headers["location"]), self._hosts)
            elif 400 <= reply.code < 500 and reply.code != httpx.codes.TOO_MANY_REQUESTS:
                return Robots()
            else:
                break
        raise DocumentError(f"{parts.hostname} does not say what programs may fetch (robots.txt); fetch again later")


def _headers(known: Known | None) -> dict[str, str]:
    asked = {"Accept": ACCEPT}
    if known and known.etag:
        asked["If-None-Match"] = known.etag
    if known and known.last_modified:
        asked["If-Modified-Since"] = known.last_modified
    return asked


def _most(headers: httpx.Headers) -> int:
    return MOST_BYTES["pdf" if media_type(headers) == "application/pdf" else "html"]
