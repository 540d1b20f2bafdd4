"""The simulated worker and the counts: wrong shares and wrong refusals apart, critical errors named."""

import json
from pathlib import Path

import pytest

from sharebot.errors import KnowledgeError
from sharebot.evaluation.labelled import Labelled, load_labelled, worked_cases
from sharebot.evaluation.report import as_json, as_markdown
from sharebot.evaluation.score import score
from sharebot.evaluation.worker import interview
from sharebot.service import Sharebot
from sharebot.settings import ROOT
from tests.real_parts import CONCERN, QUESTION, VAGUE

ROW = {
    "id": "r1",
    "message": CONCERN,
    "intent": "case",
    "facts": [{"id": "child_concern", "value": "yes"}],
    "answers": {"danger": "no"},
    "outcome": "share-now",
    "acceptable": [],
    "critical": ["do-not-share"],
}


def labelled(message: str, outcome: str, critical: set[str] | None = None, intent: str = "case") -> Labelled:
    return Labelled(
        "r", message, "", "", intent, {}, {"danger": ("no",)}, outcome, frozenset({outcome}), frozenset(critical or ())
    )  # fmt: skip


def test_the_worker_answers_from_what_is_true_and_else_is_not_sure(bot: Sharebot) -> None:
    talk = interview(bot, VAGUE, {"danger": ("yes",)})

    assert talk.asked == ("danger",)
    assert (talk.first_outcome is not None, talk.outcome) == (True, "share-now")


def test_an_interview_without_truth_ends(bot: Sharebot) -> None:
    talk = interview(bot, VAGUE, {})

    assert talk.last.question is None
    assert len(talk.asked) <= 6


def test_right_wrong_and_critical_are_counted_apart(bot: Sharebot) -> None:
    right = labelled(CONCERN, "share-now")
    wrong = labelled(CONCERN, "do-not-share", {"share-now"})

    total = score(bot, "x", [right, wrong, labelled(QUESTION, "", intent="question")])

    assert (total.cases, total.right, total.right_first) == (2, 1, 1)
    assert (total.wrong_share, total.wrong_refuse, total.critical) == (1, 0, 1)
    assert (total.intents, total.intents_right) == (3, 3)
    assert total.misses == ["r: wanted do-not-share, got share-now by child-concern (asked: nothing)"]


def test_facts_that_were_said_are_held_against_the_labels(bot: Sharebot, tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    wrong = {**ROW, "facts": [{"id": "child_concern", "value": "no"}]}
    file.write_text("\n".join(json.dumps(row) for row in (ROW, wrong)))

    total = score(bot, "x", load_labelled(file))

    assert (total.said_right, total.said_wrong) == (1, 1)
    assert total.wrong_facts == {"child_concern=yes": 1}


def test_the_page_lists_misses_but_never_those_of_the_unseen_set(bot: Sharebot) -> None:
    missed = [labelled(CONCERN, "do-not-share")]
    scores = [score(bot, "worked cases", missed), score(bot, "test", missed)]

    page = as_markdown(scores, bot)

    assert page.count("wanted do-not-share") == 1
    assert "| outcome right after questions | 0 of 1 (0.0%) | 0 of 1 (0.0%) |" in page
    assert as_json(scores, bot)["versions"]["framework"] == bot.framework.version


@pytest.mark.parametrize("line", ["not json", "{}", '{"id": "r1", "message": "x", "facts": [1]}'])
def test_a_line_that_cannot_be_read_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text(f"{json.dumps(ROW)}\n{line}\n")

    with pytest.raises(KnowledgeError, match=r"rows\.jsonl, line 2"):
        load_labelled(file)


def test_there_are_58_worked_cases_with_what_would_hurt_someone_named() -> None:
    cases = worked_cases(ROOT / "knowledge" / "framework" / "cases")

    assert len(cases) == 58
    assert all(case.critical & {"do-not-share"} for case in cases if case.acceptable == {"share-now"})
    assert all(case.critical & {"share", "share-now"} for case in cases if case.acceptable == {"do-not-share"})
