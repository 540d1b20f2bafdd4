"""The other commands: one JSON document with --json, words without, and exit codes 0, 1 and 2."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sharebot import commands
from sharebot.cli import main
from sharebot.commands import evaluating
from sharebot.settings import ROOT
from tests.commands.conftest import Said, program
from tests.real_parts import AREA, CONCERN, QUESTION

Run = Callable[..., Said]


def test_ask_gives_one_turn_as_words_or_as_json(run: Run, with_library: Path) -> None:
    assert run("ask", CONCERN).out.startswith("## Share now.")
    assert run("ask", CONCERN, "--area", AREA, "--sector", "schools", "--json").json["schema"] == "sharebot.turn/1"


def test_decide_takes_facts_from_words_from_a_file_and_as_at_a_day(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "facts.json"
    file.write_text('{"child_concern": "yes", "danger": "no"}')

    by_words = run("decide", "--fact", "child_concern=yes", "--fact", "danger = no", "--json").json
    by_file = run("decide", "--facts", str(file), "--as-at", "2026-11-22", "--json").json

    assert by_words == by_file
    assert set(by_words) >= {"recommendation", "question", "facts"}
    assert by_words["recommendation"]["outcome"] == "share-now"
    assert by_words["recommendation"]["with"]
    assert {row["id"]: row["origin"] for row in by_words["facts"]}["child_concern"] == "answered"


def test_decide_in_words_gives_the_headline_the_rule_and_the_question(run: Run) -> None:
    said = run("decide", "--fact", "recipient=school").out

    assert "(rule " in said
    assert "Ask: Is anyone in danger" in said


@pytest.mark.parametrize(
    "words",
    [
        ["--fact", "agreement"],
        ["--fact", "shoe_size=7"],
        ["--fact", "agreement=perhaps"],
        ["--as-at", "yesterday"],
        ["--as-at", "2026-02-30"],
        ["--facts", "missing.json"],
    ],
)
def test_decide_refuses_what_it_cannot_use(run: Run, words: list[str]) -> None:
    said = run("decide", *words)

    assert (said.code, said.out) == (2, "")
    assert said.err.count("\n") == 1


@pytest.mark.parametrize("contents", ["", "[]", '{"agreement": 3}', "[" * 5000, "\x00"])
def test_a_facts_file_that_is_none_is_refused(run: Run, tmp_path: Path, contents: str) -> None:
    file = tmp_path / "facts.json"
    file.write_text(contents)

    assert run("decide", "--facts", str(file)).code == 2


def test_framework_facts_lists_every_fact_with_every_option(run: Run) -> None:
    facts = run("framework", "facts", "--json").json["facts"]

    assert {"danger", "child_concern", "agreement", "recipient"} <= {row["id"] for row in facts}
    assert all(row["options"][-1] == {"value": "not-sure", "label": "Not sure"} for row in facts)
    assert all(f"{row['id']}: {row['ask']}" in run("framework", "facts").out for row in facts[:1])


def test_framework_check_agrees_with_its_exit_code(run: Run) -> None:
    said = run("framework", "check", "--json")

    assert said.json["sound"] == (said.code == 0)
    assert said.json["rules"] > 100
    assert bool(said.json["problems"]) == (said.code == 1)


def test_framework_explain_walks_to_the_rule_that_decides(run: Run) -> None:
    path = run("framework", "explain", "--fact", "child_concern=yes", "--fact", "danger=no", "--json").json

    assert path["path"][-1] == {"rule": path["rule"], "state": "decides", "open": []}
    assert path["path"][0]["rule"] == "danger-now"
    assert "decides  child-concern" in run("framework", "explain", "--fact", "child_concern=yes").out


def test_framework_draw_is_a_mermaid_picture_of_every_rule(run: Run) -> None:
    assert "child-concern" in run("framework", "draw").out
    assert "flowchart" in run("framework", "draw", "--json").json["mermaid"]


def test_search_gives_the_best_passages_first(run: Run, with_library: Path) -> None:
    found = run("search", QUESTION, "--top", "3", "--json").json
    scores = [hit["score"] for hit in found["hits"]]

    assert len(scores) == 3
    assert scores == sorted(scores, reverse=True)
    assert set(found["hits"][0]) == {"passage_id", "source_id", "title", "section", "page", "score", "text"}
    assert found["timing_ms"]["total"] >= 0
    assert found["hits"][0]["title"] in run("search", QUESTION).out


def test_search_reads_one_query_a_line_and_answers_each_with_one(run: Run, with_library: Path) -> None:
    said = run("search", "-", "--top", "1", typed=f"{QUESTION}\n\nshare at once in an emergency\n")

    assert [len(row["hits"]) for row in said.lines] == [1, 0, 1]


@pytest.mark.parametrize("words", [["search", " "], ["search", "x", "--top", "0"], ["records", "list", "--limit", "0"]])
def test_a_search_or_list_for_nothing_is_a_callers_mistake(run: Run, with_library: Path, words: list[str]) -> None:
    assert run(*words).code == 2


def test_the_library_is_listed_shown_and_its_state_told(run: Run, with_library: Path) -> None:
    documents = run("library", "list", "--json").json["documents"]
    status = run("library", "status", "--json").json
    hit = run("search", QUESTION, "--top", "1", "--json").json["hits"][0]
    shown = run("library", "show", hit["passage_id"], "--json").json

    assert len(documents) == len(status["documents"]) > 5
    assert set(status["due_for_review"]) <= {row["source_id"] for row in documents}
    assert shown["text"] == hit["text"]
    assert "Due for review: " in run("library", "status").out
    assert hit["title"] in run("library", "show", hit["passage_id"]).out
    assert documents[0]["source_id"] in run("library", "list").out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["frobnicate"], 2, "invalid choice"),
        ([], 2, "required"),
        (["ask"], 2, "required"),
        (["ask", "x", "--sector", "moon"], 2, "There is no sector 'moon'"),
        (["search", "x", "--top", "many"], 2, "--top"),
        (["search", "x"], 1, "python -m ingest"),
        (["library", "status"], 1, "python -m ingest"),
        (["records", "show", "ZZZZ-ZZZZ-ZZZZ"], 1, "no record"),
        (["records", "verify", "--checkpoint", "zebra"], 2, "checkpoint"),
    ],
)
def test_a_mistake_is_one_sentence_and_never_a_traceback(run: Run, words: list[str], code: int, said: str) -> None:
    answer = run(*words)

    assert (answer.code, answer.out) == (code, "")
    assert said in answer.err
    assert answer.err.count("\n") == 1
    assert "Traceback" not in answer.err


def test_a_foreign_library_is_refused_with_the_command_that_builds_one(run: Run, with_library: Path) -> None:
    manifest = with_library / "library" / "manifest.json"
    manifest.write_text('{"not": "ours"}')

    answer = run("search", "x")

    assert (answer.code, answer.out) == (1, "")
    assert "python -m ingest" in answer.err


def test_a_data_folder_that_cannot_be_written_is_one_sentence(run: Run, monkeypatch, tmp_path: Path) -> None:
    file = tmp_path / "a-file"
    file.write_text("in the way")
    monkeypatch.setenv("SHAREBOT_DATA", str(file / "data"))

    answer = run("records", "list")

    assert (answer.code, answer.out, answer.err.count("\n")) == (1, "", 1)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_data_folder_is_one_sentence(run: Run, clean_environment: Path) -> None:
    clean_environment.mkdir()
    clean_environment.chmod(0o500)

    assert run("records", "list").code == 1


@pytest.mark.parametrize(
    ("name", "contents", "said"),
    [
        ("wording.yaml", "a: [unclosed", "wording.yaml, line"),
        ("wording.yaml", "- a list", "wording.yaml must hold lines"),
        ("wording.yaml", "a: one\na: two", "'a' appears twice"),
        ("sectors.yaml", "schools: council", "sectors.yaml: schools"),
        ("sectors.yaml", "", "sectors.yaml: the file"),
        ("sectors.yaml", "schools: {label: School}", "give a label and a sharer"),
        ("framework/outcomes.yaml", "- id: share\n  colour: red", "outcomes.yaml"),
    ],
)
def test_a_mistake_in_knowledge_names_the_file_and_what_to_do(
    run: Run, tmp_path: Path, monkeypatch, name: str, contents: str, said: str
) -> None:
    knowledge = tmp_path / "knowledge"
    knowledge.mkdir()
    for part in ("framework", "reading", "wording.d"):
        (knowledge / part).mkdir()
        for file in (ROOT / "knowledge" / part).glob("*.*"):
            (knowledge / part / file.name).symlink_to(file)
    for file in ("wording.yaml", "sectors.yaml"):
        (knowledge / file).symlink_to(ROOT / "knowledge" / file)
    (knowledge / name).unlink()
    (knowledge / name).write_text(contents)
    monkeypatch.setenv("SHAREBOT_KNOWLEDGE", str(knowledge))

    answer = run("ask", CONCERN)

    assert (answer.code, answer.out) == (1, "")
    assert said in answer.err
    assert "Traceback" not in answer.err


def test_a_bad_environment_variable_is_named_in_one_sentence() -> None:
    answer = program("ask", "x", SHAREBOT_AUTH="zebra")

    assert (answer.code, answer.out) == (2, "")
    assert "SHAREBOT_AUTH" in answer.err
    assert answer.err.count("\n") == 1


def break_it(*_: Any) -> int:
    raise ZeroDivisionError("a bug")


@pytest.mark.parametrize(("words", "variable", "shown"), [([], "", False), (["--debug"], "", True), ([], "1", True)])
def test_a_bug_is_one_sentence_and_a_traceback_only_where_it_was_asked_for(
    capsys, caplog, monkeypatch, words: list[str], variable: str, shown: bool
) -> None:
    monkeypatch.setattr(commands, "ask", break_it)
    if variable:
        monkeypatch.setenv("SHAREBOT_DEBUG", variable)

    assert main(["ask", "x", *words]) == 1

    said = capsys.readouterr()
    assert "Run again with --debug" in said.err
    assert ("ZeroDivisionError" in caplog.text) == shown
    assert said.out == ""


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder with three messages of the test part, one of the tune part, no worked case, and room for the page."""
    test = evaluating.LABELLED.read_text(encoding="utf-8").splitlines()[:3]
    tune = evaluating.tune_file().read_text(encoding="utf-8").splitlines()[:1]
    (tmp_path / "few.jsonl").write_text("\n".join(test), encoding="utf-8")
    (tmp_path / "tune.jsonl").write_text("\n".join(tune), encoding="utf-8")
    monkeypatch.setattr(evaluating, "LABELLED", tmp_path / "few.jsonl")
    monkeypatch.setattr(evaluating, "PAGE", tmp_path / "evaluation.md")
    monkeypatch.setattr(evaluating, "worked_cases", lambda _: [])
    return tmp_path


