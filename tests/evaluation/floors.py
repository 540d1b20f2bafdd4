"""The floors: what the test part must not fall below (or, where less is better, not exceed). One table, kept here."""

FLOORS: dict[str, float] = {
    "outcome right after questions": 0.88,
    "outcome right on the first message": 0.76,
    "critical errors": 12,
    "wrong share": 0.045,
    "wrong refusal": 0.015,
    "facts stated as said that are right": 0.955,
    "facts told that are known after the first message": 0.45,
    "questions, median": 3,
    "questions, 95th percentile": 5,
    "standing back, F1": 0.70,
}
"""By the name of the target in sharebot.evaluation.headline, which also says whether less is better."""
