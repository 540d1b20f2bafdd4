"""Abbreviations and terms as workers type them: what they mean, and which stand in a query."""

import time
from pathlib import Path

import pytest
from pydantic import ValidationError

from sharebot.errors import KnowledgeError
from sharebot.glossary import MOST_EXPANSIONS, Entry, Glossary, glossary_if_any, load_glossary
from sharebot.settings import ROOT
from sharebot.yamltext import read_yaml

KNOWLEDGE = ROOT / "knowledge"
ENGLISH = ("MASH", "LADO", "section 47", "Gillick", "EHCP", "Ofsted")


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return load_glossary(KNOWLEDGE)


def test_the_real_glossary_has_the_words_of_every_field(glossary: Glossary) -> None:
    terms = {entry.term for entry in glossary.entries}

    assert len(terms) == len(glossary.entries) >= 150
    assert terms >= {
        "IRD",
        "ASP",
        "CPPM",
        "LAAC",
        "MARAC",
        "iVPD",
        "PVG",
        "DSAR",
        "CPN",
        "CSP",
        "RSL",
        "CID",
        "LAC review",
    }


def test_every_source_named_is_in_the_register(glossary: Glossary) -> None:
    register = {row["id"] for row in read_yaml(KNOWLEDGE / "sources.yaml")}

    assert {entry.source for entry in glossary.entries if entry.source} <= register


def test_every_entry_is_explained_in_one_short_sentence(glossary: Glossary) -> None:
    for entry in glossary.entries:
        assert entry.plain.endswith("."), entry.term
        assert ". " not in entry.plain, entry.term
        assert len(entry.plain.split()) <= 25, entry.term


@pytest.mark.parametrize("term", ENGLISH)
def test_an_english_word_comes_with_the_scottish_one(glossary: Glossary, term: str) -> None:
    (entry,) = glossary.find(term)

    assert entry.kind == "english-only"
    assert entry.scottish
    assert "England" in entry.plain or "English" in entry.plain


def test_a_scottish_section_47_certificate_is_not_taken_for_the_english_enquiry(glossary: Glossary) -> None:
    assert [entry.kind for entry in glossary.standing_in("is there a s47 certificate for him")] == ["term"]
    assert [entry.kind for entry in glossary.standing_in("is there a s47 for him")] == ["english-only"]


@pytest.mark.parametrize(
    ("query", "expansion"),
    [
        ("can I go to the IRD", "inter-agency referral discussion"),
        ("can i send the asp my notes", "adult support and protection"),
        ("(ASP) referral", "adult support and protection"),
        ("a.s.p. worker rang", "adult support and protection"),
        ("two DSARs came in", "data subject access request"),
        ("the CPN’s notes", "community psychiatric nurse"),
        ("is it on the iVPD?", "interim vulnerable persons database"),
        ("A&E want his history", "accident and emergency"),
        ("marac/asp overlap", "multi-agency risk assessment conference"),
        ("ask the PA", "personal assistant"),
        ("PA", "personal assistant"),
        ("ASN PA", "additional support needs"),
    ],
)
def test_an_abbreviation_is_spelled_out(glossary: Glossary, query: str, expansion: str) -> None:
    assert expansion in glossary.expansions(query)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "can i share it with his pa, ho ho",
        "she said he will cap it in a dash to the cab",
        "wasp clasp aspire irdx",
        "THEY SAID IT WAS HIS, CAN I SHARE IT",
        "the gps on her phone says GPS",
        "the mash and the lado did a section 47",
        "the panel wants the reporter's papers",
    ],
)
def test_ordinary_words_parts_of_words_and_english_terms_are_left_alone(glossary: Glossary, query: str) -> None:
    expected = ("general practitioner",) if "gps" in query else ()

    assert glossary.expansions(query) == expected


def test_likelier_meanings_come_before_others_and_each_comes_once(glossary: Glossary) -> None:
    assert glossary.expansions("SW and hv, the sw") == ("social worker", "health visitor", "social work", "home visit")


def test_what_the_query_already_says_in_full_is_not_added(glossary: Glossary) -> None:
    assert glossary.expansions("a CPO, the Community  Payback Order") == ()


