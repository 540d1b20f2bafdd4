"""Official text quoted in place of our digest, at the paragraph the digest names, and only where it says the same."""

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from ingest.official.fetch import fetch
from ingest.official.register import load_register
from ingest.pipeline import run
from sharebot.answering.citations import Citations
from sharebot.answering.official import OfficialText
from sharebot.answering.pinpoints import Place, references
from sharebot.retrieval.library import Library
from sharebot.retrieval.passage import Passage, passage_id
from sharebot.settings import Settings
from tests.ingest.official_site import OfficialSite, official_site, page
from tests.retrieval.word_hashing import WordHashing

WORDS = "A reasonable professional concern is enough to share with police or social work."
SAID = "Police and social work may be told where there is a reasonable professional concern, which is enough."


class Guidance:
    """Documents by their ids, of a library that may become another version."""

    def __init__(self, *passages: Passage, version: str = "1") -> None:
        self.version = version
        self.asked: list[str] = []
        self._passages = passages

    def passages_of(self, source_id: str) -> list[Passage]:
        self.asked.append(source_id)
        return [one for one in self._passages if one.source_id == source_id]


def passage(source_id: str, text: str, section: str = "Part 1", paragraphs: tuple[str, ...] = ()) -> Passage:
    return Passage(
        id=passage_id(source_id, section, None, text), source_id=source_id, title=f"Title of {source_id}",
        publisher="Scottish Government", version="2023; fetched 2026-11-22", section=section, page=None,
        page_label=None, url="https://www.gov.scot/x/", tier="official", area=None, jurisdiction="Scotland",
        review_by=None, text=text, status="current", paragraphs=paragraphs,
    )  # fmt: skip


def digest(text: str, *refs: str) -> Passage:
    return replace(passage("page", text), tier="code", status="digest", refs=refs or ("ngcp",))


def said_for(bracket: str, *official: Passage, words: str = WORDS) -> str | None:
    """The official words quoted for a digest that ends with this bracket."""
    ours = digest(f"- {words} [{bracket}]", "ngcp", "act", "uk-gdpr", "girfec")
    found = OfficialText(Guidance(ours, *official)).instead_of(ours, words)
    return found[1] if found else None


NUMBERED = passage(
    "ngcp", f"1.130 Something about other matters.\n\n1.131 {SAID}\n\n1.132 {SAID.replace('enough', 'plenty')}",
    paragraphs=("1.130", "1.131", "1.132"),
)  # fmt: skip


def test_the_official_sentence_is_quoted_without_its_number() -> None:
    assert said_for("ngcp 1.131", NUMBERED) == SAID


@pytest.mark.parametrize("bracket", ["ngcp 1.130", "ngcp 1.133", "ngcp 1.13", "ngcp 13", "girfec 1.131", "ngcp s.131"])
def test_a_paragraph_that_does_not_say_it_or_is_not_there_keeps_the_digest(bracket: str) -> None:
    assert said_for(bracket, NUMBERED) is None


def test_only_the_paragraph_named_is_looked_at() -> None:
    assert said_for("ngcp 1.132", NUMBERED) == SAID.replace("enough", "plenty")


@pytest.mark.parametrize("bracket", ["ngcp 1.130-1.131", "ngcp 1.2, 1.131", "girfec §9; ngcp 1.131"])
def test_ranges_lists_and_later_sources_are_tried_in_order(bracket: str) -> None:
    assert said_for(bracket, NUMBERED) == SAID


def test_the_first_source_that_says_it_is_the_one_quoted() -> None:
    other = passage("girfec", SAID, section="13. Child protection")

    ours = digest(f"{WORDS} [girfec §13; ngcp 1.131]", "ngcp", "girfec")
    found = OfficialText(Guidance(NUMBERED, other)).instead_of(ours, WORDS)

    assert found is not None
    assert found[0].source_id == "girfec"


