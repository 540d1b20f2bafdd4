"""The page and the JSON: targets with met or not met, and never a miss of the unseen set."""

import json
from argparse import Namespace
from pathlib import Path

import pytest

from sharebot.commands import evaluating
from sharebot.errors import CallerError
from sharebot.evaluation.as_json import as_json
from sharebot.evaluation.headline import TARGETS, Target, headline, with_verdict
from sharebot.evaluation.measures import Share
from sharebot.evaluation.questionnaire import compared
from sharebot.evaluation.report import Evaluated, as_markdown
from sharebot.evaluation.score import Score, score, together
from sharebot.evaluation.tables import group_rows, number, percent, share, table
from sharebot.service import Sharebot
from tests.evaluation.rows import labelled
from tests.real_parts import CONCERN

VERSIONS = {"framework": "f", "library": None, "classifier": "c"}


def evaluated(bot: Sharebot, one: Score) -> Evaluated:
    return Evaluated(one, {}, compared(bot.framework, one.told))


@pytest.fixture(scope="module")
def missed(bot: Sharebot) -> Score:
    return score(bot, "part", [labelled("do-not-share", message=CONCERN, critical=["share-now"])])


@pytest.fixture(scope="module")
def sets(bot: Sharebot, missed: Score) -> list[Evaluated]:
    return [evaluated(bot, together(name, [missed])) for name in ("worked cases", "tune", "test", "another")]


def test_misses_are_listed_for_worked_cases_and_tune_and_for_nothing_else(sets: list[Evaluated]) -> None:
    page = as_markdown(sets, VERSIONS)

    assert page.count("wanted do-not-share") == page.count("### Not right") == 2
    assert CONCERN not in page
    assert "framework f, library none, classifier c" in page


def test_the_headline_says_met_or_not_met_in_every_set(sets: list[Evaluated]) -> None:
    page = as_markdown(sets, VERSIONS)

    row = next(line for line in page.splitlines() if line.startswith("| outcome right after questions"))
    assert row.count("0 of 1 (0.0%, 0.0 to 79.3): **not met**") == 4
    assert "| wrong refusal | at most 1.5% | 0 of 1 (0.0%, 0.0 to 79.3): met |" in page


def test_each_file_of_a_set_has_a_line_of_its_own(sets: list[Evaluated]) -> None:
    assert "| part (1 cases) | 0 of 1 (0.0%, 0.0 to 79.3) |" in as_markdown(sets[2:3], VERSIONS)


def test_the_json_says_the_same_and_hides_the_same(sets: list[Evaluated]) -> None:
    found = json.loads(json.dumps(as_json(sets, VERSIONS)))

    assert [len(one["misses"]) for one in found["sets"].values()] == [1, 1, 0, 0]
    test = found["sets"]["test"]
    assert (test["cases"], test["critical errors"], test["outcome right after questions"]) == (1, 1, "0 of 1 (0.0%)")
    assert test["measures"]["headline"]["critical errors"] == {"target": "at most 0", "figure": 1, "met": False}
    assert test["measures"]["confusion"] == [{"labelled": "do-not-share", "given": "share-now", "cases": 1}]
    assert list(test["measures"]["files"]) == ["part"]
    assert CONCERN not in json.dumps(found)


def test_a_headline_has_a_figure_for_every_target_and_none_of_nothing() -> None:
    figures = headline(Score("x", ()))

    assert list(figures) == [target.name for target in TARGETS]
    assert figures["critical errors"] is None
    assert with_verdict(TARGETS[0], figures[TARGETS[0].name]) == "0 of 0"


@pytest.mark.parametrize(
    ("target", "figure", "met"),
    [
        (Target("x", 0.95), Share(95, 100), True),
        (Target("x", 0.95), Share(94, 100), False),
        (Target("x", 0.015, at_most=True), Share(1, 100), True),
        (Target("x", 3, at_most=True), 3.5, False),
        (Target("x", 0.9), None, None),
    ],
)
def test_a_target_is_met_at_its_bound(target: Target, figure: Share | float | None, met: bool | None) -> None:
    assert target.met(figure) is met


def test_small_groups_are_put_together(bot: Sharebot, missed: Score) -> None:
    cases = missed.told * 6
    few = iter("aaaaab")

    assert [row[0] for row in group_rows(cases, lambda _: next(few))] == ["a", "(each under 5 cases)"]


def test_numbers_are_written_short() -> None:
    assert [number(2.0), number(0.12345), number(None), percent(0.5), percent(None)] == [
        "2",
        "0.123",
        "–",
        "50.0%",
        "–",
    ]
    assert share(Share(5, 10)) == "5 of 10 (50.0%, 23.7 to 76.3)"
    assert table(["a", "b"], [["1", "2"]]) == ["| a | b |", "|---|---|", "| 1 | 2 |"]


@pytest.mark.parametrize(
    ("named", "write", "sentence"),
    [(["nothing"], False, "There is no set 'nothing'"), (["tune"], True, "leave out --write")],
)
def test_the_command_refuses_a_set_there_is_not_and_a_page_without_every_set(
    named: list[str], write: bool, sentence: str
) -> None:
    with pytest.raises(CallerError, match=sentence):
        evaluating.evaluate(Namespace(json=True, write=write, set=named))


@pytest.mark.usefixtures("with_library", "in_process")
def test_the_command_scores_only_the_set_that_was_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = {"id": "a", "message": CONCERN, "intent": "case", "facts": [], "outcome": "share-now", "acceptable": []}
    for name in ("test.jsonl", "tune.jsonl", "build.jsonl"):
        (tmp_path / name).write_text(json.dumps(row))
    monkeypatch.setattr(evaluating, "LABELLED", tmp_path / "test.jsonl")

    assert evaluating.evaluate(Namespace(json=True, write=False, set=["tune"])) == 0

    found = json.loads(capsys.readouterr().out)
    assert list(found["sets"]) == ["tune"]
    assert found["sets"]["tune"]["measures"]["baselines"]["nearest build case"]["outcome right"]["part"] == 1
    assert len(found["versions"]["classifier"]) == 12