def test_there_are_never_more_than_six(glossary: Glossary) -> None:
    every = " ".join(entry.term for entry in glossary.entries)

    assert len(glossary.expansions(every)) == MOST_EXPANSIONS == 6


def test_a_letter_that_grows_in_lower_case_moves_nothing(glossary: Glossary) -> None:
    assert glossary.expansions("İİİ ask IT") == ("information technology",)


def test_the_glossary_is_quick_on_a_long_message(glossary: Glossary) -> None:
    message = "the asp worker said no to the panel. " * 300
    started = time.perf_counter()

    assert [entry.term for entry in glossary.standing_in(message)] == ["ASP", "the panel"]
    assert time.perf_counter() - started < 0.5


@pytest.mark.parametrize("words", ["IRD", "ird", "IRDs", "i.r.d.", "  initial   Referral discussion "])
def test_an_entry_is_found_by_any_spelling_or_by_its_meaning(glossary: Glossary, words: str) -> None:
    assert [entry.term for entry in glossary.find(words)] == ["IRD"]


def test_what_is_not_there_is_not_found(glossary: Glossary) -> None:
    assert glossary.find("zzz") == glossary.find("") == glossary.find("?") == ()


def test_an_empty_glossary_knows_nothing() -> None:
    empty = Glossary()

    assert (empty.entries, empty.expansions("the ASP"), empty.find("ASP")) == ((), (), ())


def test_other_peoples_documents_need_no_glossary_but_a_broken_one_is_not_passed_over(tmp_path: Path) -> None:
    assert glossary_if_any(tmp_path).entries == ()
    assert glossary_if_any(KNOWLEDGE).entries

    (tmp_path / "glossary.yaml").write_text("- term: [")
    with pytest.raises(KnowledgeError, match=r"glossary\.yaml, line"):
        glossary_if_any(tmp_path)


def test_a_missing_glossary_is_named() -> None:
    with pytest.raises(KnowledgeError, match=r"^glossary\.yaml is missing from .*\.$"):
        load_glossary(ROOT / "tests")


GOOD = "{term: ASP, means: adult support, kind: abbreviation, plain: Help.}"


@pytest.mark.parametrize(
    ("contents", "said"),
    [
        ("", "it must be a list of entries"),
        ("term: ASP", "it must be a list of entries"),
        (f"- {GOOD}\n- [ASP]", "entry 2: "),
        (f"- {GOOD}\n- {GOOD}", "'asp' is given twice"),
        ("- {term: A, also: [a], means: b, kind: term, plain: C.}", "'a' is given twice"),
        ("- {term: ASP, means: a, plain: B.}", r"entry 1 \(ASP\), kind: "),
        ("- {term: ASP, means: '', kind: term, plain: B.}", r"entry 1 \(ASP\), means: "),
        ("- {term: ASP, means: a, kind: word, plain: B.}", r"entry 1 \(ASP\), kind: "),
        ("- {term: ASP, means: a, kind: term, plain: B., colour: red}", r"entry 1 \(ASP\), colour: "),
        ("- {term: MASH, means: a, kind: english-only, plain: B.}", r"entry 1 \(MASH\): .* says in 'scottish'"),
        ("- {term: ASP, means: a, kind: term, plain: B., scottish: C}", r"entry 1 \(ASP\): .* says in 'scottish'"),
    ],
)
def test_a_broken_glossary_is_one_sentence_with_the_entry(tmp_path: Path, contents: str, said: str) -> None:
    (tmp_path / "glossary.yaml").write_text(contents)

    with pytest.raises(KnowledgeError, match=rf"^glossary\.yaml: {said}") as raised:
        load_glossary(tmp_path)
    assert "\n" not in str(raised.value)
    assert str(raised.value).endswith(".")


def test_an_entry_cannot_be_changed() -> None:
    entry = Entry(term="ASP", means="adult support and protection", kind="abbreviation", plain="Help.")

    with pytest.raises(ValidationError, match="frozen"):
        entry.term = "AWI"
