"""Danger waits for nothing: no library, no embedder, no database."""

import json
import subprocess
import sys
from pathlib import Path

from sharebot import bootstrap
from sharebot.errors import LibraryError
from sharebot.retrieval.embedder import Embedder
from sharebot.settings import ROOT, Settings
from tests.real_parts import CONCERN, DANGER, QUESTION, Talk

SLOW = ("torch", "sentence_transformers", "chromadb", "tokenizers")


def test_danger_said_in_words_loads_neither_embedder_nor_chroma(tmp_path: Path) -> None:
    program = (
        "import json, sys\n"
        "from sharebot.bootstrap import build\n"
        "from sharebot.settings import load_settings\n"
        f"bot = build(load_settings(data={str(tmp_path)!r}))\n"
        f"_, turn = bot.ask(bot.conversation(area='invermorran'), {DANGER!r})\n"
        f"loaded = [name for name in {SLOW!r} if name in sys.modules]\n"
        "print(json.dumps([turn.recommendation.outcome, turn.status.value, loaded]))\n"
    )

    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)

    assert json.loads(done.stdout) == ["share-now", "recommendation", []]
    assert list(tmp_path.iterdir()) == []


def broken_embedder(_: str) -> Embedder:
    raise LibraryError("The embedding model cannot be loaded.")


def test_the_danger_button_and_words_answer_without_library_or_embedder(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(bootstrap, "load_embedder", broken_embedder)
    bot = bootstrap.build(Settings(data=tmp_path, knowledge=ROOT / "knowledge"))

    _, pressed = bot.danger(bot.conversation())
    said = Talk(bot).say(CONCERN)

    for turn in (pressed, said):
        assert turn.recommendation is not None
        assert turn.recommendation.outcome == "share-now"
        assert "library is not available" in turn.text


def test_without_an_embedder_a_case_is_read_by_cues_alone(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(bootstrap, "load_embedder", broken_embedder)
    talk = Talk(bootstrap.build(Settings(data=tmp_path, knowledge=ROOT / "knowledge")))

    turn = talk.say("can i tell the school about a boy of 14, mum said no")

    assert turn.recommendation is not None
    assert {row["id"]: row["value"] for row in turn.facts if row["origin"] == "said"}["agreement"] == "refused"


def test_a_general_question_without_a_library_says_so_and_whom_to_phone(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(bootstrap, "load_embedder", broken_embedder)
    talk = Talk(bootstrap.build(Settings(data=tmp_path, knowledge=ROOT / "knowledge")))

    turn = talk.say(QUESTION)

    assert turn.status.value == "unavailable"
    assert "999" in turn.text


def test_a_library_of_another_embedder_costs_quotations_of_the_area_and_not_the_card(with_library: Path) -> None:
    bot = bootstrap.build(Settings(data=with_library, knowledge=ROOT / "knowledge"))
    manifest = with_library / "library" / "manifest.json"
    manifest.write_text(manifest.read_text().replace("all-MiniLM-L6-v2", "another-model"))
    _, turn = bot.ask(bot.conversation(area="invermorran"), CONCERN)

    assert turn.recommendation is not None
    assert turn.recommendation.outcome == "share-now"
    assert turn.recommendation.because[0].citations
    # What was compared when the library was built needs no embedder; what would have to be searched for is left out.
    compared = {row["local"] for row in turn.recommendation.differences}
    assert {citation.n for citation in turn.citations if citation.tier == "local"} == compared
