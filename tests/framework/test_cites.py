"""Every reason rests on guidance: each rule has a cite, each quote stands in its page, each source is registered."""

import pytest

from sharebot.framework.model import Framework
from sharebot.yamltext import parse_yaml, read_yaml
from tests.framework.support import FOLDER

KNOWLEDGE = FOLDER.parent
FEWEST_WORDS = 6
MOST_QUOTES = 3


def folded(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """The text of every practice page and toolkit by its id, with white space folded."""
    texts: dict[str, str] = {}
    for path in [*KNOWLEDGE.glob("code-of-practice/*.md"), *KNOWLEDGE.glob("toolkits/*.md")]:
        _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
        texts[parse_yaml(front, path.name)["id"]] = folded(body)
    return texts


def test_every_rule_has_between_one_and_three_quotes(framework: Framework) -> None:
    cited = [cite.supports for cite in framework.cites]
    wrong = {rule.id: n for rule in framework.rules if not 1 <= (n := cited.count(rule.id)) <= MOST_QUOTES}

    assert wrong == {}


def test_every_quote_stands_word_for_word_in_its_page(framework: Framework, pages: dict[str, str]) -> None:
    lost = [
        f"{cite.supports}: {cite.page}: {cite.quote}"
        for cite in framework.cites
        if folded(cite.quote) not in pages.get(cite.page, "")
    ]

    assert lost == []


def test_a_quote_is_long_enough_to_stand_alone_and_holds_no_markdown_or_reference(framework: Framework) -> None:
    unfit = [
        cite.quote
        for cite in framework.cites
        if len(cite.quote.split()) < FEWEST_WORDS or any(mark in cite.quote for mark in "*`[]|#")
    ]

    assert unfit == []


def test_the_first_quote_of_every_rule_has_at_least_six_words(framework: Framework) -> None:
    first: dict[str, str] = {}
    for cite in framework.cites:
        first.setdefault(cite.supports, cite.quote)
    short = {rule.id for rule in framework.rules if len(first.get(rule.id, "").split()) < FEWEST_WORDS}

    assert short == set()


def test_no_quote_is_given_twice_for_the_same_thing(framework: Framework) -> None:
    given = [(cite.supports, cite.quote) for cite in framework.cites]

    assert len(set(given)) == len(given)


def test_every_source_of_a_rule_starts_with_a_registered_source(framework: Framework) -> None:
    registered = {entry["id"] for entry in read_yaml(KNOWLEDGE / "sources.yaml")}
    unknown = [
        f"{rule.id}: {source}"
        for rule in framework.rules
        for source in rule.sources
        if source.split()[0] not in registered
    ]

    assert unknown == []
    assert all(rule.sources for rule in framework.rules)
