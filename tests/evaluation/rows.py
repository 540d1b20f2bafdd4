"""Hand-made labelled messages."""

from collections.abc import Iterable, Mapping

from sharebot.evaluation.labelled import Labelled


def labelled(
    outcome: str,
    *,
    message: str = "m",
    intent: str = "case",
    also: Iterable[str] = (),
    critical: Iterable[str] = (),
    said: Mapping[str, str] | None = None,
    answers: Mapping[str, str] | None = None,
) -> Labelled:
    """A row with the outcome `outcome`; `also` are further acceptable ones."""
    truth = {**(answers or {}), **(said or {})}
    return Labelled(
        id="r",
        message=message,
        sector="",
        register="",
        intent=intent,
        said=dict(said or {}),
        truth={fact: (value,) for fact, value in truth.items()},
        outcome=outcome,
        acceptable=frozenset([outcome, *also]) - {""},
        critical=frozenset(critical),
    )
