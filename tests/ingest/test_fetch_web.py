"""The polite visitor, against real HTTP on this machine: where it goes, how it asks, what it refuses."""

import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from email.utils import format_datetime

import httpx
import pytest

from ingest.official.fetch_address import checked_address, open_internet
from ingest.official.fetch_ask import Asker, Manner
from ingest.official.fetch_web import Known, Web
from sharebot.errors import DocumentError
from tests.ingest.official_site import (
    NOON,
    PDF,
    Clock,
    OfficialSite,
    Reply,
    endless,
    in_drops,
    never_mind,
    official_site,
    packed,
    page,
    to,
)

HOSTS = {"www.gov.scot", "ico.org.uk"}
HOME = "https://www.gov.scot/publications/x/"


@pytest.fixture
def site() -> Iterator[OfficialSite]:
    with official_site() as opened:
        yield opened


@pytest.fixture
def why_not(site: OfficialSite) -> Callable[..., str]:
    """The reason why the address cannot be had."""

    def reason(address: str = HOME, clock: Clock | None = None, **manner: float) -> str:
        with Web(HOSTS, site.manner(clock, **manner)) as web, pytest.raises(DocumentError) as caught:
            web.get(address)
        return str(caught.value)

    return reason


def test_a_page_comes_as_it_was_sent_with_what_tells_it_apart_later(site: OfficialSite) -> None:
    site.serve(HOME, Reply(page("X", ""), headers={"ETag": '"1"', "Last-Modified": "Sun, 22 Nov 2026 10:00:00 GMT"}))

    with Web(HOSTS, site.manner()) as web:
        answer = web.get(HOME)

    assert answer.body is not None
    assert answer.body.data == page("X", "")
    assert (answer.final, answer.etag, answer.last_modified) == (HOME, '"1"', "Sun, 22 Nov 2026 10:00:00 GMT")


def test_it_says_who_it_is_and_sends_no_cookie(site: OfficialSite) -> None:
    site.serve(HOME, Reply(page("X", ""), headers={"Set-Cookie": "who=me"}))

    with Web(HOSTS, site.manner()) as web:
        web.get(HOME)
        web.get(HOME)

    assert {one.headers["User-Agent"] for one in site.asked} == {"sharebot/test (+ig@example.scot)"}
    assert not [one for one in site.asked if "Cookie" in one.headers or "Authorization" in one.headers]


def test_no_proxy_of_the_environment_is_used(site: OfficialSite, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    site.serve(HOME, page("X", ""))

    with Web(HOSTS, site.manner()) as web:
        assert web.get(HOME).body is not None


def test_an_unchanged_page_is_not_sent_again(site: OfficialSite) -> None:
    site.serve(HOME, Reply(page("X", ""), headers={"ETag": '"1"'}))

    with Web(HOSTS, site.manner()) as web:
        assert web.get(HOME, Known('"1"', "Sun, 22 Nov 2026 10:00:00 GMT")).body is None

    assert site.asked[-1].headers["If-Modified-Since"] == "Sun, 22 Nov 2026 10:00:00 GMT"


def test_it_pauses_between_two_requests_to_one_host_and_not_between_hosts(site: OfficialSite) -> None:
    clock = Clock()
    site.serve(HOME, page("X", ""))
    site.serve("https://ico.org.uk/y/", page("Y", ""))

    with Web(HOSTS, site.manner(clock)) as web:
        web.get(HOME)
        assert clock.waited == [1.0]
        web.get("https://ico.org.uk/y/")
        assert clock.waited == [1.0, 1.0]
        web.get(HOME)

    assert clock.waited == [1.0, 1.0], "by then more than a second had passed for the first host"


def test_it_waits_as_long_between_requests_as_the_site_asks(site: OfficialSite) -> None:
    clock = Clock()
    site.serve("https://www.gov.scot/robots.txt", Reply(b"User-agent: *\nCrawl-delay: 5", kind="text/plain"))
    site.serve(HOME, page("X", ""))

    with Web(HOSTS, site.manner(clock)) as web:
        web.get(HOME)

    assert clock.waited == [5.0]


def test_what_robots_txt_closes_is_never_asked_for(site: OfficialSite, why_not: Callable[..., str]) -> None:
    rules = b"User-agent: *\nDisallow: */data.pdf\nDisallow: /publications/\n"
    site.serve("https://www.gov.scot/robots.txt", Reply(rules, kind="text/plain"))

    assert "robots.txt" in why_not()
    assert site.paths() == []


def test_a_redirect_to_what_robots_txt_closes_is_not_followed(site: OfficialSite, why_not: Callable[..., str]) -> None:
    site.serve("https://www.gov.scot/robots.txt", Reply(b"User-agent: sharebot\nDisallow: /shut", kind="text/plain"))
    site.serve(HOME, to("/shut/up"))

    assert "robots.txt" in why_not()
    assert "/shut/up" not in site.paths()


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_site_that_cannot_say_its_rules_is_left_alone(
    site: OfficialSite, why_not: Callable[..., str], status: int
) -> None:
    site.serve("https://www.gov.scot/robots.txt", Reply(b"", status))
    site.serve(HOME, page("X", ""))

    assert "does not say what programs may fetch" in why_not()
    assert site.paths() == []


def test_redirects_are_followed_and_the_last_address_is_told(site: OfficialSite) -> None:
    site.serve(HOME, to("/publications/y/", 301))
    site.serve("https://www.gov.scot/publications/y/", to("https://ico.org.uk/z/", 308))
    site.serve("https://ico.org.uk/z/", page("Z", ""))

    with Web(HOSTS, site.manner()) as web:
        answer = web.get(HOME)

    assert answer.final == "https://ico.org.uk/z/"
    assert answer.moved, "both redirects were for good"


def test_a_redirect_for_now_is_no_move(site: OfficialSite) -> None:
    site.serve(HOME, to("/publications/y/", 302))
    site.serve("https://www.gov.scot/publications/y/", page("Y", ""))

    with Web(HOSTS, site.manner()) as web:
        assert not web.get(HOME).moved


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        (HOME, "more than 5 times"),
        ("https://elsewhere.example/x", "no host of the register"),
        ("https://127.0.0.1/x", "no host of the register"),
        ("https://10.0.0.1/x", "no host of the register"),
        ("https://[::1]/x", "no host of the register"),
        ("https://localhost/x", "no host of the register"),
        ("http://www.gov.scot/publications/y/", "not https"),
        ("file:///etc/passwd", "not https"),
        ("https://www.gov.scot:8443/y", "a port or a password"),
        ("https://www.gov.scot:port/y", "no proper answer"),
        ("https://me:secret@www.gov.scot/y", "a port or a password"),
        ("https://www.gov.scot@elsewhere.example/y", "a port or a password"),
        ("/", "front page"),
    ],
)
def test_a_redirect_that_leads_astray_is_refused(
    site: OfficialSite, why_not: Callable[..., str], target: str, reason: str
) -> None:
    site.serve(HOME, to(target))
    site.serve("https://www.gov.scot/", page("Front page", ""))

    assert reason in why_not()


