"""The arithmetic behind the evaluation, on rows small enough to count by hand."""

import pytest

from sharebot.evaluation.measures import Share, calibration, harmonic_mean, percentile, share_of


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_intervals_are_those_of_the_published_examples(part: int, whole: int, low: float, high: float) -> None:
    """Newcombe 1998, Statistics in Medicine 17, table I, method 3."""
    assert Share(part, whole).interval == pytest.approx((low, high), abs=5e-5)


def test_a_share_of_nothing_has_no_value_and_no_interval() -> None:
    assert (Share(0, 0).value, Share(0, 0).interval) == (None, None)
    assert share_of([True, False, True]) == Share(2, 3)


def test_all_right_reaches_one_and_never_more() -> None:
    low, high = Share(10, 10).interval or (0, 0)

    assert (low, high) == (pytest.approx(0.7225, abs=5e-5), pytest.approx(1.0))
    assert high <= 1


@pytest.mark.parametrize(("share", "number"), [(0.95, 19), (0.96, 20), (0.5, 10), (0.0, 1)])
def test_a_percentile_is_the_smallest_number_that_so_many_do_not_exceed(share: float, number: int) -> None:
    assert percentile(list(range(20, 0, -1)), share) == number


def test_there_is_no_percentile_of_nothing() -> None:
    assert percentile([], 0.95) == 0


def test_calibration_error_weighs_each_tenth_by_how_many_facts_it_holds() -> None:
    found = calibration([(0.95, True), (0.95, True), (1.0, False), (0.25, False)])

    assert [(one.low, one.right) for one in found.bins] == [(0.2, Share(0, 1)), (0.9, Share(2, 3))]
    assert found.bins[1].sure == pytest.approx(2.9 / 3)
    assert found.error == pytest.approx((0.25 * 1 + (2.9 / 3 - 2 / 3) * 3) / 4)


def test_perfectly_fitting_sureness_has_no_error_and_nothing_has_none() -> None:
    assert calibration([(0.5, True), (0.5, False)]).error == pytest.approx(0)
    assert calibration([]).error is None


@pytest.mark.parametrize(
    ("precision", "recall", "f1"), [(0.5, 1.0, 2 / 3), (0.0, 0.0, 0.0), (None, 1.0, None), (1.0, None, None)]
)
def test_f1_needs_both_precision_and_recall(precision: float | None, recall: float | None, f1: float | None) -> None:
    assert harmonic_mean(precision, recall) == (None if f1 is None else pytest.approx(f1))
