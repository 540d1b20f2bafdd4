"""Words, pairs and pieces of words as numbers."""

import numpy as np
import pytest

from sharebot.reading.terms import PIECE, Terms, learn_terms, pieces, words_and_pairs


def test_words_are_taken_alone_and_in_pairs():
    assert words_and_pairs("he has, a") == {"he", "has", "a", "he has", "has a"}


def test_pieces_are_three_to_five_letters_of_a_word_with_its_edges_marked():
    assert pieces("wean") == {
        PIECE + piece for piece in ("_we", "wea", "ean", "an_", "_wea", "wean", "ean_", "_wean", "wean_")
    }


def test_a_typing_error_shares_most_pieces_with_the_right_word():
    right, wrong, other = pieces("neighbour"), pieces("nieghbour"), pieces("solicitor")
    assert len(right & wrong) > 5 * len(right & other)


def test_terms_that_stand_in_too_few_texts_are_not_learnt():
    terms = learn_terms(["the police", "the police", "a dentist"], words_in=2, pieces_in=2)
    assert {"the police", "police", PIECE + "pol"} <= set(terms.names)
    assert not {"dentist", PIECE + "den"} & set(terms.names)


def test_the_rarer_a_term_the_more_it_weighs():
    terms = learn_terms(["the police", "the dentist", "the dog"], words_in=1, pieces_in=9)
    weight = dict(zip(terms.names, terms.rarity, strict=True))
    assert weight["police"] > weight["the"]


def test_words_and_pieces_each_come_to_length_one():
    terms = learn_terms(["the police rang", "the police"], words_in=1, pieces_in=1)
    places, weights = terms.of("the police")
    names = [terms.names[place] for place in places]
    for kind in (True, False):
        part = [weight for name, weight in zip(names, weights, strict=True) if name.startswith(PIECE) is kind]
        assert np.square(part).sum() == pytest.approx(1)


def test_a_text_without_known_terms_has_none():
    places, weights = Terms(("police",), np.ones(1, dtype=np.float32)).of("!!!")
    assert (places.size, weights.size) == (0, 0)
