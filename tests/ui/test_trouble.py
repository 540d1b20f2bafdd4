"""Bad input and broken machines: each gets one sentence, nothing is lost, no traceback."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.conftest import CONCERN, say, shown, well
from tests.ui.test_ask import headline

App = Callable[..., AppTest]

HOSTILE = [
    "'); DROP TABLE chain; -- can i share with school, he is 14",
    "<script>alert(1)</script> can i tell social work <img src=x onerror=alert(1)>",
    "# can i **share** [this](javascript:alert(1)) ![x](http://127.0.0.1:9/x.png) :red[now] $x^2$ with school",
    "\u202ecan i share\u202c this with school?",
]


@pytest.mark.parametrize("message", HOSTILE)
def test_a_hostile_message_is_shown_as_text(app: App, library: Path, message: str) -> None:
    page = well(say(app(), message))

    kept = next(str(piece.value) for piece in page.chat_message[0].markdown)
    assert "<" not in kept.replace("\\<", "")
    assert "[" not in kept.replace("\\[", "")
    assert "$" not in kept.replace("\\$", "")
    assert len(page.chat_message) == 2


@pytest.mark.parametrize("message", ["🙂🙂🙂", "   ", "x" * 20_001, "a\x00b"])
def test_a_message_that_cannot_be_used_gets_one_sentence_and_comes_back_into_the_box(
    app: App, library: Path, message: str
) -> None:
    page = well(say(app(), message))

    turn = page.session_state["visit"].exchanges[-1]["turn"]
    assert page.session_state["visit"].card() is None
    assert turn["status"] in ("refused", "personal-data")
    if turn["status"] == "refused":
        assert page.chat_input(key="box").proto.value == message


def test_a_general_question_without_a_library_says_how_to_build_it(app: App) -> None:
    page = well(say(app(), "do i need consent to share with the named person?"))

    assert "python -m ingest" in shown(page)


def test_a_library_of_another_embedder_is_one_sentence(app: App, library: Path) -> None:
    manifest = library / "library" / "manifest.json"
    manifest.write_text(manifest.read_text().replace("all-MiniLM-L6-v2", "somebody-elses"))

    page = well(app().button(key="danger").click().run())

    assert "Share now." in headline(page)


def test_records_that_cannot_be_opened_are_said_once_and_the_case_goes_on(app: App, library: Path) -> None:
    (library / "records.sqlite").write_bytes(b"this is no database, whatever its name says" * 100)

    page = well(say(app(), CONCERN))

    assert "Share now." in headline(page)
    assert sum("not saved" in warning.value for warning in page.warning) == 1

    page = well(page.switch_page("src/sharebot/ui/pages/records.py").run())
    assert len(page.error) == 1


def test_a_decision_that_cannot_be_recorded_says_so_keeps_the_form_and_can_be_pressed_again(
    app: App, library: Path
) -> None:
    page = say(app(), CONCERN)
    place = page.session_state["visit"].card()[0]
    page.text_input(key="worker-name").set_value("A. Worker")
    page.text_input(key="case-reference").set_value("CHI 0101501234")

    page = well(page.button(key=f"decide-{place}-record").click().run())

    assert len(page.error) == 1
    assert page.text_input(key="worker-name").value == "A. Worker"
    page.text_input(key="case-reference").set_value("")
    page = well(page.button(key=f"decide-{place}-record").click().run())
    assert "Recorded" in [header.value for header in page.header]


def test_a_broken_rules_file_is_one_sentence(app: App, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SHAREBOT_KNOWLEDGE", str(tmp_path / "nothing-here"))

    page = well(app())

    assert len(page.error) == 1


def test_a_setting_that_cannot_be_used_is_one_sentence(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHAREBOT_SECTOR", "moonbase")

    page = well(app())

    assert "There is no sector 'moonbase'" in page.error[0].value
