"""`sharebot converse`: JSON Lines in, one turn a line out, whatever comes."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from sharebot.settings import ROOT
from tests.commands.conftest import BARE, Said, program
from tests.real_parts import AREA, CONCERN, DANGER, VAGUE

Converse = Callable[..., list[Any]]
SCHEMA = json.loads((ROOT / "docs" / "schema" / "turn-1.json").read_text(encoding="utf-8"))
RECORD_SCHEMA = json.loads((ROOT / "docs" / "schema" / "decision-record-1.json").read_text(encoding="utf-8"))
DECISION = {
    "outcome": "share-now",
    "because": "A child may be hurt.",
    "shared": ["What he said"],
    "with": "Social work",
}


@pytest.fixture(autouse=True)
def _library(with_library: Path) -> None:
    """Every conversation here has the small library."""


def test_message_answer_change_decide_and_reset_each_give_one_turn(converse: Converse) -> None:
    turns = converse(
        {"message": VAGUE},
        {"answer": {"fact": "danger", "value": "no"}},
        {"change": {"fact": "child_concern", "value": "yes"}},
        {"decide": DECISION},
        {"reset": True},
        {"message": "why"},
    )

    assert [turn["status"] for turn in turns[:5]] == [
        "question",
        turns[1]["status"],
        "recommendation",
        "recorded",
        "explanation",
    ]
    assert turns[0]["question"]["fact"] == "danger"
    assert turns[2]["recommendation"]["outcome"] == "share-now"
    assert turns[3]["record"]["id"] in turns[3]["text"]
    assert (turns[5]["facts"], turns[5]["recommendation"]) == ([], None), "nothing is open any more"
    for turn in turns:
        assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(turn)] == []


@pytest.mark.parametrize(
    "line",
    [
        "not json",
        "{",
        "[]",
        "3",
        "null",
        '"text"',
        "{}",
        '{"message": 3}',
        '{"message": null}',
        '{"message": "a", "reset": true}',
        '{"answer": "no"}',
        '{"answer": {"fact": "danger"}}',
        '{"answer": {"fact": "danger", "value": 1}}',
        '{"answer": {"fact": "shoe_size", "value": "7"}}',
        '{"answer": {"fact": "danger", "value": "perhaps"}}',
        '{"change": {"fact": "", "value": ""}}',
        '{"decide": "share"}',
        '{"decide": {}}',
        '{"reset": false}',
        '{"unknown": 1}',
        '{"message": ""}',
        '{"message": "😱😱"}',
        '{"message": "\\u0000\\u0001"}',
        '{"message": "\\ud800"}',
        "[" * 5000,
        "1" * 5000,
        '{"message": "' + "x" * 1_000_000 + '"}',
        json.dumps({"message": "x" * 20_001}),
    ],
    ids=lambda line: line[:40],
)
def test_a_line_that_cannot_be_used_is_refused_and_the_case_goes_on(run: Callable[..., Said], line: str) -> None:
    said = run("converse", typed=f"{json.dumps({'message': CONCERN})}\n{line}\n\n{json.dumps({'message': 'why'})}\n")

    assert said.code == 0
    assert [turn["status"] for turn in said.lines] == ["recommendation", "refused", "explanation"]
    assert "Traceback" not in said.out + said.err
    assert said.lines[1]["text"].endswith("Nothing was lost.")


def test_a_long_message_written_in_escapes_is_still_a_message(converse: Converse) -> None:
    message = ("Can I tell the school about a boy of 14? " + "😱" * 19_900)[:20_000]

    assert converse({"message": message})[0]["status"] in {"question", "recommendation"}


def test_a_program_of_its_own_answers_each_line_at_once_and_survives_bytes_that_are_no_text() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "sharebot.cli", "converse", "--area", AREA],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=BARE,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        statuses = []
        for line in (json.dumps({"message": DANGER}).encode(), b"\xff\xfe\x00\x01", b'{"message": "\xff\xfe"}', b"why"):
            process.stdin.write(line + b"\n")
            process.stdin.flush()
            statuses.append(json.loads(process.stdout.readline())["status"])
        _, err = process.communicate(timeout=60)

    assert statuses == ["recommendation", "refused", "refused", "refused"]
    assert process.returncode == 0
    assert b"Traceback" not in err


def test_the_danger_answer_stands_while_data_cannot_even_be_written() -> None:
    said = program("ask", DANGER, "--json")

    assert said.code == 0
    assert said.json["recommendation"]["outcome"] == "share-now"
    assert said.json["versions"]["library"] is None


def test_names_and_numbers_are_masked_before_anything_is_kept_or_said(
    converse: Converse, run: Callable[..., Said], with_library: Path
) -> None:
    secret = ("Jean McAllister", "0101011237", "0131 496 0123", "jean@example.scot")
    message = f"my patient {secret[0]}, CHI {secret[1]}, phone {secret[2]}, mail {secret[3]}: {CONCERN}"
    decision = {**DECISION, "because": f"{secret[0]} (CHI {secret[1]}) rang from {secret[2]}.", "shared": [secret[3]]}

    turns = converse({"message": message}, {"decide": decision})
    exported = run("records", "export").out

    assert turns[1]["status"] == "recorded"
    assert {row["masked"] for row in turns[0]["personal_data"]} >= {"[name]", "[CHI]", "[phone]"}
    kept = b"".join(file.read_bytes() for file in with_library.glob("records.sqlite*"))
    for words in secret:
        assert words not in json.dumps(turns)
        assert words not in exported
        assert words.encode() not in kept


@pytest.mark.parametrize("decision", [{"outcome": "share"}, {"outcome": "share", "because": "  "}, {"because": "so"}])
def test_a_decision_needs_an_outcome_and_a_reason(converse: Converse, decision: dict[str, str]) -> None:
    turn = converse({"message": CONCERN}, {"decide": decision})[1]

    assert turn["status"] == "refused"
    assert "needs an outcome and a reason" in turn["text"]


@pytest.mark.parametrize(
    "decision",
    [
        {"outcome": "perhaps", "because": "so"},
        {"outcome": 3, "because": "so"},
        {"outcome": ["share"], "because": {"a": 1}},
        {**DECISION, "extent": "most"},
        {**DECISION, "decided_by": "me"},
        {**DECISION, "shared": [{"thing": 1}]},
    ],
)
def test_a_decision_of_the_wrong_shape_is_refused_and_nothing_is_recorded(
    converse: Converse, run: Callable[..., Said], decision: dict[str, Any]
) -> None:
    assert converse({"message": CONCERN}, {"decide": decision})[1]["status"] == "refused"
    assert run("records", "list", "--json").json == {"records": []}


def test_there_must_be_a_case_before_a_decision(converse: Converse) -> None:
    assert "no case to record yet" in converse({"decide": DECISION})[0]["text"]


def test_departing_from_the_recommendation_is_recorded_with_its_reason(
    converse: Converse, run: Callable[..., Said]
) -> None:
    reasons = {"because": "Already known to the team.", "departure_reason": "They are with him now."}
    turns = converse(
        {"message": CONCERN},
        {"decide": {"outcome": "do-not-share", "because": "Already known to the team."}},
        {"decide": {"outcome": "do-not-share", **reasons}},
    )
    first, second = (run("records", "show", turn["record"]["id"], "--json").json for turn in turns[1:])

    assert (first["followed"], first["departure_reason"]) == (False, "Already known to the team.")
    assert second["departure_reason"] == "They are with him now."
    assert first["recommendation"]["outcome"] == "share-now"


def test_what_was_recorded_can_be_listed_shown_verified_and_exported(
    converse: Converse, run: Callable[..., Said]
) -> None:
    recorded = converse({"message": CONCERN}, {"decide": DECISION}, place=["--area", AREA])[1]["record"]["id"]

    listed = run("records", "list", "--json").json["records"]
    shown = run("records", "show", recorded, "--json").json
    verified = run("records", "verify", "--json").json
    exported = run("records", "export").lines

    assert [(row["id"], row["outcome"], row["followed"]) for row in listed] == [(recorded, "share-now", True)]
    assert shown["area"] == AREA
    assert shown["shared"][0]["item"] == "What he said"
    assert shown["recipient"]["role"] == "Social work"
    assert [error.message for error in Draft202012Validator(RECORD_SCHEMA).iter_errors(shown)] == []
    assert (verified["ok"], verified["entries"], verified["first_broken"]) == (True, 1, None)
    assert [row["record_id"] for row in exported] == [recorded]
    assert run("records", "export", "--json").json["records"][0]["record_id"] == recorded
    assert run("records", "verify", "--checkpoint", verified["checkpoint"]).code == 0
    assert recorded in run("records", "show", recorded).out


def test_an_erased_record_says_so_and_the_chain_still_verifies(converse: Converse, run: Callable[..., Said]) -> None:
    recorded = converse({"message": CONCERN}, {"decide": DECISION})[1]["record"]["id"]

    erased = run("records", "erase", recorded, "--by", "IG lead", "--why", "Time is up", "--json")

    assert erased.json["id"] == recorded
    assert run("records", "list", "--json").json["records"][0]["erased"] is True
    assert run("records", "verify").out.startswith("Whole: 2 entries")
