"""Nothing may make sharebot worse on messages nobody who works on it has seen."""

from collections.abc import Mapping

import pytest

from sharebot.evaluation.headline import TARGETS, Target
from tests.evaluation.floors import FLOORS


def test_every_target_has_a_floor_and_none_stricter_than_its_target() -> None:
    assert list(FLOORS) == [target.name for target in TARGETS]
    assert all(target.met(target.bound) for target in TARGETS)
    assert [t.name for t in TARGETS if (FLOORS[t.name] < t.bound) == t.at_most and FLOORS[t.name] != t.bound] == []


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_the_unseen_messages_keep_to_the_floor(
    unseen_figures: Mapping[str, float | int | None], target: Target
) -> None:
    figure, floor = unseen_figures[target.name], FLOORS[target.name]

    assert figure is not None
    assert figure <= floor if target.at_most else figure >= floor, f"{target.name}: {figure} beside a floor of {floor}"
