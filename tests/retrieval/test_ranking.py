"""What a search weighs: authority, area, freshness, jurisdiction, abbreviations, and passages that say the same."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from sharebot.errors import KnowledgeError
from sharebot.retrieval.folding import fold
from sharebot.retrieval.library import Library
from sharebot.retrieval.passage import Hit, Passage
from sharebot.retrieval.ranking import is_english, rank, standing
from sharebot.settings import Settings
from tests.retrieval.word_hashing import WordHashing

TODAY = date(2026, 11, 22)
PLAIN = Passage(
    id="a", source_id="s", title="T", publisher="", version="", section="S", page=None, page_label=None, url=None,
    tier="toolkit", area=None, jurisdiction="Scotland", review_by=None,
    text="Share what is needed with social work today.",
)  # fmt: skip


def ranked(*passages: Passage, area: str = "") -> list[str]:
    same = {passage.id: 0.5 for passage in passages}
    return [hit.passage.id for hit in rank(passages, same, {}, area, TODAY)]


def test_of_equal_passages_the_law_comes_before_our_digest_and_that_before_a_checklist() -> None:
    tiers = {"1": "local", "2": "toolkit", "3": "code", "4": "official"}
    passages = [replace(PLAIN, id=one, tier=tier) for one, tier in tiers.items()]

    assert ranked(*passages) == ["4", "3", "2", "1"]


def test_the_areas_own_guidance_comes_first_among_equals_for_who_works_there() -> None:
    local = replace(PLAIN, id="local", tier="local", area="west")
    law = replace(PLAIN, id="law", tier="official")

    assert ranked(local, law, area="west") == ["local", "law"]
    assert ranked(local, law) == ["law", "local"]


@pytest.mark.parametrize(
    ("worse", "why"),
    [
        ({"jurisdiction": "England"}, "English"),
        ({"jurisdiction": "England and Wales"}, "English and Welsh"),
        ({"status": "superseded"}, "superseded"),
        ({"review_by": "2026-11-22"}, "due for review today"),
    ],
)
def test_what_is_no_authority_or_out_of_date_comes_later(worse: dict[str, str], why: str) -> None:
    assert ranked(replace(PLAIN, id="1", **worse), replace(PLAIN, id="2")) == ["2", "1"], why


def test_english_guidance_never_comes_before_scottish_guidance_that_fits_at_all() -> None:
    english, scottish = replace(PLAIN, id="e", jurisdiction="England"), replace(PLAIN, id="s")

    hits = rank([english, scottish], {"e": 0.9, "s": 0.4}, {"e": 0.6, "s": 0.0}, "", TODAY)

    assert [hit.passage.id for hit in hits] == ["s", "e"]
    assert is_english(english)
    assert not is_english(replace(PLAIN, jurisdiction="UK (applies in Scotland)"))


def test_a_review_that_is_still_to_come_takes_nothing_away() -> None:
    assert standing(replace(PLAIN, review_by="2026-11-23"), "", TODAY) == standing(PLAIN, "", TODAY)


def test_a_score_is_between_0_and_1_and_says_what_it_is_made_of() -> None:
    (hit,) = rank([replace(PLAIN, tier="official")], {"a": 1.0}, {"a": 1.0}, "", TODAY)

    assert (hit.score, hit.meaning, hit.words, hit.standing) == (1.0, 1.0, 1.0, 0.015)
    (none,) = rank([replace(PLAIN, jurisdiction="England")], {"a": -0.4}, {}, "", TODAY)
    assert none.score == 0.0


def test_passages_that_say_the_same_are_shown_once_and_the_others_named() -> None:
    texts = {
        "1": "Share what is needed with social work today, and write down what you shared and why.",
        "2": "- Share what is needed with social work today, and write down what you shared and why. [ngcp 1.129]",
        "3": "Phone the police where somebody is in danger now.",
    }
    hits = [Hit(replace(PLAIN, id=one, text=text), 0.5) for one, text in texts.items()]

    shown = fold(hits, 2)

    assert [(hit.passage.id, hit.also) for hit in shown] == [("1", ("2",)), ("3", ())]


def test_a_different_number_is_a_different_rule() -> None:
    hits = [
        Hit(replace(PLAIN, id=hours, text=f"Report to the adult protection team within {hours} hours of the visit."), 1)
        for hours in ("four", "24")
    ]

    assert len(fold(hits, 10)) == 2


def test_folding_survives_passages_without_words() -> None:
    hits = [Hit(replace(PLAIN, id=str(number), text=text), 1) for number, text in enumerate(["…", "", "— —"])]

    assert len(fold(hits, 10)) == 1


def test_an_abbreviation_finds_its_full_words(settings: Settings, build: Callable[[], None]) -> None:
    (settings.knowledge / "glossary.yaml").write_text(
        "- term: MWH\n  means: midwinter hold\n  kind: abbreviation\n  plain: An invented thing.\n"
    )
    (settings.knowledge / "toolkits" / "hold.txt").write_text("A midwinter hold is agreed beforehand.")
    build()
    library = Library.open(settings, WordHashing())

    assert library.search("who agrees the mwh?")[0].passage.source_id == "toolkits/hold"
    library.close()


def test_a_broken_glossary_is_named(settings: Settings, build: Callable[[], None]) -> None:
    build()
    (settings.knowledge / "glossary.yaml").write_text("- term: MWH\n")

    with pytest.raises(KnowledgeError, match=r"glossary\.yaml"):
        Library.open(settings, WordHashing())


def test_a_search_can_be_kept_to_one_jurisdiction(library: Library) -> None:
    everywhere = {hit.passage.source_id for hit in library.search("consent guide concern")}
    scottish = {hit.passage.source_id for hit in library.search("consent guide concern", jurisdictions=["Scotland"])}

    assert everywhere - scottish == {"england"}
    assert {hit.passage.source_id for hit in library.search("consent", jurisdictions=["England"])} == {"england"}
    assert library.search("consent", jurisdictions=["Mars"]) == []