@pytest.mark.parametrize(
    ("bracket", "section"),
    [
        ("girfec §13", "Guidance › 13. Child protection"),
        ("girfec §13", "Section 13: Child protection › Telling others"),
        ("girfec §5.1", "5. Decisions › 5.1 When to share"),
        ("girfec Annex D", "Annex D: questions and answers"),
        ("girfec App D", "Appendix D"),
        ("girfec ch 4", "Chapter 4: sharing"),
        ("girfec Part 3", "Part 3 – practice"),
        ("uk-gdpr Art 15(1)(b)", "Article 15 Right of access"),
        ("act Sch 3 Part 2", "SCHEDULE 3 Exemptions › PART 2 Health"),
        ("girfec step 5", "Step 5: share"),
    ],
)
def test_a_place_is_found_by_its_heading(bracket: str, section: str) -> None:
    source_id = bracket.split()[0]

    assert said_for(bracket, passage(source_id, SAID, section=section)) == SAID


@pytest.mark.parametrize(
    ("bracket", "section"),
    [
        ("girfec §1", "13. Child protection"),
        ("girfec §5", "5.1 When to share"),
        ("girfec §5.1", "5.10 Something else"),
        ("girfec Annex D", "Annexes"),
        ("act Sch 1", "Schedule 10"),
    ],
)
def test_a_heading_with_another_number_is_another_place(bracket: str, section: str) -> None:
    assert said_for(bracket, passage(bracket.split()[0], SAID, section=section)) is None


def test_a_section_and_a_paragraph_of_a_schedule_with_one_number_are_two_places() -> None:
    section = passage("act", f"10 {SAID}", section="Part 1 › Records", paragraphs=("10",))
    schedule = passage("act", f"10 {SAID.replace('enough', 'plenty')}", "Schedule 1 › Crime", paragraphs=("10",))

    assert said_for("act s.10(1)", schedule, section) == SAID
    assert said_for("act Sch 1 para 10", section, schedule) == SAID.replace("enough", "plenty")
    assert said_for("act Sch 2 para 10", section, schedule) is None


@pytest.mark.parametrize(
    ("bracket", "text"),
    [
        ("act s.5(1)", f"5 (1) {SAID}"),
        ("act s.5(3)", f"5.—(1) {SAID}"),
        ("act s.5", f"5 {SAID}"),
        ("act s.5", f"Section 5 {SAID}"),
        ("act s.5(3)", f"5 Co-operation\n(1) A council must.\n(3) {SAID}"),
    ],
)
def test_numbers_in_front_of_a_sentence_are_left_out_of_the_quote(bracket: str, text: str) -> None:
    assert said_for(bracket, passage("act", text, paragraphs=("5",))) == SAID


def test_a_figure_that_begins_a_sentence_stays_in_it() -> None:
    words = "It is 24 hours at most that police or social work may wait to share a concern."
    said = "24 hours at most may police or social work wait to share a concern."

    assert said_for("ngcp 1.131", passage("ngcp", f"1.131 {said}", paragraphs=("1.131",)), words=words) == said


def test_a_part_that_continues_a_paragraph_is_searched_up_to_the_next_number() -> None:
    continued = passage("ngcp", f"{SAID}\n\n1.132 Another matter.", paragraphs=("1.131", "1.132"))

    assert said_for("ngcp 1.131", continued) == SAID


def test_a_source_named_without_a_place_is_searched_whole_and_must_fit_better() -> None:
    close = "A reasonable professional concern is enough to share with police, social work or a Reporter."

    assert said_for("girfec", passage("girfec", close)) == close
    assert said_for("girfec", passage("girfec", "A reasonable concern may be shared with the police at once.")) is None
    assert said_for("girfec lawful basis summary", passage("girfec", close)) is None, "a place that cannot be looked up"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            "Consent is not needed where there is a child protection concern.",
            "Consent is needed where there is a child protection concern.",
        ),
        (
            "Tell the family that you are sharing child protection concerns.",
            "Never tell the family that you are sharing child protection concerns.",
        ),
        (
            "A council must answer a complaint about sharing within 30 days.",
            "A council must answer a complaint about sharing within 20 days.",
        ),
        (
            "A health board must report an adult at risk to the council.",
            "A health board may report an adult at risk to the council.",
        ),
        (
            "A charity may report an adult at risk of harm to the council.",
            "A charity must report an adult at risk of harm to the council.",
        ),
        ("Share what is needed with the named person.", "Words are needed with care."),
    ],
)
def test_a_sentence_that_says_something_else_is_never_quoted(words: str, said: str) -> None:
    assert said_for("ngcp 1.131", passage("ngcp", f"1.131 {said}", paragraphs=("1.131",)), words=words) is None


