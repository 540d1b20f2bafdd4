"""Whole dialogues, labelled by hand: what each message does to the case, and how the turn ends."""

from typing import Any

import pytest

from sharebot.answering.turn import Turn
from sharebot.service import Sharebot
from sharebot.settings import ROOT
from sharebot.yamltext import read_yaml
from tests.real_parts import Talk

FILE = ROOT / "tests" / "assistant" / "dialogues.yaml"
PARTS: dict[str, list[dict[str, Any]]] = read_yaml(FILE)
CARD = {"question", "recommendation"}
EXPECTATIONS = {"status", "outcome", "facts", "without", "unchanged", "text", "question", "open", "case_open"}
ACTIONS = {"say", "given"}


def _take(talk: Talk, step: dict[str, Any]) -> Turn | None:
    if "say" in step:
        return talk.say(step["say"])
    turn = None
    for fact, value in step["given"].items():
        turn = talk.change(fact, value)
    return turn


def _wrong(talk: Talk, before: Talk, step: dict[str, Any], turn: Turn | None) -> list[str]:
    """What does not come out as labelled."""
    assert turn is not None
    case = {fact: known.value for fact, known in talk.now.case.items()}
    status = "card" if step.get("status") == "card" and turn.status.value in CARD else turn.status.value
    recommended = turn.recommendation.outcome if turn.recommendation else None
    checks = {
        "status": status == step.get("status"),
        "outcome": recommended == step.get("outcome"),
        "facts": all(case.get(fact) == value for fact, value in step.get("facts", {}).items()),
        "without": not any(case.get(fact) for fact in step.get("without", [])),
        "unchanged": talk.now.case == before.now.case and talk.now.question == before.now.question,
        "text": all(words in turn.text for words in step.get("text", [])),
        "question": (turn.question or {}).get("fact") == step.get("question"),
        "open": all(fact in case and case[fact] is None for fact in step.get("open", [])),
        "case_open": talk.now.is_open is (step.get("case_open") == "yes"),
    }
    return [
        f"{name}: {step[name]} (is {status}, {recommended}, {case})"
        for name in EXPECTATIONS & set(step)
        if not checks[name]
    ]


def _run(bot: Sharebot, dialogue: dict[str, Any]) -> list[str]:
    talk = Talk(bot, bot.conversation(sector=dialogue.get("sector", "")))
    wrong = []
    for step in dialogue["steps"]:
        before = Talk(bot, talk.now)
        turn = _take(talk, step)
        wrong += [f"{step.get('say')!r}: {one}" for one in _wrong(talk, before, step, turn)]
    return wrong


@pytest.mark.parametrize("part", ["developed", "held_out"])
def test_every_labelled_dialogue_goes_as_labelled(bot: Sharebot, part: str) -> None:
    failed = {one["name"]: wrong for one in PARTS[part] if (wrong := _run(bot, one))}

    assert not failed, "\n".join(f"{name}: {'; '.join(wrong)}" for name, wrong in failed.items())


def test_the_dialogues_are_enough_and_each_is_labelled() -> None:
    assert len(PARTS["held_out"]) >= 20
    assert len(PARTS["developed"]) + len(PARTS["held_out"]) >= 60
    for one in PARTS["developed"] + PARTS["held_out"]:
        assert 2 <= len(one["steps"]) <= 7, one["name"]
        assert all(set(step) <= EXPECTATIONS | ACTIONS for step in one["steps"]), one["name"]
        assert any(set(step) & EXPECTATIONS for step in one["steps"]), one["name"]
