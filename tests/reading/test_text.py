"""One spelling for matching, and the way back to the worker's own words."""

import re

from hypothesis import given
from hypothesis import strategies as st

from sharebot.reading.text import Span, Text


def words_behind(text: Text, pattern: str) -> str:
    match = re.search(pattern, text.normal)
    assert match
    return text.words(Span(*match.span()))


def test_capitals_and_apostrophes_are_gone_from_the_normal_text_only():
    text = Text("She’s SCARED, isn't she")
    assert text.normal == "shes scared, isnt she"
    assert words_behind(text, "shes scared") == "She’s SCARED"
    assert words_behind(text, "isnt she") == "isn't she"


def test_a_mask_is_one_word_and_leads_back_to_the_whole_mask():
    text = Text("[name removed] said [address removed] is empty")
    assert text.normal == "namex said maskx is empty"
    assert words_behind(text, "namex said") == "[name removed] said"
    assert words_behind(text, "maskx") == "[address removed]"


def test_letters_that_grow_in_lower_case_do_not_shift_the_words():
    assert words_behind(Text("İİ says no"), "says no") == "says no"


def test_an_empty_span_has_no_words():
    assert Text("hello").words(Span(2, 2)) == ""


def test_a_clause_ends_at_a_comma_a_full_stop_and_but():
    text = Text("he is fine, she is not but they are. end")
    clauses = [text.clause(text.normal.index(word)) for word in ("fine", "not", "are", "end")]
    assert [text.words(clause) for clause in clauses] == ["he is fine,", "she is not but", "they are.", "end"]


def test_a_comma_in_a_number_ends_no_clause():
    text = Text("owes 1,000 pounds")
    assert text.clause(0) == Span(0, len(text.normal))


def test_a_sentence_runs_past_commas():
    text = Text("One. Two, but three. Four")
    assert text.words(text.sentence(text.normal.index("three"))) == "Two, but three."


@given(st.text())
def test_every_place_lies_in_its_clause_and_in_its_sentence(raw: str):
    text = Text(raw)
    for place in range(len(text.normal)):
        for span in (text.clause(place), text.sentence(place)):
            assert span.start <= place < span.end


@given(st.text())
def test_the_words_behind_any_letter_stand_in_the_message(raw: str):
    text = Text(raw)
    for place in range(len(text.normal)):
        assert text.words(Span(place, place + 1)) in raw
