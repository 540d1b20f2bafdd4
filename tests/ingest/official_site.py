"""Publishers' sites on this machine: real HTTP, every host by its name, and every way an answer can go wrong."""

import gzip
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from ingest.official.fetch_ask import Manner

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
FILLER = " ".join(["Guidance is written for people who decide, and this sentence is part of it."] * 5)


def page(title: str, body: str, around: str = "", heading: str = "") -> bytes:
    """A web page as publishers make them, with a menu above and a footer below."""
    return (
        f"<!doctype html><html><head><title>{title} - a site</title>{around}</head>"
        "<body><nav><a href='/'>Home</a></nav>"
        f"<main><h1>{heading or title}</h1>{body}<p>{FILLER}</p></main><footer>Crown copyright</footer></body></html>"
    ).encode()


@dataclass
class Reply:
    """What the site answers to one address."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    kind: str = "text/html; charset=utf-8"


Answering = Reply | Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Asked:
    """One request as it arrived."""

    host: str
    path: str
    headers: dict[str, str]


class Clock:
    """Time that passes only when somebody waits, and by a little whenever somebody looks."""

    def __init__(self, step: float = 0.0) -> None:
        self.now = 0.0
        self.waited: list[float] = []
        self.step = step

    def __call__(self) -> float:
        self.now += self.step
        return self.now

    def sleep(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.now += seconds


class OfficialSite:
    """Every host the tests speak of, at one port of this machine."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.routes: dict[tuple[str, str], list[Answering]] = {}
        self.asked: list[Asked] = []

    def serve(self, address: str, *answers: Answering | bytes) -> None:
        """What an https address answers, one time after the other; the last is repeated."""
        host, _, path = address.removeprefix("https://").partition("/")
        self.routes[host, f"/{path}"] = [Reply(one) if isinstance(one, bytes) else one for one in answers]

    def paths(self, host: str = "") -> list[str]:
        """What was asked for, robots.txt left out."""
        return [one.path for one in self.asked if one.path != "/robots.txt" and host in one.host]

    def manner(self, clock: Clock | None = None, **other: Any) -> Manner:
        """A visitor of these sites that never really waits."""
        time = clock or Clock()
        usual: dict[str, Any] = {"pause": 1.0, "clock": time, "sleep": time.sleep, "now": lambda: NOON}
        return Manner(**usual | {"agent": "sharebot/test (+ig@example.scot)", "own_site": self.port} | other)

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        host = handler.headers.get("Host", "")
        self.asked.append(Asked(host, handler.path, dict(handler.headers.items())))
        waiting = self.routes.get((host, handler.path), [Reply(b"nothing here", 404, kind="text/plain")])
        one = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        if isinstance(one, Reply):
            send(handler, one)
        else:
            one(handler)


def send(handler: BaseHTTPRequestHandler, reply: Reply) -> None:
    """The whole of it, as a well-behaved server would."""
    tag = reply.headers.get("ETag")
    if tag and handler.headers.get("If-None-Match") == tag:
        reply = Reply(b"", 304, {"ETag": tag})
    handler.send_response(reply.status)
    handler.send_header("Content-Type", reply.kind)
    for name, value in reply.headers.items():
        handler.send_header(name, value)
    if "Content-Length" not in reply.headers and reply.status != 304:
        handler.send_header("Content-Length", str(len(reply.body)))
    handler.end_headers()
    handler.wfile.write(reply.body)


def endless(handler: BaseHTTPRequestHandler) -> None:
    """Never says how long it is, and never ends."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    handler.wfile.write(page("Endless", ""))
    chunk = b"<p>more</p>" * 10_000
    while True:
        handler.wfile.write(chunk)


def never_mind(stop: threading.Event) -> Callable[[BaseHTTPRequestHandler], None]:
    """Starts to answer, and then says nothing more until told to stop."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        stop.wait(20)

    return answer


def in_drops(pieces: int) -> Callable[[BaseHTTPRequestHandler], None]:
    """A page that arrives in many small pieces."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        for _ in range(pieces):
            handler.wfile.write(page("Drop", ""))
            handler.wfile.flush()

    return answer


def packed(body: bytes) -> Reply:
    """The same, packed with gzip."""
    return Reply(gzip.compress(body), headers={"Content-Encoding": "gzip"})


def to(address: str, status: int = 302) -> Reply:
    """A redirect."""
    return Reply(b"", status, {"Location": address})


class _Handler(BaseHTTPRequestHandler):
    site: OfficialSite

    def do_GET(self) -> None:
        try:
            self.site.answer(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, *_: Any) -> None:
        """Tests are silent."""


@contextmanager
def official_site() -> Iterator[OfficialSite]:
    """Open while it is used."""
    handler = type("Handler", (_Handler,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    handler.site = site = OfficialSite(server.server_port)  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
