"""One request to one host: in turn, to the very address that was checked, and never for longer than allowed."""

import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Self
from urllib.parse import SplitResult, urlunsplit

import httpx

from ingest.official.fetch_address import Resolve, open_internet, resolve
from ingest.official.fetch_body import take_in
from sharebot.errors import DocumentError

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Manner:
    """How the visitor behaves; a test gives its own clock, pause and site."""

    agent: str = "sharebot"
    pause: float = 1.0
    longest: float = 300.0
    """Seconds for one answer, however it trickles in."""
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))
    resolve: Resolve = resolve
    own_site: int | None = None
    """For tests alone: every host is this machine's loopback at this port, without TLS. No setting leads here."""


class _Watch:
    """Cuts a connection off when its time is up, even while nothing more than the next byte is being waited for."""

    def __init__(self) -> None:
        self.fired = False
        self._stream: Any = None

    def noticed(self, event: str, told: Mapping[str, Any]) -> None:
        """Called by httpcore for every step; the stream it connects is what can be cut off."""
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            self._stream = told["return_value"]

    @contextmanager
    def limit(self, seconds: float) -> Iterator[None]:
        timer = threading.Timer(seconds, self._cut_off)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _cut_off(self) -> None:
        self.fired = True
        if self._stream is not None:
            try:
                self._stream.get_extra_info("socket").shutdown(2)
            except OSError:
                log.debug("The connection was closed already")


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer and its body; the body is there for 200 alone."""

    code: int
    headers: httpx.Headers
    data: bytes = b""


class Asker:
    """Asks one thing at a time, each host with a pause between. Use it as a context manager."""

    def __init__(self, manner: Manner) -> None:
        self._manner = manner
        self._clients: dict[str, httpx.Client] = {}
        self._asked: dict[str, float] = {}
        self.pauses: dict[str, float] = {}
        """What hosts themselves ask for between two requests, where it is longer than ours."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for client in self._clients.values():
            client.close()

    def ask(self, parts: SplitResult, headers: Mapping[str, str], most: Callable[[httpx.Headers], int]) -> Reply:
        """One GET. `most` says from the headers how many bytes are taken in.

        Raises DocumentError when the host cannot be reached, or the answer is too large, too slow or not whole.
        """
        host = parts.hostname or ""
        self._wait_turn(host)
        watch = _Watch()
        request = self._request(parts, headers, watch)
        log.debug("Asking %s", urlunsplit(parts))
        with watch.limit(self._manner.longest):
            try:
                return self._reply(host, request, most)
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                if watch.fired:
                    raise DocumentError(f"{host} took longer than {self._manner.longest:.0f} seconds") from error
                raise DocumentError(_trouble(host, error)) from error

    def _reply(self, host: str, request: httpx.Request, most: Callable[[httpx.Headers], int]) -> Reply:
        client = self._client(host)
        # What an earlier answer wanted remembered is forgotten: no cookie is ever sent.
        client.cookies.clear()
        response = client.send(request, stream=True)
        try:
            data = b""
            if response.status_code == httpx.codes.OK:
                deadline = self._asked[host] + self._manner.longest
                data = take_in(response, most(response.headers), lambda: self._manner.clock() <= deadline)
            return Reply(response.status_code, response.headers, data)
        finally:
            response.close()

    def _client(self, host: str) -> httpx.Client:
        """One a host: a connection made for one is never used for another at the same number."""
        if host not in self._clients:
            # trust_env: a proxy would look the host up itself, and the check of its address would mean nothing.
            limits = httpx.Limits(max_connections=1, max_keepalive_connections=0)
            self._clients[host] = httpx.Client(trust_env=False, follow_redirects=False, timeout=30.0, limits=limits)
        return self._clients[host]

    def _request(self, parts: SplitResult, headers: Mapping[str, str], watch: _Watch) -> httpx.Request:
        host = parts.hostname or ""
        if self._manner.own_site is None:
            number = open_internet(host, self._manner.resolve)
            target = parts._replace(netloc=f"[{number}]" if ":" in number else number)
        else:
            target = parts._replace(scheme="http", netloc=f"127.0.0.1:{self._manner.own_site}")
        told = {"Host": host, "User-Agent": self._manner.agent, "Accept-Encoding": "gzip", **headers}
        # The certificate must still be the host's own, although the number is what is connected to.
        extensions = {"sni_hostname": host, "trace": watch.noticed}
        timeouts = httpx.Timeout(min(30.0, self._manner.longest)).as_dict()
        return httpx.Request("GET", urlunsplit(target), headers=told, extensions={**extensions, "timeout": timeouts})

    def _wait_turn(self, host: str) -> None:
        pause = max(self._manner.pause, self.pauses.get(host, 0.0))
        if host in self._asked:
            left = self._asked[host] + pause - self._manner.clock()
            if left > 0:
                self._manner.sleep(left)
        self._asked[host] = self._manner.clock()


def _trouble(host: str, error: Exception) -> str:
    if isinstance(error, httpx.RemoteProtocolError):
        return f"what {host} sent was cut short or is no proper answer"
    if isinstance(error, httpx.TimeoutException):
        return f"{host} took too long to answer"
    return f"{host} could not be reached ({error or type(error).__name__})"
