"""Whatever rule decides, the card says what to do: each rule by itself brings the least advice a worker needs."""

from collections.abc import Iterator

import pytest

from sharebot.framework.model import Advice, Framework, Rule
from sharebot.yamltext import read_yaml
from tests.framework.support import FOLDER

CLOSED = {"do-not-share", "get-advice-first"}
ALWAYS_NEEDED = ("leave_out", "with_whom", "tell", "who_decides", "risk_of_sharing", "risk_of_not_sharing", "words")
USES = {"the person", "the recipient", "a refusal", "the note"}
TELLING = {"first", "after", "not-yet", "no-need"}


def sure_of(framework: Framework, rule: Rule) -> list[Advice]:
    """The entries that come whenever `rule` decides: they name it and ask for nothing else."""
    return [entry for entry in framework.advice if set(entry.when) == {"rule"} and rule.id in entry.when["rule"]]


def lacking(framework: Framework, rule: Rule) -> Iterator[str]:
    entries = sure_of(framework, rule)
    yield from (part for part in ALWAYS_NEEDED if not any(getattr(entry, part) for entry in entries))
    if rule.then not in CLOSED and not any(entry.share for entry in entries):
        yield "share"
    if rule.then in CLOSED and not {"a refusal", "the recipient"} & {w.use for e in entries for w in e.words}:
        yield "words to say instead"


def test_every_rule_has_the_least_advice_a_card_needs(framework: Framework):
    missing = {rule.id: parts for rule in framework.rules if (parts := list(lacking(framework, rule)))}

    assert missing == {}


def test_a_rule_that_keeps_things_closed_never_lists_things_to_share(framework: Framework):
    offered = {
        rule.id: entry.share
        for rule in framework.rules
        if rule.then in CLOSED
        for entry in sure_of(framework, rule)
        if entry.share
    }

    assert offered == {}


def test_who_decides_always_says_whom_to_turn_to_when_they_cannot_be_reached(framework: Framework):
    assert [e.id for e in framework.advice if e.who_decides and not e.who_decides.if_unavailable.strip()] == []


@pytest.mark.parametrize("part", ["share", "with_whom", "safeguards"])
def test_an_item_of_the_card_is_short_enough_to_tick(framework: Framework, part: str):
    assert [(e.id, item) for e in framework.advice for item in getattr(e, part) if len(item.split()) > 15] == []


def test_words_are_for_somebody_and_telling_has_a_time(framework: Framework):
    assert {words.use for entry in framework.advice for words in entry.words} == USES
    assert {entry.tell.when for entry in framework.advice if entry.tell} == TELLING


def test_every_source_of_advice_starts_with_a_registered_source(framework: Framework):
    registered = {source["id"] for source in read_yaml(FOLDER.parent / "sources.yaml")}

    assert {(e.id, s) for e in framework.advice for s in e.sources if s.split()[0] not in registered} == set()
