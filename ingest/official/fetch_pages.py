"""Which pages make up one publication: its own contents and "next" links, in order; and how publishers lay them out."""

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit, urlunsplit

from bs4 import BeautifulSoup, Tag, XMLParsedAsHTMLWarning

from ingest.official.fetch_address import joined
from sharebot.errors import DocumentError

MOST_PAGES = 150
FEW_WORDS = 300
"""A page of a publication with fewer words and a file to download is a cover; the file is the document."""

DEEPEST = 300
NEXT = re.compile(r"^\W*next\b", re.IGNORECASE)
NOT_PAGES = re.compile(r"\.(?!html?$)[a-z0-9]{2,5}$|/(documents|feedback|print|search|contact)(/|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Site:
    """How one publisher lays out what it publishes, where that is more than pages beneath an address."""

    whole: str = ""
    """Added to an address it gives the whole document in one page."""
    pages: str = ""
    """Beneath a publication's address, what the addresses of its pages look like."""
    cover: str = ""
    """What the address of a publication looks like, whose page may be no more than a cover for a file."""
    files: str = ""
    """How the addresses of files to download on the same host begin."""


SITES = {
    # https://www.legislation.gov.uk/developer/formats: an item's address with /data.xht is its full text as HTML.
    "www.legislation.gov.uk": Site(whole="/data.xht"),
    # The site's own templates: pages lie at pages/NAME/ beneath the publication, files under /binaries/.
    "www.gov.scot": Site(pages=r"pages/[^/]+/?", cover=r"/publications/[^/]+/?", files="/binaries/content/documents/"),
    # A publication's HTML attachments and a guide's parts lie one step beneath it.
    "www.gov.uk": Site(pages=r"[^/]+", cover=r"/government/publications/[^/]+"),
}
ANY_SITE = Site()


def start_of(address: str) -> str:
    """Where a document is fetched from, given the address people are given."""
    parts = urlsplit(address)
    site = SITES.get(parts.hostname or "", ANY_SITE)
    if not site.whole or parts.path.endswith(site.whole):
        return address
    return urlunsplit(parts._replace(path=parts.path.rstrip("/") + site.whole))


class Page:
    """A page as fetched, and where it leads. Raises DocumentError when it is no page that can be read."""

    def __init__(self, address: str, data: bytes) -> None:
        self.address = address
        self.data = data

    @cached_property
    def main(self) -> Tag:
        """What the page is about, without the site around it."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
                whole = BeautifulSoup(self.data, "lxml")
        except (ValueError, RecursionError) as error:
            raise DocumentError("its page is damaged") from error
        _check_depth(whole)
        self._links = list(_links(whole, self.address))
        for part in whole.select("script, style, noscript, template, svg, iframe, form, nav"):
            part.decompose()
        return whole.select_one("main, [role=main], article") or whole.body or whole

    @property
    def words(self) -> int:
        """How many words stand in it, its links left out."""
        linked = sum(len(link.get_text(" ").split()) for link in self.main.find_all("a"))
        return len(self.main.get_text(" ").split()) - linked

    @property
    def text(self) -> str:
        """Its words: the same on two pages means that they are the same page."""
        return " ".join(self.main.get_text(" ").split())

    @property
    def links(self) -> list[tuple[str, bool]]:
        """Where it leads, and whether as the next page."""
        _ = self.main
        return self._links

    def pages_of(self, publication: str) -> list[str]:
        """Pages of the publication it leads to, in order: those beneath itself, and the next one.

        On the publication's first page that is its contents.
        """
        found = []
        for address, is_next in self.links:
            beneath = _within(address, self.address) and address != self.address
            if (beneath or is_next) and _is_page(address, publication):
                found.append(address)
        return list(dict.fromkeys(found))

    def file_of(self) -> str | None:
        """The file that this cover page offers, when the page itself says hardly anything.

        Raises DocumentError when the file lies where the register does not lead.
        """
        parts = urlsplit(self.address)
        site = SITES.get(parts.hostname or "", ANY_SITE)
        if not site.cover or not re.fullmatch(site.cover, parts.path) or self.words >= FEW_WORDS:
            return None
        links = (urlsplit(address) for address, _ in self.links)
        offered = [link for link in links if link.path.lower().endswith(".pdf")]
        for link in offered:
            if site.files and link.hostname == parts.hostname and link.path.startswith(site.files):
                return urlunsplit(link._replace(query=""))
        if offered:
            raise DocumentError(
                f"its page only offers a file on {offered[0].hostname}; give the register the file's own address"
            )
        return None


def _check_depth(whole: BeautifulSoup) -> None:
    """Every tag within another costs each step after this one; no publisher nests them without end."""
    depths: dict[int, int] = {}
    for tag in whole.find_all(True):
        depths[id(tag)] = depth = depths.get(id(tag.parent), 0) + 1
        if depth > DEEPEST:
            raise DocumentError("its page is nested too deeply to be read safely")


def _links(whole: BeautifulSoup, base: str) -> Iterator[tuple[str, bool]]:
    for tag in whole.find_all(["a", "link"], href=True):
        relation = [str(one).lower() for one in tag.get_attribute_list("rel") if one]
        is_next = "next" in relation
        if tag.name == "link" and not is_next:
            continue
        named = str(tag.get("title") or "") or tag.get_text(" ")
        address = joined(base, str(tag["href"]))
        if address:
            yield address, is_next or bool(NEXT.match(named))


def _is_page(address: str, publication: str) -> bool:
    parts, home = urlsplit(address), urlsplit(publication)
    if (
        parts.hostname != home.hostname
        or not _within(address, publication)
        or address.rstrip("/") == publication.rstrip("/")
    ):
        return False
    rest = parts.path[len(_folder(home.path)) :]
    wanted = SITES.get(home.hostname or "", ANY_SITE).pages
    fits = re.fullmatch(wanted, rest) is not None if wanted else True
    return fits and not parts.query and not NOT_PAGES.search(parts.path)


def _within(address: str, publication: str) -> bool:
    parts, home = urlsplit(address), urlsplit(publication)
    return parts.hostname == home.hostname and parts.path.startswith(_folder(home.path))


def _folder(path: str) -> str:
    return path.rstrip("/") + "/"
