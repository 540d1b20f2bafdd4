"""What a decision record must hold, its published schema, and its case note."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from sharebot.errors import CallerError, KnowledgeError
from sharebot.records import RecordLog, as_case_note, decision_record
from sharebot.records.schema import SCHEMA_FILE, published_schema, schema_text

WORDING = Path(__file__).resolve().parents[2] / "knowledge" / "wording.d" / "records.yaml"


@pytest.fixture
def wording() -> dict[str, str]:
    return dict(yaml.safe_load(WORDING.read_text(encoding="utf-8")))


FULL: dict[str, Any] = {
    "shared_at": "2026-07-01T09:30:00+01:00",
    "person_reference": "ref 20260701",
    "request": {"own_initiative": False, "who_asked": "Head teacher", "identity_check": "Called back"},
    "power_claimed": "voluntary",
    "purpose": "Keep the child safe at school",
    "concern": {"summary": "Bruise", "opinion": "Worried", "source": "Class teacher", "date": "2026-06-30"},
    "urgency": {"level": "urgent", "harm_if_delayed": "Goes home at three"},
    "adult_at_risk": {"at_risk_of_harm": {"met": "not-known"}, "section_5_body": True},
    "capacity": {"finding": "yes", "assessed_by": "GP"},
    "views": {"asked": True, "answer": "Said no", "words": "leave it"},
    "telling": {"told": "not-yet", "reason": "It could put her in danger", "review_date": "2026-12-01"},
    "consulted": [{"who": "DPO", "advice": "Go ahead"}],
    "legal_power": {"provision": "Section 5 of the 2007 Act", "duty_or_power": "duty", "in_force_checked": True},
    "article_6": {"basis": "Art 6(1)(e)", "why": "Public task"},
    "article_9_or_10": {"condition": "Schedule 1 paragraph 18", "policy_document": "Appropriate policy"},
    "confidentiality": {"ground": "public-interest", "weighing": "Safety comes first"},
    "necessity": {"why": "No other way", "less_intrusive": "Asked her first"},
    "risks": {"of_sharing": ["She stops talking to us"], "of_not_sharing": ["He is hurt again"]},
    "method": "Phone, then secure e-mail",
    "agreement": {"kind": "none"},
    "follow_up": {"next_step": "Ring on Monday", "review_date": "2026-12-01"},
    "retention": {"schedule": "Six years"},
}


def test_a_full_decision_is_kept_field_by_field(log: RecordLog, decision: dict[str, Any]) -> None:
    content = decision_record({**decision, **FULL}).content()

    entry = log.append(content)
    kept = log.get(entry.record_id).content

    assert kept is not None
    assert set(kept) == set(decision) | set(FULL) | {"schema"}
    assert kept["shared"] == [{"item": "The safety plan", "period": None, "format": None}]
    assert kept["method"]["route"] == "Phone, then secure e-mail"
    assert kept["recommendation"] == decision["recommendation"]
    assert decision_record(kept).content() == kept


def test_a_decision_not_to_share_is_a_whole_record(decision: dict[str, Any]) -> None:
    refusal = {**decision, "decision": {"outcome": "do-not-share", "because": "No need.", "extent": "none"}}
    refusal |= {"recommendation": {"outcome": "do-not-share"}, "shared": [], "left_out": []}

    content = decision_record(refusal).content()

    assert content["decision"] == {"outcome": "do-not-share", "because": "No need.", "extent": "none"}
    assert "shared" not in content


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"decision": {"outcome": "do-not-share", "because": "x"}}, "The recommendation was share"),
        ({"decision": {"outcome": "do-not-share", "because": "x"}, "followed": False}, "say why in a sentence"),
        ({"followed": False, "departure_reason": "  "}, "departure_reason"),
        ({"decision": {"outcome": "share", "because": " "}}, "decision.because"),
        ({"decision": {"outcome": "maybe", "because": "x"}}, "decision.outcome"),
        ({"decision": {"outcome": "share", "because": "x", "extent": "none"}}, "must be empty"),
        ({"left_out": []}, "say what was left out"),
        ({"decided_at": "2026-11-22T16:45:00"}, "decided_at"),
        ({"person_reference": "0101010028"}, "not a CHI number"),
        ({"person_reference": "Jamie Smith"}, "not a name"),
        ({"mesage": "x"}, "mesage"),
        ({"facts": None}, "facts"),
        ({"citations": [{"quote": "x"}]}, "citations.0.passage_id"),
        ({"decided_by": {"name": "A"}}, "decided_by.role"),
    ],
)
def test_what_is_missing_or_does_not_fit_is_said_in_one_sentence(
    decision: dict[str, Any], change: dict[str, Any], said: str
) -> None:
    with pytest.raises(CallerError, match=re.escape(said)) as caught:
        decision_record({**decision, **change})

    assert "\n" not in str(caught.value)


def test_a_departure_with_its_reason_is_recorded(decision: dict[str, Any]) -> None:
    departed = {**decision, "decision": {"outcome": "get-advice-first", "because": "Not sure."}}

    content = decision_record({**departed, "followed": False, "departure_reason": "New facts."}).content()

    assert (content["followed"], content["departure_reason"]) == (False, "New facts.")


def test_an_emergency_is_recorded_before_any_advice(decision: dict[str, Any]) -> None:
    content = decision_record({**decision, "recommendation": None, "facts": [], "citations": []}).content()

    assert content["recommendation"] is None
    assert decision_record(content).content() == content


def test_the_published_schema_is_the_one_the_model_gives() -> None:
    assert SCHEMA_FILE.read_text(encoding="utf-8") == schema_text()
    jsonschema.Draft202012Validator.check_schema(published_schema())


def test_the_schema_is_written_by_its_command(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sharebot.records.schema", str(tmp_path / "docs" / "schema.json")]

    subprocess.run(command, check=True, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)})

    assert (tmp_path / "docs" / "schema.json").read_text(encoding="utf-8") == schema_text()


def test_every_document_shown_or_exported_follows_the_schema(log: RecordLog, decision: dict[str, Any]) -> None:
    validator = jsonschema.Draft202012Validator(published_schema())
    short = log.append(decision_record(decision).content())
    long = log.append(decision_record({**decision, **FULL}).content())
    none = log.append(decision_record({**decision, "recommendation": None, "facts": [], "citations": []}).content())
    log.append({"note": "Told her"}, kind="told", record_id=long.record_id)
    log.erase(short.record_id, "IG lead", "time is up")

    documents = [log.document(e.record_id) for e in (short, long, none)] + [json.loads(line) for line in log.export()]

    assert len(documents) == 6
    for document in documents:
        validator.validate(document)
    assert documents[0]["erased"]["by"] == "IG lead"
    with pytest.raises(jsonschema.ValidationError):
        validator.validate({**documents[1], "surprise": 1})


def test_a_case_note_says_it_all_in_plain_text(
    log: RecordLog, decision: dict[str, Any], wording: dict[str, str]
) -> None:
    markdown = {**decision, "message": "## **big** [name]'s mum\n- says `no`, see [plan](https://x.scot/a)"}
    entry = log.append(decision_record({**markdown, **FULL}).content())
    log.append({"note": "Told her on the phone"}, kind="told", record_id=entry.record_id)

    note = as_case_note(log.get(entry.record_id), wording)

    for line in (
        f"Record number {entry.record_id}",
        "Decided on 22 November 2026, 16:45 by A Worker, Health visitor. Their name was typed in and has not been",
        "Shared on 1 July 2026, 09:30.",
        "  big [name]'s mum\n  says no, see plan https://x.scot/a",
        "  They said no (words used: “says no”)",
        "  Only part of what was asked for is shared.",
        "  Reasons: The school must keep the child safe.",
        "  The advice was followed.",
        "  The safety plan",
        "  The mother's health; Not needed by the school",
        "  They have not been told yet.\n  It could put her in danger\n  To be looked at again on 1 December 2026.",
        "  “Share *without* delay.”\n  National guidance, page 4",
        "Told her on the phone",
        "Rules version 1.0.0, guidance library version abc.",
        entry.digest,
    ):
        assert line in note
    assert not re.search(r"^\s*(#|[*-] )|\*\*|`", note, re.MULTILINE)


def test_a_case_note_of_a_departure_and_of_a_refusal(
    log: RecordLog, decision: dict[str, Any], wording: dict[str, str]
) -> None:
    refusal = {**decision, "decision": {"outcome": "do-not-share", "because": "No need."}, "shared": [], "left_out": []}
    entry = log.append(
        decision_record({**refusal, "followed": False, "departure_reason": "She is safe now."}).content()
    )

    note = as_case_note(log.get(entry.record_id), wording)

    assert "  Do not share.\n" in note
    assert "  The worker decided differently, because: She is safe now." in note
    assert "  Nothing is listed as shared." in note


def test_a_case_note_of_an_emergency_says_that_nothing_was_advised_and_what_was_assumed(
    log: RecordLog, decision: dict[str, Any], wording: dict[str, str]
) -> None:
    facts = [{"id": "danger", "value": "yes", "origin": "assumed"}, {"id": "recipient", "label": "To the police"}]
    entry = log.append(decision_record({**decision, "recommendation": None, "facts": facts}).content())

    note = as_case_note(log.get(entry.record_id), wording)

    assert "  No advice was shown before this decision." in note
    assert "  danger: yes (assumed, not known)\n  To the police\n" in note


def test_a_case_note_of_an_erased_record_says_who_erased_it(
    log: RecordLog, decision: dict[str, Any], wording: dict[str, str]
) -> None:
    entry = log.append(decision_record(decision).content())
    log.erase(entry.record_id, "IG lead", "Six years are up")

    note = as_case_note(log.get(entry.record_id), wording)

    assert "by IG lead. Reason: Six years are up" in note
    assert "safety plan" not in note


def test_wording_that_lacks_a_sentence_is_named(
    log: RecordLog, decision: dict[str, Any], wording: dict[str, str]
) -> None:
    entry = log.append(decision_record(decision).content())
    del wording["casenote.decision"]

    with pytest.raises(KnowledgeError, match=r'no "casenote\.decision"'):
        as_case_note(log.get(entry.record_id), wording)


def test_every_sentence_of_the_wording_is_used_by_the_note(wording: dict[str, str]) -> None:
    code = (Path(__file__).resolve().parents[2] / "src" / "sharebot" / "records" / "casenote.py").read_text()
    families = ("outcome.", "extent.", "told.", "fact.")

    for key in wording:
        name = key.removeprefix("casenote.")
        assert f'"{name}"' in code or any(name.startswith(f) and f'f"{f}{{' in code for f in families), key
