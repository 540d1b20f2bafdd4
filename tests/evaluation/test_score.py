"""The simulated worker, the labelled sets, and what is counted of an interview."""

import json
from pathlib import Path

import pytest

from sharebot.errors import KnowledgeError
from sharebot.evaluation.hearing import Hearing
from sharebot.evaluation.labelled import load_labelled, worked_cases
from sharebot.evaluation.measures import Share
from sharebot.evaluation.score import questions, score, together
from sharebot.evaluation.sets import build_rows, tune_file, unseen_files
from sharebot.evaluation.stated import ASSUMED, SAID, by_fact, over_all, stated
from sharebot.evaluation.verdicts import outcomes
from sharebot.evaluation.worker import interview, truthful
from sharebot.retrieval.embedder import Embedder
from sharebot.service import Sharebot
from sharebot.settings import ROOT
from tests.evaluation.rows import labelled
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


@pytest.mark.parametrize(
    ("fact", "truth", "answer"),
    [
        ("agreement", {"agreement": ("given",)}, "given"),
        ("agreement", {}, "not-sure"),
        ("agreement", {"agreement": ("given", "refused")}, "not-sure"),
        ("agreement", {"agreement": ("no-such-option",)}, "not-sure"),
        ("danger", {}, "no"),
        ("danger", {"danger": ("yes", "soon")}, "not-sure"),
    ],
)
def test_the_worker_answers_from_what_is_true_and_else_is_not_sure(
    fact: str, truth: dict[str, tuple[str, ...]], answer: str
) -> None:
    assert truthful(fact, truth, {"given", "refused", "yes", "soon", "no"}) == answer


def test_the_answers_change_the_outcome_and_what_was_found_before_them_is_kept(bot: Sharebot) -> None:
    talk = interview(bot, VAGUE, {"danger": ("yes",), "child_concern": ("yes",)})

    assert talk.asked
    assert talk.outcome == "share-now"
    assert all(fact not in talk.found or talk.found[fact].value is None for fact in talk.asked)


def test_an_interview_without_truth_ends(bot: Sharebot) -> None:
    talk = interview(bot, VAGUE, {})

    assert talk.last.question is None
    assert len(talk.asked) <= 6


def test_right_wrong_and_critical_are_counted_apart(bot: Sharebot) -> None:
    right = labelled("share-now", message=CONCERN)
    wrong = labelled("do-not-share", message=CONCERN, critical={"share-now"})

    total = score(bot, "x", [right, wrong, labelled("", message=QUESTION, intent="question")])

    first, last = outcomes(total.first), outcomes(total.last)
    assert first.right == last.right == Share(1, 2)
    assert (last.wrong_share.part, last.wrong_refusal.part, last.critical.part) == (1, 0, 1)
    assert total.intents == {("case", "case"): 2, ("question", "question"): 1}
    assert total.intents_right == Share(3, 3)
    assert list(total.misses()) == ["r: wanted do-not-share, got share-now by child-concern (asked: nothing)"]


def test_a_message_that_gets_no_card_counts_by_its_status(bot: Sharebot) -> None:
    total = score(bot, "x", [labelled("share", message=QUESTION), labelled("share", message="!")])

    assert [one.taken_for for one in total.told] == ["question", "neither"]
    assert [one.given for one in total.last] == ["guidance", "refused"]
    assert next(total.misses()) == "r: wanted share, got guidance by - (asked: nothing)"


def test_questions_are_given_in_the_middle_at_the_edge_and_at_most() -> None:
    found = questions([0] * 10 + [1] * 9 + [6])

    assert (found.median, found.p95, found.most) == (0.5, 1, 6)
    assert questions([]).most == 0


def unseen_files_together_are_one_set_that_keeps_its_parts(bot: Sharebot) -> None:
    part = score(bot, "one", [labelled("share-now", message=CONCERN)])

    total = together("all", [part, part])

    assert (len(total.told), [one.name for one in total.files]) == (2, ["one", "one"])


def test_facts_that_were_said_are_held_against_the_labels(bot: Sharebot, tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    wrong = {**ROW, "facts": [{"id": "child_concern", "value": "no"}]}
    file.write_text("\n".join(json.dumps(row) for row in (ROW, wrong)))

    figures = by_fact(score(bot, "x", load_labelled(file)).told)

    concern = figures["child_concern"]
    assert (concern.precision(SAID), concern.wrong(SAID)) == (Share(1, 2), 1)
    assert (concern.recall(SAID), concern.recall_any, concern.recall(ASSUMED)) == (
        Share(1, 2),
        Share(1, 2),
        Share(0, 2),
    )


def test_a_fact_the_labels_are_silent_on_is_neither_right_nor_wrong(bot: Sharebot) -> None:
    figures = by_fact(score(bot, "x", [labelled("share-now", message=CONCERN)]).told)

    assert figures == {}


def test_a_told_fact_that_stays_unknown_lowers_recall_alone(bot: Sharebot) -> None:
    told = [labelled("share-now", message=CONCERN, said={"crime": "serious", "child_concern": "yes"})]

    figures = by_fact(score(bot, "x", told).told)

    assert (figures["crime"].recall_any, figures["crime"].precision(SAID)) == (Share(0, 1), Share(0, 0))
    assert over_all(figures.values()).recall_any == Share(1, 2)


def test_how_sure_reading_is_comes_from_reading_and_only_for_what_it_found(
    bot: Sharebot, real_embedder: Embedder
) -> None:
    hearing = Hearing(bot.framework, ROOT / "knowledge", real_embedder)
    row = labelled("share-now", message=CONCERN, said={"child_concern": "yes"}, answers={"bar": "no"})

    facts = {fact.fact: fact for fact in stated(score(bot, "x", [row], hearing).told[0])}

    assert facts["child_concern"].sure is not None
    assert 0 < facts["child_concern"].sure <= 1
    assert all(fact.sure is None for fact in facts.values() if fact.origin == ASSUMED)


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


def test_the_test_part_is_every_file_of_its_name_and_no_other(tmp_path: Path) -> None:
    for name in ("test.jsonl", "test-2.jsonl", "tune.jsonl", "build.jsonl", "build-2.jsonl"):
        (tmp_path / name).write_text(json.dumps({**ROW, "id": name}))

    assert [path.name for path in unseen_files(tmp_path / "test.jsonl")] == ["test.jsonl", "test-2.jsonl"]
    assert tune_file(tmp_path / "test.jsonl").name == "tune.jsonl"
    assert {row.id for row in build_rows(tmp_path / "test.jsonl")} == {"build.jsonl", "build-2.jsonl"}
