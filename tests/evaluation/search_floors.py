"""What retrieval must not fall below on the test part and on the tune part. One table, kept here."""

SLICES = ("plain", "short", "long", "abbreviation", "vague", "exact", "slang", "local")
LOCAL = "local"
"""The slice that is asked in an area."""

FLOORS: dict[str, dict[str, float]] = {
    "search-test.jsonl": {"hit_10": 0.72, "ndcg": 0.40},
    "search-tune.jsonl": {"hit_10": 0.67, "ndcg": 0.41},
}
"""By the names of benchmarks.measures.Scores, a little below what `make benchmark` last measured."""