def test_a_chain_of_redirects_comes_to_an_end(site: OfficialSite, why_not: Callable[..., str]) -> None:
    for number in range(10):
        site.serve(HOME if not number else f"https://www.gov.scot/{number}", to(f"/{number + 1}"))

    assert "more than 5 times" in why_not()
    assert len(site.paths()) == 6


@pytest.mark.parametrize("status", [404, 410])
def test_what_is_gone_is_told_as_gone(site: OfficialSite, why_not: Callable[..., str], status: int) -> None:
    site.serve(HOME, Reply(b"gone", status))

    assert why_not() == f"it is gone from its address ({status}); check the register"


@pytest.mark.parametrize(
    "title",
    [
        "Page not found", "404", "404 - Not Found", "Error 404", "Sorry, we can’t find that page", "Not found",
        "This page does not exist", "The document is no longer available",
    ],
)  # fmt: skip
def test_a_page_that_says_it_is_not_there_is_noticed(
    site: OfficialSite, why_not: Callable[..., str], title: str
) -> None:
    site.serve(HOME, page("Scottish Government", "", heading=title))

    assert "check the register" in why_not()


@pytest.mark.parametrize("title", ["Just a moment...", "Access denied", "Sign in to continue"])
def test_a_notice_in_place_of_the_document_is_noticed(
    site: OfficialSite, why_not: Callable[..., str], title: str
) -> None:
    site.serve(HOME, page(title, ""))

    assert "not with the document" in why_not()


@pytest.mark.parametrize(
    "title",
    [
        "Missing people who are not found: guidance", "Signs of safety", "Login details and identity",
        "Finding a document in records", "When consent is no longer needed",
    ],
)  # fmt: skip
def test_a_document_about_such_things_is_taken(site: OfficialSite, title: str) -> None:
    site.serve(HOME, page(title, ""))

    with Web(HOSTS, site.manner()) as web:
        assert web.get(HOME).body is not None


def test_a_busy_site_is_asked_again_when_it_says(site: OfficialSite) -> None:
    clock = Clock()
    later = format_datetime(NOON + timedelta(seconds=50), usegmt=True)
    busy = Reply(b"", 429, {"Retry-After": "30"}), Reply(b"", 503, {"Retry-After": later})
    site.serve(HOME, *busy, page("X", ""))

    with Web(HOSTS, site.manner(clock)) as web:
        assert web.get(HOME).body is not None

    assert [one for one in clock.waited if one > 1] == [30.0, 50.0]


def test_a_site_that_asks_for_hours_is_not_asked_again_at_all(site: OfficialSite) -> None:
    site.serve(HOME, Reply(b"", 429, {"Retry-After": "7200"}))

    with Web(HOSTS, site.manner()) as web:
        for _ in range(2):
            with pytest.raises(DocumentError, match="left alone for 120 minutes"):
                web.get(HOME)

    assert len(site.paths()) == 1


