"""The trained helper as a file and as arithmetic."""

from pathlib import Path

import numpy as np
import pytest

from sharebot.errors import KnowledgeError
from sharebot.reading.classifier import Classifier, Features, Head, load, save
from sharebot.reading.model import INTENT, OUTCOME
from sharebot.reading.terms import Terms
from sharebot.settings import ROOT

WEIGHTS = np.array([[1, -1], [0, 0], [0, 0.5], [0, 2], [0, 0]], dtype=np.float32)
SMALL = Classifier(
    embedder="small@1",
    cues=("danger=yes",),
    terms=Terms(("a knife", "knife"), np.ones(2, dtype=np.float32)),
    heads={"danger": Head(("no", "yes"), WEIGHTS, np.array([0.5, -0.5], dtype=np.float32), 0.9, 0.5, 1.5)},
)
VECTOR = [1.0, 0.0]


def test_features_are_the_vector_the_cues_and_the_terms():
    features = SMALL.features(VECTOR, {"danger=yes": 4.0, "unheard of": 9.0}, "has a knife")
    assert features.dense == pytest.approx([2, 0, 1])
    assert features.places.tolist() == [0, 1]
    assert features.weights == pytest.approx([2**-0.5, 2**-0.5])


def test_a_message_without_known_words_or_cues_has_features_all_the_same():
    features = SMALL.features(VECTOR, {}, "")
    assert (features.dense.tolist(), features.places.tolist()) == ([2, 0, 0], [])


def test_chances_add_up_to_one_and_lean_where_the_weights_point():
    chances = SMALL.predict([0.0, 0.0], {"danger=yes": 4.0}, "a knife")["danger"]
    assert sum(chances.values()) == pytest.approx(1)
    assert chances["yes"] > chances["no"]
    plain = SMALL.predict(VECTOR, {}, "hello")["danger"]
    assert plain["no"] > plain["yes"]


def test_the_clause_that_speaks_most_for_a_value_is_found():
    assert SMALL.clearest("danger", "yes", ["he came home", "he has a knife"]) == 1


def test_where_no_clause_speaks_for_a_value_none_is_given():
    assert SMALL.clearest("danger", "yes", ["he came home"]) is None
    assert SMALL.clearest("danger", "yes", []) is None


def test_large_scores_do_not_overflow():
    huge = Head(("a", "b"), np.array([[1e4, -1e4]], dtype=np.float32), np.zeros(2, dtype=np.float32))
    one = Features(np.ones(1, dtype=np.float32), np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32))
    assert huge.probabilities(one) == {"a": 1.0, "b": 0.0}


def test_what_is_saved_comes_back(tmp_path: Path):
    save(SMALL, tmp_path / "small.npz")
    again = load(tmp_path / "small.npz")
    assert (again.embedder, again.cues, again.terms.names) == (SMALL.embedder, SMALL.cues, SMALL.terms.names)
    before, after = SMALL.heads["danger"], again.heads["danger"]
    assert after.classes == before.classes
    assert (after.said, after.keep, after.infer) == pytest.approx((before.said, before.keep, before.infer))
    assert again.predict(VECTOR, {}, "a knife")["danger"] == pytest.approx(
        SMALL.predict(VECTOR, {}, "a knife")["danger"], abs=0.01
    )


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9])
def test_a_file_cut_short_gives_one_sentence_with_the_command_that_helps(tmp_path: Path, share: float):
    path = tmp_path / "small.npz"
    save(SMALL, path)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(KnowledgeError, match=r"^small\.npz cannot be used .* make train$"):
        load(path)


def test_a_file_with_a_damaged_middle_gives_one_sentence_with_the_command_that_helps(tmp_path: Path):
    path = tmp_path / "small.npz"
    save(SMALL, path)
    whole = bytearray(path.read_bytes())
    start = whole.index(b"embedder.npy") + 40
    whole[start : start + 40] = bytes(40)
    path.write_bytes(whole)
    with pytest.raises(KnowledgeError, match=r"^small\.npz cannot be used .* make train$"):
        load(path)


@pytest.mark.parametrize("content", [b"not arrays at all", b"PK\x03\x04 and no more"])
def test_a_file_that_is_something_else_gives_one_sentence(tmp_path: Path, content: bytes):
    path = tmp_path / "small.npz"
    path.write_bytes(content)
    with pytest.raises(KnowledgeError, match=r"make train$"):
        load(path)


def test_a_file_that_lacks_a_part_gives_one_sentence(tmp_path: Path):
    path = tmp_path / "small.npz"
    np.savez(path, embedder=np.array("small@1"))
    with pytest.raises(KnowledgeError, match=r"make train$"):
        load(path)


def test_a_missing_file_gives_one_sentence(tmp_path: Path):
    with pytest.raises(KnowledgeError, match=r"make train$"):
        load(tmp_path / "small.npz")


def test_the_helper_that_ships_can_be_loaded_and_has_a_weight_for_every_feature():
    shipped = load(ROOT / "knowledge" / "reading" / "classifier.npz")
    size = {head.weights.shape[0] - len(shipped.cues) - len(shipped.terms.names) for head in shipped.heads.values()}
    assert len(size) == 1
    assert all(head.weights.shape[1] == len(head.classes) for head in shipped.heads.values())
    assert {"danger", "child_concern", "purpose", "recipient", OUTCOME, INTENT} <= set(shipped.heads)
