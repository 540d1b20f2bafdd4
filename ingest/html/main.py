"""The part of a web page that is the document: not the site around it, and nothing that cannot be seen."""

# ruff: noqa: E501  (a pattern is easier to follow on one line)

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Comment, Tag

from ingest.formats.hidden import Hidden
from ingest.reading.addressed import is_addressed_to_a_program

NEVER = "script, style, noscript, template, svg, nav, iframe, object, button, select, input, textarea, [role=navigation], link, meta"
USUALLY_NOT = "header, footer, aside:not([role=note]), form, [role=banner], [role=contentinfo], [role=search], [role=complementary], dialog"
MARKS = (
    "sup:has(> a[href^='#']), a[role=doc-noteref], a[role=doc-backlink], .footnote-backref, .reversefootnote, "
    ".LegCommentaryLink, .LegChangeDelimiter, .LegExtentRestriction, .headerlink, .anchorjs-link, rt, rp"
)
"""Signs that lead elsewhere and would stick to the word before them."""

WHERE = ("#viewLegContents", "#viewLegSnippet", ".LegSnippet", "main, [role=main]", "article", "#main-content",
         "#maincontent", "#main", "#content", ".entry-content", ".main-content", ".page-content")  # fmt: skip
"""The likeliest first: legislation.gov.uk's own, then what the standard says, then what many sites call it."""
ENOUGH = 0.25
"""A part so named counts when it holds this share of the page's words; a main element always does."""

NOT_DROPPED = 0.4
"""What holds more of the words than this is the document, whatever it is called."""

SITE = re.compile(
    r"(?:^|[-_])(?:cookies?(?:-?(?:banner|notice|consent|message|bar|policy))?|breadcrumbs?|skip-?(?:links?|to-content)|back-?to-?top|"
    r"related(?:-?(?:links?|content|navigation|posts?|pages?|items?|articles?))?|jp-relatedposts|"
    r"share-?(?:links?|buttons?|this|bar|icons?|page|tools?)|sharing-?(?:links?|buttons?|tools?)|social(?:-?(?:share|sharing|links?|media|icons?))?|"
    r"sharedaddy|addtoany\w*|a2a_kit|feedback|(?:page-?)?rating|rate-?this(?:-?page)?|was-?this-?(?:page-?)?(?:useful|helpful)|survey|"
    r"pagination|pager|page-?nav(?:igation)?|prev-?next(?:-?nav)?|post-navigation|sequential-?nav|side-?nav(?:igation)?|sidebar|side-?menu|subnav|"
    r"contents-?(?:list|nav|menu)|on-this-page|toc|toc-?container|table-of-contents|menu|navbar|navigation|newsletter|subscri(?:be|ption)s?|"
    r"comments?-?(?:area|list|form|respond)|print-?(?:link|page|button)|screen-reader-text|visually-?hidden|sr-only|site-?(?:header|footer)|"
    r"phase-banner|published-dates|translation-nav|contextual-(?:sidebar|footer|links)|LegAnnotations|update-history|page-tools|"
    r"single-page-notification-button|devolved-nations-links|widget-area)$",
    re.I,
)  # fmt: skip
"""How the parts around a document are called on government, council and WordPress sites. A name that goes on, such as
contents-list-with-body, is another thing; so is `has-sidebar`."""
DESCRIBES_THE_PAGE = re.compile(
    r"^(?:has|no|with|without|is|js|page|layout|template|single|body)[-_]|[-_](?:with|has)[-_]", re.I
)

UNSEEN_STYLE = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|font-size:(?:0|1px|0?\.\d+(?:px|pt|em|rem)|[01](?:\.\d+)?p[xt])(?:[;!]|$)|opacity:0(?:\.0\d*)?(?:[;!]|$)"
    r"|(?:left|right|top|bottom|text-indent|margin-left|margin-top):-\d{3,}|clip:rect\((?:0|1px)|clip-path:inset\((?:50|100)%"
    r"|mso-hide:all|(?<![-\w])color:transparent|transform:scale\(0",
    re.I,
)  # fmt: skip
NO_SIZE = re.compile(r"(?<![-\w])(?:height|width):(?:0|1px)(?:px)?(?:[;!]|$)", re.I)
WHITE = re.compile(r"(?<![-\w])color:(?:#fff(?:fff)?|white|rgba?\(255,255,255|#f[c-f]f[c-f]f[c-f]|snow|ivory)", re.I)
GROUND = re.compile(r"background", re.I)
PLAIN_SELECTOR = re.compile(r"([.#])([\w-]+)$")