def test_figures_agree_in_words_and_in_digits() -> None:
    words = "A complaint about sharing must be answered within two weeks."
    official = passage(
        "ngcp", "1.131 A complaint about sharing must be answered within 2 weeks.", paragraphs=("1.131",)
    )

    assert said_for("ngcp 1.131", official, words=words) == "A complaint about sharing must be answered within 2 weeks."


def test_what_is_our_own_reasoning_is_never_put_in_official_words() -> None:
    assert said_for("reasoned: ngcp 1.131", NUMBERED) is None


def test_words_that_warn_of_doubt_are_kept() -> None:
    words = "A reasonable professional concern is enough to share with police (unconfirmed)."

    assert said_for("ngcp 1.131", NUMBERED, words=words) is None


@pytest.mark.parametrize(
    "changed",
    [{"status": "check-commencement"}, {"status": "unconfirmed"}, {"jurisdiction": "England"}, {"tier": "code"}],
)
def test_what_may_not_be_scots_law_now_is_never_put_in_place_of_the_digest(changed: dict[str, str]) -> None:
    assert said_for("ngcp 1.131", replace(NUMBERED, **changed)) is None  # type: ignore[arg-type]


def test_the_bracket_is_the_one_after_the_sentence_on_its_line() -> None:
    ours = digest(f"- Before. [ngcp 1.130]\n- {WORDS} [ngcp 1.131]\n- After. [ngcp 1.132]")
    without = digest(f"- {WORDS}\n- Another statement. [ngcp 1.131]")

    found = OfficialText(Guidance(NUMBERED)).instead_of(ours, WORDS)

    assert found is not None
    assert found[1] == SAID
    assert OfficialText(Guidance(NUMBERED)).instead_of(without, WORDS) is None


def test_the_citation_is_the_official_passage_and_its_words_stand_there() -> None:
    ours = digest(f"- {WORDS} [ngcp 1.131]")
    citations = Citations()

    assert citations.from_pages(Guidance(ours, NUMBERED), [("page", WORDS)]) == (1,)

    (one,) = citations.all()
    assert (one.source_id, one.tier, one.version) == ("ngcp", "official", "2023; fetched 2026-11-22")
    assert one.quote == SAID
    assert one.quote in NUMBERED.text


def test_the_digest_is_cited_where_there_is_no_official_text() -> None:
    ours = digest(f"- {WORDS} [ngcp 1.131]")
    citations = Citations()

    assert citations.from_pages(Guidance(ours), [("page", WORDS), ("page", "Words that stand nowhere.")]) == (1,)

    assert citations.all()[0].quote == WORDS
    assert citations.all()[0].tier == "code"


def test_documents_are_asked_for_once_until_the_library_changes() -> None:
    ours = digest(f"- {WORDS} [ngcp 1.131]")
    guidance = Guidance(ours)

    for _ in range(3):
        OfficialText(guidance).instead_of(ours, WORDS)
    assert guidance.asked == ["ngcp"]

    guidance.version = "2"
    OfficialText(guidance).instead_of(ours, WORDS)
    assert guidance.asked == ["ngcp", "ngcp"]


def test_where_there_is_no_official_document_it_costs_next_to_nothing() -> None:
    ours = digest("\n".join(f"- {WORDS} {number} [ngcp 1.131; girfec §13]" for number in range(10)), "ngcp", "girfec")
    guidance = Guidance(ours)
    OfficialText(guidance).instead_of(ours, WORDS)

    times = []
    for _ in range(20):
        began = time.perf_counter()
        official = OfficialText(guidance)
        for _ in range(12):
            official.instead_of(ours, WORDS)
        times.append(time.perf_counter() - began)

    assert min(times) < 0.002


