"""Cues speak first; the trained helper weighs them and fills silences, and never says no for want of a yes."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharebot.reading.classifier import Classifier, Head
from sharebot.reading.lexicon import Lexicon
from sharebot.reading.model import Intent, Reading
from sharebot.reading.reader import Reader
from sharebot.reading.terms import Terms
from sharebot.settings import ROOT
from tests.real_parts import LEXICONS
from tests.retrieval.word_hashing import PLACES, WordHashing

NAME = "word-hashing@1"
NO_TERMS = Terms((), np.zeros(0, dtype=np.float32))
ASKED = "the police want his address"
REAL = Reader(LEXICONS(ROOT / "knowledge" / "reading"), None, None)


def head(chances: dict[str, float], said: float = 0.9, keep: float = 0.5, infer: float = 2.0) -> Head:
    """A head that gives these chances to every message."""
    bias = np.array([math.log(chance) for chance in chances.values()], dtype=np.float32)
    return Head(tuple(chances), np.zeros((PLACES, len(chances)), dtype=np.float32), bias, said, keep, infer)


@pytest.fixture
def weigh(lexicon: Lexicon) -> Callable[..., Reading]:
    """A message read with a helper that has these heads."""

    def read(message: str, embedder: str = NAME, **heads: Head) -> Reading:
        reader = Reader(lexicon, Classifier(embedder, (), NO_TERMS, heads), WordHashing)
        return reader.weighed(reader.draft(message))

    return read


def test_without_a_helper_cues_alone_are_the_reading():
    draft = REAL.draft(ASKED)
    assert REAL.weighed(draft) == draft.reading
    assert draft.reading.found["recipient"].value == "police"
    assert draft.reading.found["recipient"].origin == "said"


def test_danger_said_in_words_needs_no_embedder(lexicon: Lexicon):
    def refuse() -> WordHashing:
        raise AssertionError("the embedder was asked for")

    reader = Reader(lexicon, Classifier(NAME, (), NO_TERMS, {}), refuse)
    assert reader.draft("he has a knife and says he will kill her").reading.found["danger"].value == "yes"


def test_a_question_is_not_weighed_and_needs_no_embedder(lexicon: Lexicon):
    def refuse() -> WordHashing:
        raise AssertionError("the embedder was asked for")

    reader = Reader(lexicon, Classifier(NAME, (), NO_TERMS, {}), refuse)
    assert reader.weighed(reader.draft("what is the named person?")).intent is Intent.QUESTION


def test_a_cue_the_helper_is_sure_of_stays_said(weigh: Callable[..., Reading]):
    found = weigh(ASKED, recipient=head({"police": 0.95, "parent": 0.05})).found["recipient"]
    assert (found.value, found.origin) == ("police", "said")
    assert found.sure == pytest.approx(0.95, abs=0.01)


def test_a_cue_the_helper_half_believes_is_kept_as_worked_out(weigh: Callable[..., Reading]):
    found = weigh(ASKED, recipient=head({"police": 0.7, "parent": 0.3})).found["recipient"]
    assert (found.value, found.origin) == ("police", "inferred")


def test_a_cue_the_helper_thinks_unlikely_is_left_to_be_asked_and_still_comes_first(weigh: Callable[..., Reading]):
    reading = weigh(ASKED, recipient=head({"police": 0.2, "parent": 0.8}))
    assert "recipient" not in reading.found
    assert reading.chances["recipient"]["police"] > reading.chances["recipient"]["parent"]


def test_a_fact_no_cue_gave_is_concluded_only_when_likely_enough(weigh: Callable[..., Reading]):
    likely = head({"agreement": 0.1, "safety": 0.9}, infer=0.85)
    unlikely = head({"agreement": 0.3, "safety": 0.7}, infer=0.85)
    assert weigh(ASKED, purpose=likely).found["purpose"].value == "safety"
    assert weigh(ASKED, purpose=likely).found["purpose"].origin == "inferred"
    assert "purpose" not in weigh(ASKED, purpose=unlikely).found


def test_unknown_is_not_no_a_fact_that_is_not_found_is_absent(weigh: Callable[..., Reading]):
    assert "danger" not in REAL.draft(ASKED).reading.found
    assert "danger" not in weigh(ASKED, danger=head({"no": 0.99, "yes": 0.01})).found


def test_a_risk_the_helper_suspects_is_raised_and_stays_open(weigh: Callable[..., Reading]):
    found = weigh(ASKED, danger=head({"no": 0.8, "soon": 0.1, "yes": 0.1})).found["danger"]
    assert found.values == {"no", "soon", "yes", "not-sure"}
    assert found.value is None


def test_danger_a_cue_found_is_never_dropped_only_opened(weigh: Callable[..., Reading]):
    found = weigh("he has a knife", danger=head({"no": 0.99, "soon": 0.005, "yes": 0.005})).found["danger"]
    assert "yes" in found.values
    assert found.value is None


def test_an_ordinary_fact_is_doubted_only_with_good_reason(weigh: Callable[..., Reading]):
    assert "verified" not in weigh(ASKED, verified=head({"yes": 0.6, "no": 0.4})).found
    assert weigh(ASKED, verified=head({"yes": 0.3, "no": 0.7})).found["verified"].value is None


def test_a_guess_at_harm_to_a_child_is_not_raised_where_only_an_adult_is_spoken_of(weigh: Callable[..., Reading]):
    suspects = head({"no": 0.7, "yes": 0.3})
    assert "child_concern" not in weigh("my client is 45, " + ASKED, child_concern=suspects).found
    assert "child_concern" in weigh("a child in my class, " + ASKED, child_concern=suspects).found


def test_a_helper_trained_with_another_embedder_is_ignored(weigh: Callable[..., Reading]):
    unlikely = head({"police": 0.2, "parent": 0.8})
    assert weigh(ASKED, embedder="another@2", recipient=unlikely) == REAL.draft(ASKED).reading


FRAGMENTS = st.sampled_from(
    [
        "he has a knife",
        "no",
        "[name removed]",
        "can i tell",
        "the police",
        "wants",
        "14 yo",
        "p5",
        "but",
        "?",
        ",",
        ".",
        "if",
        "İ",
        "’",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(FRAGMENTS, max_size=15).map(" ".join)), st.booleans())
def test_no_text_stops_reading_and_every_fact_said_has_words_of_the_message(message: str, conversation: bool):
    reading = REAL.draft(message, conversation=conversation).reading
    for found in reading.found.values():
        assert found.origin == "said"
        assert found.words
        assert found.words in message
        assert found.values