def main_content(page: BeautifulSoup, hidden: Hidden) -> Tag:
    """Changes `page`: takes out of it what is not the document, and gathers what was hidden."""
    unseen_names = set(_unseen_by_rules(page))
    _gather_comments(page, hidden)
    for part in page.select(NEVER):
        part.decompose()
    main = _main(page)
    most = NOT_DROPPED * _words(main)
    for part in [*main.select(USUALLY_NOT), *main.find_all(_is_site)]:
        if part is not main and not part.decomposed and _words(part) <= most:
            _drop(part)
    for mark in main.select(MARKS):
        mark.decompose()
    for part in main.find_all(lambda tag: _is_unseen(tag, unseen_names)):
        if not part.decomposed:
            hidden.add(part.get_text(" "))
            part.decompose()
    return main


def _words(tag: Tag) -> int:
    return len(tag.get_text(" ").split())


def _main(page: BeautifulSoup) -> Tag:
    whole = page.body or page
    total = _words(whole)
    for where in WHERE:
        found = max(page.select(where), key=_words, default=None)
        if (
            found is not None
            and (words := _words(found))
            and (where.startswith(("main", "#view")) or words >= ENOUGH * total)
        ):
            return found
    return whole


def _drop(part: Tag) -> None:
    """All but the page's own heading, which often stands in a header."""
    heading = part.find("h1")
    if heading is not None:
        part.insert_before(heading.extract())
    part.decompose()


def _is_site(tag: Tag) -> bool:
    names = [*tag.get_attribute_list("class"), tag.get("id")]
    return tag.name not in ("html", "body", "main", "h1") and any(
        _is_site_name(name) for name in names if isinstance(name, str)
    )


def _is_site_name(name: str) -> bool:
    if DESCRIBES_THE_PAGE.search(name):
        return False
    block, _, element = name.partition("__")
    # In "ds_layout__sidebar" either half may say what it is.
    return (
        SITE.search(name) is not None
        or SITE.search(block) is not None
        or (bool(element) and SITE.search(element) is not None)
    )


def _unseen_by_rules(page: BeautifulSoup) -> Iterator[str]:
    """Classes and ids which the page's own style rules hide, outside rules for print and the like."""
    for sheet in page.find_all("style"):
        for selectors, rules in _rules(sheet.get_text()):
            if _hides(rules):
                yield from (one.strip() for one in selectors.split(",") if PLAIN_SELECTOR.match(one.strip()))


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """What stands before each pair of braces, and what stands between them; not those inside other braces."""
    sheet = "".join(part.partition("*/")[2] if number else part for number, part in enumerate(sheet.split("/*")))
    deep, before, start = 0, "", 0
    for brace in re.finditer(r"[{}]", sheet):
        if brace[0] == "{":
            if deep == 0:
                before = sheet[start : brace.start()].rpartition(";")[2].strip()
            start, deep = brace.end(), deep + 1
        elif deep:
            deep -= 1
            if deep == 0 and not before.startswith("@"):
                yield before, sheet[start : brace.start()]
            start = brace.end()


def _hides(style: str) -> bool:
    tight = re.sub(r"\s+", "", style)
    return UNSEEN_STYLE.search(tight) is not None or (NO_SIZE.search(tight) is not None and "overflow:hidden" in tight)


def _is_unseen(tag: Tag, names: set[str]) -> bool:
    if tag.has_attr("hidden"):
        return True
    called = {f"#{tag.get('id')}", *(f".{name}" for name in tag.get_attribute_list("class") if name)}
    if called & names:
        return True
    style = tag.get("style")
    colour = tag.get("color") if tag.name == "font" else None
    if isinstance(colour, str) and WHITE.match(f"color:{colour}"):
        return not _has_ground(tag)
    if not isinstance(style, str):
        return False
    return _hides(style) or (WHITE.search(re.sub(r"\s+", "", style)) is not None and not _has_ground(tag))


def _has_ground(tag: Tag) -> bool:
    """Whether something may be painted behind it: by its own style, by a class of its own, or by what it stands in."""
    if tag.get("class"):
        return True
    return any(
        GROUND.search(str(one.get("style", ""))) or one.get("bgcolor") or one.get("background")
        for one in [tag, *tag.parents]
    )


def _gather_comments(page: BeautifulSoup, hidden: Hidden) -> None:
    """Comments are for whoever makes the site; only one that speaks to a program is worth a word."""
    for comment in page.find_all(string=lambda text: isinstance(text, Comment)):
        if is_addressed_to_a_program(str(comment)):
            hidden.add(str(comment))