def test_evaluate_scores_every_set_and_writes_only_when_asked(run: Run, few: Path) -> None:
    figures = run("evaluate", "--json")

    assert list(figures.json["sets"]) == ["worked cases", "tune", "test"]
    assert figures.json["sets"]["test"]["cases"] <= 3
    assert not (few / "evaluation.md").exists()
    assert run("evaluate", "--write").out.startswith("# Evaluation")
    assert json.dumps(figures.json["sets"]["worked cases"]["cases"]) == "0"
    assert (few / "evaluation.md").read_text().startswith("# Evaluation")


@pytest.mark.parametrize(
    ("words", "sets"),
    [(["--set", "tune"], ["tune"]), (["--set", "tune", "--set", "worked cases"], ["worked cases", "tune"])],
)
def test_evaluate_scores_only_the_sets_that_are_named(run: Run, few: Path, words: list[str], sets: list[str]) -> None:
    assert list(run("evaluate", *words, "--json").json["sets"]) == sets


@pytest.mark.parametrize(
    ("words", "reason"),
    [(["--set", "train"], "There is no set 'train'"), (["--set", "tune", "--write"], "The page shows every set")],
)
def test_evaluate_refuses_a_set_there_is_not_and_a_page_without_every_set(
    run: Run, few: Path, words: list[str], reason: str
) -> None:
    said = run("evaluate", *words)

    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(reason)
    assert not (few / "evaluation.md").exists()
