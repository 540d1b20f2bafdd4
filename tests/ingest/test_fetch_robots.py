"""robots.txt as RFC 9309 describes it."""

import time

import pytest

from ingest.official.fetch_robots import Robots


def robots(*lines: str) -> Robots:
    return Robots.read("\n".join(lines), "sharebot")


@pytest.mark.parametrize(
    ("rule", "path", "allowed"),
    [
        ("Disallow: /private", "/private/x", False),
        ("Disallow: /private", "/public", True),
        ("Disallow:", "/anything", True),
        ("Disallow: /", "/anything", False),
        ("Disallow: */data.pdf", "/asp/2007/10/data.pdf", False),
        ("Disallow: */data.pdf", "/asp/2007/10/data.xht", True),
        ("Disallow: /*.pdf$", "/a/b.pdf", False),
        ("Disallow: /*.pdf$", "/a/b.pdf?x=1", True),
        ("Disallow: /a$", "/a", False),
        ("Disallow: /a$", "/a/b", True),
        ("Disallow: /x*y*z", "/x1y2z3", False),
        ("Disallow: /x*y*z", "/x1z2y3", True),
    ],
)
def test_a_rule_closes_what_it_names_and_nothing_else(rule: str, path: str, allowed: bool) -> None:
    assert robots("User-agent: *", rule).allow(path) is allowed


def test_the_longest_rule_that_fits_decides_and_leave_wins_a_tie() -> None:
    rules = robots("User-agent: *", "Disallow: /p", "Allow: /publications", "Disallow: /publications/x", "Allow: /p")

    assert rules.allow("/publications/y")
    assert not rules.allow("/publications/x/1")
    assert rules.allow("/p")


def test_a_group_that_names_us_counts_alone() -> None:
    rules = robots("User-agent: *", "Disallow: /", "", "User-agent: other", "User-agent: Sharebot/2", "Disallow: /b")

    assert rules.allow("/a")
    assert not rules.allow("/b")


def test_comments_unknown_lines_and_stray_rules_are_passed_over() -> None:
    rules = robots("Disallow: /stray", "# hello", "User-agent: * # all", "Sitemap: /s.xml", "Disallow: /b # why")

    assert rules.allow("/stray")
    assert not rules.allow("/b")


@pytest.mark.parametrize(("told", "pause"), [("5", 5.0), ("0.5", 0.5), ("86400", 30.0), ("soon", 0.0), ("-1", 0.0)])
def test_a_pause_is_taken_within_bounds(told: str, pause: float) -> None:
    assert robots("User-agent: *", f"Crawl-delay: {told}").pause == pause


def test_no_pattern_makes_it_slow() -> None:
    began = time.monotonic()

    robots("User-agent: *", "Disallow: /" + "*a" * 5000 + "b$").allow("/" + "a" * 20_000)

    assert time.monotonic() - began < 1
