"""Words of a web page that are about the site: its name, its contents lists, its requests for feedback."""

# ruff: noqa: E501  (a pattern is easier to follow on one line)

import re
from collections.abc import Iterator

from ingest.document import Block

SITE_NAME = re.compile(r"\s+(?:[|•·»]|::|[-–—])\s+([^|•·»]{2,40})$")
MOST_WORDS_OF_SITE_NAME = 5

CONTENTS = re.compile(
    r"(table of )?contents( list)?|(on|in) this (page|section|guide|publication)|page contents|jump to.*", re.I
)
ABOUT_THE_SITE = re.compile(
    r"(is|was) this (page|information|content) (useful|helpful)\??|did you find (this|what).*|related (content|links|pages|information|topics|articles|posts)"
    r"|share this( page)?|explore the topic|help us (to )?improve.*|sign up for (emails|updates).*|you may also (like|be interested in).*"
    r"|(rate|print) this page|leave a (reply|comment)|(cookies|tell us whether you accept cookies).{0,40}|your feedback|feedback",
    re.I,
)  # fmt: skip


def without_site(title: str) -> str:
    """The site's name is not part of a page's title."""
    found = SITE_NAME.search(title)
    short = found is not None and len(found[1].split()) <= MOST_WORDS_OF_SITE_NAME
    return title[: found.start()] if found and short and len(title[: found.start()].split()) > 1 else title


def without_site_words(blocks: list[Block]) -> Iterator[Block]:
    """Without contents lists, and sections that are about the site and not the subject."""
    skipped: int | None = None
    contents = False
    for block in blocks:
        if block.kind == "heading":
            skipped = None if skipped is not None and block.level <= skipped else skipped
            contents = CONTENTS.fullmatch(block.text) is not None
            if skipped is None and ABOUT_THE_SITE.fullmatch(block.text):
                skipped = block.level
        if contents and block.kind not in ("heading", "item"):
            contents = False
        if not contents and skipped is None:
            yield block
