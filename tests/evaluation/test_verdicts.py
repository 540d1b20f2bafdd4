"""What was given beside what the label wants."""

import pytest

from sharebot.evaluation.measures import Share
from sharebot.evaluation.verdicts import Verdict, balanced_accuracy, confusion, outcomes, standing_back
from tests.evaluation.rows import labelled

ADVICE = "get-advice-first"


@pytest.mark.parametrize(
    ("wanted", "also", "given", "expected"),
    [
        ("share", [], "share", (True, False, False)),
        ("do-not-share", [], "share", (False, True, False)),
        ("do-not-share", ["share-now"], "share", (False, False, False)),
        ("share", [], "do-not-share", (False, False, True)),
        ("share", ["do-not-share"], "do-not-share", (True, False, False)),
        ("share-with-agreement", [], "do-not-share", (False, False, False)),
        ("share", [], "not-in-guidance", (False, False, False)),
    ],
)
def test_wrong_shares_and_wrong_refusals_are_told_apart(
    wanted: str, also: list[str], given: str, expected: tuple[bool, bool, bool]
) -> None:
    one = Verdict(labelled(wanted, also=also), given)

    assert (one.right, one.wrong_share, one.wrong_refusal) == expected


def test_only_cases_have_an_outcome_to_be_right_about() -> None:
    found = outcomes(
        [
            Verdict(labelled("share-now", critical=[ADVICE]), ADVICE),
            Verdict(labelled("share"), "share"),
            Verdict(labelled("", intent="question"), "guidance"),
        ]
    )

    assert (found.right, found.critical) == (Share(1, 2), Share(1, 2))


def test_balanced_accuracy_gives_a_rare_outcome_the_weight_of_a_common_one() -> None:
    common = [Verdict(labelled("share"), "share")] * 9
    rare = [Verdict(labelled("do-not-share", also=[ADVICE]), given) for given in (ADVICE, "share")]

    assert balanced_accuracy([*common, *rare]) == pytest.approx((1 + 0.5) / 2)
    assert balanced_accuracy([]) is None


def test_standing_back_is_called_for_by_the_label_and_allowed_by_what_it_accepts() -> None:
    stood = standing_back(
        [
            Verdict(labelled(ADVICE), ADVICE),
            Verdict(labelled(ADVICE, also=["share"]), "share"),
            Verdict(labelled("share", also=[ADVICE]), ADVICE),
            Verdict(labelled("share"), "not-in-guidance"),
            Verdict(labelled("", intent="out-of-scope"), "out-of-scope"),
            Verdict(labelled("", intent="question"), "out-of-scope"),
            Verdict(labelled("", intent="question"), "not-in-guidance"),
        ]
    )

    assert (stood.precision, stood.recall) == (Share(3, 5), Share(2, 3))
    assert stood.f1 == pytest.approx(2 * 0.6 * (2 / 3) / (0.6 + 2 / 3))


def test_whoever_never_stands_back_has_no_f1() -> None:
    assert standing_back([Verdict(labelled(ADVICE), "share")]).f1 is None


def test_the_confusion_counts_labelled_against_given() -> None:
    same = Verdict(labelled("share"), "share")

    counts = confusion([same, same, Verdict(labelled("share"), "guidance"), Verdict(labelled("", intent="x"), "y")])

    assert counts == {("share", "share"): 2, ("share", "guidance"): 1}