@pytest.mark.parametrize(
    ("bracket", "places"),
    [
        ("ngcp 1.128-1.130", [Place((), "1.128"), Place((), "1.129"), Place((), "1.130")]),
        ("ngcp 1.128–1.129", [Place((), "1.128"), Place((), "1.129")]),
        ("asp-act-2007 s.5(1), (3)", [Place((), "5")]),
        ("asp-act-2007 ss.10(1), 49(2)", [Place((), "10"), Place((), "49")]),
        ("chsa-2011 s.179A-C", [Place((), "179A"), Place((), "179B"), Place((), "179C")]),
        ("dpa-2018 Sch 1 paras 5, 38-39", [Place((("sch", "1"),), one) for one in ("5", "38", "39")]),
        ("dpa-2018 Sch 3 Part 5, para 21(5)", [Place((("sch", "3"), ("part", "5")), "21")]),
        ("dpa-2018 s.208, Sch 3", [Place((), "208"), Place((("sch", "3"),))]),
        ("uk-gdpr Annex 1 and 2 para 1", [Place((("annex", "1"),)), Place((("annex", "2"),), "1")]),
        ("girfec-pg4 §8, Annex D", [Place((), "8"), Place((("annex", "D"),))]),
        ("lac-regs-2009 reg 43(1)", [Place((), "43")]),
        ("uncrc-act-2024 s.6(2), notes 23-26", [Place((), "6")]),
        ("psr-act-2010 s.56 and SSI 2011/185", [Place((), "56")]),
        ("ico-vital", []),
    ],
)
def test_what_a_bracket_names_is_understood(bracket: str, places: list[Place]) -> None:
    assert list(references(bracket)[0].places) == places
    assert not references(bracket)[0].unclear


GOV = "https://www.gov.scot/publications/national-guidance/"
REGISTER = [
    {
        "id": "ngcp", "title": "National Guidance for Child Protection", "publisher": "Scottish Government",
        "version": "updated 2023", "url": GOV, "type": "practice guidance", "jurisdiction": "Scotland",
        "status": "current", "licence": "OGL-3.0", "review_by": "2027-05-22", "matters": "Sharing.",
    }
]  # fmt: skip
OURS = f"""---
id: not-sure
title: Not sure
status: digest
sources:
  - id: ngcp
    url: {GOV}
---
# Not sure

## What to do

- {WORDS} [ngcp 1.131]
- Advice can be asked for without names. [ngcp 1.148]
"""


@pytest.fixture
def site() -> Iterator[OfficialSite]:
    with official_site() as opened:
        yield opened


def test_from_the_publishers_site_to_the_card(site: OfficialSite, tmp_path: Path) -> None:
    filler = "This paragraph is about something else, and it goes on for a while so as to be a paragraph of its own."
    paragraphs = [f"<p>1.{number} {SAID if number == 131 else filler}</p>" for number in range(120, 141)]
    site.serve(GOV, page("National Guidance", "<h2>Information sharing</h2>" + "".join(paragraphs)))
    settings = Settings(data=tmp_path / "data", knowledge=tmp_path / "knowledge")
    (settings.knowledge / "code-of-practice").mkdir(parents=True)
    (settings.knowledge / "code-of-practice/not-sure.md").write_text(OURS, encoding="utf-8")
    (settings.knowledge / "sources.yaml").write_text(yaml.safe_dump(REGISTER), encoding="utf-8")

    fetch(load_register(settings.knowledge), [], settings.data, site.manner(), lambda *_: None)
    run(settings, settings.knowledge, lambda *_: None, WordHashing())
    library = Library.open(settings, WordHashing())
    citations = Citations()
    numbers = citations.from_pages(
        library, [("not-sure", WORDS), ("not-sure", "Advice can be asked for without names.")]
    )
    library.close()

    assert numbers == (1, 2)
    official, ours = citations.all()
    assert (official.quote, official.source_id, official.tier) == (SAID, "ngcp", "official")
    assert official.title == "National Guidance for Child Protection"
    assert official.version == "updated 2023; fetched 2026-11-22"
    assert ours.source_id == "not-sure", "paragraph 1.148 is not in the official text"
