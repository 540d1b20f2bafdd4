"""The little language of phrases."""

import pytest

from sharebot.errors import KnowledgeError
from sharebot.reading.phrases import compile_phrases

WORDS = {"person": ("she", "he", "wee one"), "hit": ("hit", "batter-")}


def finds(phrase: str, text: str) -> bool:
    return compile_phrases([phrase], WORDS, "a test").search(text) is not None


def test_words_match_with_any_white_space_or_punctuation_between():
    assert finds("she said no", "and she  said\n no.")
    assert finds("she said no", "she said, no")


def test_words_match_whole_words_only():
    assert not finds("he said", "she said")
    assert not finds("he said", "he saidso")


@pytest.mark.parametrize("between", ["", "it ", "it to me "])
def test_a_star_stands_for_up_to_three_words(between: str):
    assert finds("said * no", f"said {between}no")


def test_a_star_does_not_stand_for_four_words():
    assert not finds("said * no", "said one two three four no")


def test_a_slash_means_either():
    assert finds("tell/phone them", "tell them")
    assert finds("tell/phone them", "phone them")
    assert not finds("tell/phone them", "ask them")


@pytest.mark.parametrize("phrase", ["really? said no", "said really? no", "said no really?"])
def test_a_word_with_a_question_mark_may_be_left_out_wherever_it_stands(phrase: str):
    assert finds(phrase, "said no")
    assert finds(phrase, phrase.replace("?", ""))


def test_a_list_stands_for_any_of_its_words_even_those_of_two_words():
    assert finds("{person} said", "the wee one said")
    assert not finds("{person} said", "mum said")


def test_a_trailing_hyphen_means_any_ending_in_a_phrase_and_in_a_list():
    assert finds("threaten- him", "threatening him")
    assert finds("{hit} him", "battered him")
    assert not finds("{hit} him", "hits him")


def test_apostrophes_and_capitals_in_a_phrase_do_not_matter():
    assert finds("She's Scared", "shes scared")


def test_signs_in_a_phrase_mean_themselves():
    assert finds("a+e", "at a+e now")
    assert not finds("a.e", "aXe")


def test_a_list_that_does_not_exist_gives_one_sentence_naming_the_place_and_the_lists():
    with pytest.raises(KnowledgeError, match=r"^cues\.yaml, danger: .* 'folk'.* person, hit\.$"):
        compile_phrases(["{folk} said"], WORDS, "cues.yaml, danger")


def test_no_phrases_match_nothing():
    assert compile_phrases([], WORDS, "a test").search("anything") is None
