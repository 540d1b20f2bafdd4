"""Train the classifier from the build part of the labelled messages: `make train`. Seeds are fixed; it takes seconds."""

import json
import logging
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from sharebot.privacy.screen import screen
from sharebot.reading.classifier import Classifier, Head, Vector, save
from sharebot.reading.facts import CueReader
from sharebot.reading.lexicon import load_lexicon
from sharebot.reading.text import Text
from sharebot.retrieval.embedder import load_embedder
from sharebot.settings import ROOT, load_settings

FACTS = ("purpose", "recipient", "request", "sharer", "age", "danger", "child_concern", "adult_at_risk", "agreement")
STRENGTH = {"purpose": 8.0, "recipient": 8.0}
"""How freely a head may fit (inverse regularisation); 2 unless named."""

log = logging.getLogger(__name__)


def labelled(paths: Iterable[Path]) -> Iterator[tuple[str, dict[str, str]]]:
    """Each message with every fact known of it, said or answered."""
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            row: dict[str, Any] = json.loads(line)
            if row["intent"] == "case":
                yield row["message"], {**row.get("answers", {}), **{fact["id"]: fact["value"] for fact in row["facts"]}}


def train(paths: Iterable[Path], knowledge: Path, embedder_choice: str) -> Classifier:
    """Fit one head a fact on the messages in `paths`, masked as they will be when read."""
    rows = [(screen(message).text_masked, facts) for message, facts in labelled(paths)]
    reader = CueReader(load_lexicon(knowledge / "reading"))
    scores = [reader.scores(Text(message)) for message, _ in rows]
    cues = tuple(sorted({name for row in scores for name in row}))
    embedder = load_embedder(embedder_choice)
    blank = Classifier(embedder.name, cues, {})
    vectors = embedder.embed_documents([message for message, _ in rows])
    features = np.stack([blank.features(vector, row) for vector, row in zip(vectors, scores, strict=True)])
    heads = {fact: _fit(fact, features, [facts.get(fact) for _, facts in rows]) for fact in FACTS}
    return Classifier(embedder.name, cues, heads)


def _fit(fact: str, features: Vector, labels: list[str | None]) -> Head:
    known = [index for index, label in enumerate(labels) if label not in {None, "not-sure"}]
    counts = Counter(str(labels[index]) for index in known)
    log.info("%s: %s", fact, dict(counts))
    model = LogisticRegression(C=STRENGTH.get(fact, 2.0), max_iter=2000, class_weight="balanced", random_state=0)
    model.fit(features[known], [str(labels[index]) for index in known])
    weights, bias = model.coef_.astype(np.float32), model.intercept_.astype(np.float32)
    if len(model.classes_) == 2:  # scikit-learn keeps one row for two classes
        weights, bias = np.concatenate([-weights, weights]) / 2, np.concatenate([-bias, bias]) / 2
    return Head(tuple(str(name) for name in model.classes_), weights, bias)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    settings = load_settings()
    target = settings.knowledge / "reading" / "classifier.npz"
    save(
        train(
            [Path(name) for name in sys.argv[1:]] or [ROOT / "tests/evaluation/build.jsonl"],
            settings.knowledge,
            settings.embedder,
        ),
        target,
    )
    log.info("Wrote %s (%d bytes).", target.name, target.stat().st_size)
