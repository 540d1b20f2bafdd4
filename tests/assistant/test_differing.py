"""The card shows where the area differs on the point at hand: both sides, the order, at most two, none in danger."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest

from ingest.pipeline import run
from sharebot import bootstrap
from sharebot.answering.turn import Turn
from sharebot.assistant.differing import MOST
from sharebot.retrieval.embedder import Embedder
from sharebot.service import Sharebot
from sharebot.settings import ROOT, Settings
from tests.real_parts import AREA, DANGER

SCHEMA = json.loads((ROOT / "docs" / "schema" / "turn-1.json").read_text(encoding="utf-8"))
PAGES = ("child-protection-share-now", "data-breach-what-to-do", "parents-school-record-requests")
PROCEDURE = """---
id: invermorran-short
title: Short procedure
area: invermorran
---
# Short procedure

## A child may be at risk

In Invermorran, phone the First Contact Desk about any child protection concern, on 01632 960101. Every child protection
call is confirmed in writing on form IM-1 within 24 hours.

## When something has gone to the wrong person

Anyone who finds that information has gone to the wrong person tells the data protection lead within one hour.

## School records

Answer a parent's request for the educational record within 20 school days.
"""
CONCERN = {"purpose": "protect-child", "child_concern": "yes", "recipient": "social-work", "danger": "no"}
WRONG = {"purpose": "mistake", "danger": "no", "child_concern": "no"}
MESSAGE = "i sent a letter with health details to the wrong person"
REPORT = "a dad who lives elsewhere asks for his daughter's school report, mum objects"


@pytest.fixture(scope="module")
def differing(tmp_path_factory: pytest.TempPathFactory, real_embedder: Embedder) -> Iterator[Sharebot]:
    """A service with a short local procedure that differs from three national pages."""
    place = tmp_path_factory.mktemp("differing")
    knowledge = place / "knowledge"
    for page in PAGES:
        file = knowledge / "code-of-practice" / f"{page}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes((ROOT / "knowledge" / "code-of-practice" / file.name).read_bytes())
    (knowledge / "sources.yaml").write_bytes((ROOT / "knowledge" / "sources.yaml").read_bytes())
    (knowledge / "local").mkdir()
    (knowledge / "local" / "short.md").write_text(PROCEDURE, encoding="utf-8")
    run(Settings(data=place / "data", knowledge=knowledge), knowledge, lambda *_: None, real_embedder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bootstrap, "load_embedder", lambda _: real_embedder)
        yield bootstrap.build(Settings(data=place / "data", knowledge=ROOT / "knowledge"))


def turn(bot: Sharebot, message: str, area: str = AREA) -> Turn:
    return bot.ask(bot.conversation(area=area), message)[1]


def test_a_difference_on_the_point_shows_both_sides_with_its_sentence_and_the_order(differing: Sharebot) -> None:
    found = turn(differing, MESSAGE)

    assert found.recommendation is not None
    [row] = found.recommendation.differences
    by_number = {citation.n: citation for citation in found.citations}
    assert "within one hour" in row["sentence"]
    assert by_number[row["local"]].tier == "local"
    assert by_number[row["national"]].tier == "code"
    for words in (row["sentence"], row["order"], by_number[row["local"]].quote, by_number[row["national"]].quote):
        assert words in found.text
    jsonschema.validate(json.loads(json.dumps(found.to_json())), SCHEMA)


def test_the_local_words_are_not_shown_a_second_time_under_local_guidance(differing: Sharebot) -> None:
    found = turn(differing, MESSAGE)

    assert found.recommendation is not None
    quote = next(one.quote for one in found.citations if one.n == found.recommendation.differences[0]["local"])
    body = found.text.split("\n\n[1]")[0]
    assert body.count(quote) == 1


def test_a_card_to_share_now_shows_only_whom_to_phone(differing: Sharebot) -> None:
    found = turn(differing, "boy of 8 in my class has bruises and says his dad hit him, can i tell social work")

    assert found.recommendation is not None
    assert found.recommendation.outcome == "share-now"
    assert [row["kind"] for row in found.recommendation.differences] == ["contact"]
    assert found.recommendation.differences[0]["follow"] == "local"


def test_danger_does_not_wait_for_local_steps(differing: Sharebot) -> None:
    found = turn(differing, DANGER)

    assert found.recommendation is not None
    assert found.recommendation.differences == ()


def test_a_local_rule_that_asks_for_less_is_shown_as_one_to_be_raised(differing: Sharebot) -> None:
    found = turn(differing, REPORT)

    assert found.recommendation is not None
    row = found.recommendation.differences[0]
    assert (row["conflict"], row["follow"]) == (True, "law")
    assert row["order"].endswith("raise this with your information governance lead.")


@pytest.mark.parametrize("area", ["", "atlantis"])
def test_without_an_area_of_ours_there_are_none(differing: Sharebot, area: str) -> None:
    found = turn(differing, MESSAGE, area)

    assert found.recommendation is not None
    assert found.recommendation.differences == ()


def test_there_are_never_more_than_two_and_each_is_cited(differing: Sharebot) -> None:
    for message in (MESSAGE, REPORT):
        found = turn(differing, message)
        assert found.recommendation is not None
        assert len(found.recommendation.differences) <= MOST
        numbers = {citation.n for citation in found.citations}
        for row in found.recommendation.differences:
            assert {row["local"], row["national"]} - {None} <= numbers


def test_a_library_that_was_never_compared_leaves_the_card_standing(
    differing: Sharebot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("sharebot.retrieval.differences.FILE_NAME", "missing.json")

    found = turn(differing, MESSAGE)

    assert found.recommendation is not None
    assert found.recommendation.outcome == "do-not-share"
    assert found.recommendation.differences == ()


def test_finding_them_takes_no_time_worth_counting(differing: Sharebot) -> None:
    from sharebot.answering.citations import Citations
    from sharebot.assistant.card import CardMaker
    from sharebot.assistant.differing import on_the_card

    conversation, _ = differing.ask(differing.conversation(area=AREA), REPORT)
    assessment, library = differing.assess(conversation), differing.library()
    spent = []
    for _ in range(20):
        citations = Citations()
        CardMaker(differing.framework, library, citations).card(assessment)
        begun = time.perf_counter()
        assert on_the_card(differing.wording, library, conversation, assessment, citations)
        spent.append(time.perf_counter() - begun)
    assert min(spent) < 0.003