def test_a_broken_site_is_asked_four_times_with_longer_waits(site: OfficialSite, why_not: Callable[..., str]) -> None:
    clock = Clock()
    site.serve(HOME, Reply(b"", 500))

    assert "answered 500 each of 4 times" in why_not(clock=clock)
    assert [one for one in clock.waited if one > 1] == [2.0, 4.0, 8.0]


@pytest.mark.parametrize("status", [400, 401, 403, 418])
def test_a_refusal_is_final(site: OfficialSite, why_not: Callable[..., str], status: int) -> None:
    site.serve(HOME, Reply(b"", status))

    assert f"answered {status}" in why_not()
    assert len(site.paths()) == 1


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply(page("X", ""), headers={"Content-Length": "999999"}), "cut short"),
        (Reply(page("X", ""), headers={"Content-Length": "999999999"}), "larger than 20 MB"),
        (Reply(PDF, kind="application/pdf", headers={"Content-Length": "999999999"}), "larger than 100 MB"),
        (Reply(PDF), "says that it is a web page, and is not"),
        (Reply(b"GIF89a plain words"), "says that it is a web page, and is not"),
        (Reply(page("X", ""), kind="application/pdf"), "says that it is a PDF file, and is not"),
        (Reply(page("X", ""), kind="application/zip"), "of the type application/zip"),
        (Reply(page("X", ""), kind=""), "of the type unknown"),
        (Reply(b""), "it is empty"),
        (Reply(page("X", ""), headers={"Content-Encoding": "br"}), "packed as br"),
        (Reply(page("X", ""), headers={"Content-Encoding": "gzip"}), "packed with gzip and damaged"),
        (Reply(packed(page("X", "")).body[:-30], headers={"Content-Encoding": "gzip"}), "cut short"),
    ],
)
def test_an_answer_that_is_not_what_it_should_be_is_refused(
    site: OfficialSite, why_not: Callable[..., str], reply: Reply, reason: str
) -> None:
    site.serve(HOME, reply)

    assert reason in why_not()


def test_a_packed_page_is_unpacked(site: OfficialSite) -> None:
    site.serve(HOME, packed(page("X", "")))

    with Web(HOSTS, site.manner()) as web:
        answer = web.get(HOME)

    assert answer.body is not None
    assert answer.body.data == page("X", "")


def test_a_bomb_of_gzip_is_stopped_while_it_unpacks(site: OfficialSite, why_not: Callable[..., str]) -> None:
    site.serve(HOME, packed(page("X", "") + b"0" * 60_000_000))

    assert "larger than 20 MB" in why_not()


def test_an_endless_page_is_stopped(site: OfficialSite, why_not: Callable[..., str]) -> None:
    site.serve(HOME, endless)

    assert "larger than 20 MB" in why_not()


def test_a_page_that_trickles_in_is_given_up_when_its_time_is_over(
    site: OfficialSite, why_not: Callable[..., str]
) -> None:
    site.serve(HOME, in_drops(200))

    assert "in the time allowed" in why_not(clock=Clock(step=200.0))


def test_a_site_that_falls_silent_is_cut_off(site: OfficialSite, why_not: Callable[..., str]) -> None:
    stop = threading.Event()
    site.serve(HOME, never_mind(stop))
    began = time.monotonic()

    reason = why_not(longest=0.3)
    stop.set()

    assert "took" in reason
    assert time.monotonic() - began < 10


def test_a_site_that_is_not_there_gets_a_sentence() -> None:
    with Web(HOSTS, Manner(own_site=9, pause=0)) as web, pytest.raises(DocumentError, match="could not be reached"):
        web.get(HOME)


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:10.0.0.1",
        "2002:7f00:1::", "64:ff9b::7f00:1", "2001:db8::1", "not a number",
    ],
)  # fmt: skip
def test_a_host_with_an_address_that_is_not_on_the_open_internet_is_never_asked(number: str) -> None:
    manner = Manner(resolve=lambda _: ["1.1.1.1", number], pause=0)

    with Web(HOSTS, manner) as web, pytest.raises(DocumentError, match="not on the open internet"):
        web.get(HOME)


def test_the_address_that_was_checked_is_the_one_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([["93.184.215.14"], ["127.0.0.1"]])
    sent: list[httpx.Request] = []

    def send(_: object, request: httpx.Request, **__: object) -> None:
        sent.append(request)
        raise KeyboardInterrupt

    monkeypatch.setattr("httpx.Client.send", send)
    with Asker(Manner(resolve=lambda _: next(answers), pause=0)) as asker, pytest.raises(KeyboardInterrupt):
        asker.ask(checked_address(HOME, HOSTS), {}, lambda _: 1)

    assert str(sent[0].url) == "https://93.184.215.14/publications/x/"
    assert sent[0].headers["Host"] == "www.gov.scot"
    assert sent[0].extensions["sni_hostname"] == "www.gov.scot", "the certificate must be the host's"


def test_a_host_without_an_address_is_refused() -> None:
    with pytest.raises(DocumentError, match="no address"):
        open_internet("www.gov.scot", lambda _: [])
