"""The service: built from settings, warmed in the background, and decisions joined with their case."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from sharebot import bootstrap
from sharebot.assistant import Conversation
from sharebot.bootstrap import warm
from sharebot.deciding import NO_MESSAGE, record_of
from sharebot.errors import AnswerError, RecordError, SettingsError
from sharebot.framework.assess import case_of
from sharebot.service import Sharebot
from sharebot.settings import ROOT, Settings, load_settings
from tests.real_parts import CONCERN, Talk

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_settings_that_cannot_be_used_are_all_named(monkeypatch) -> None:
    monkeypatch.setenv("SHAREBOT_AUTH", "zebra")
    monkeypatch.setenv("SHAREBOT_DEBUG", "perhaps")

    with pytest.raises(SettingsError, match=r"SHAREBOT_AUTH.*SHAREBOT_DEBUG"):
        load_settings()


def test_what_the_command_line_says_wins_over_the_environment(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SHAREBOT_AREA", "east")

    assert load_settings(area="west", sector=None).area == "west"
    assert load_settings(data=tmp_path).records_url == f"sqlite:///{tmp_path}/records.sqlite"
    assert load_settings(database_url="postgresql://x").records_url == "postgresql://x"


def test_building_opens_nothing_that_is_slow_or_may_fail(tmp_path: Path) -> None:
    bot = bootstrap.build(Settings(data=tmp_path / "data", knowledge=ROOT / "knowledge"))

    assert bot.open_library() is None
    assert not (tmp_path / "data").exists()


def test_warming_up_loads_the_embedder_and_without_a_library_says_nothing_to_the_user(
    with_library: Path, in_process: None, tmp_path: Path, capfd
) -> None:
    for data in (with_library, tmp_path / "empty"):
        thread = warm(bootstrap.build(Settings(data=data, knowledge=ROOT / "knowledge")))
        thread.join(timeout=30)
        assert not thread.is_alive()
    assert "Traceback" not in capfd.readouterr().err


def test_a_sector_that_does_not_exist_is_named_with_those_that_do(bot: Sharebot) -> None:
    with pytest.raises(AnswerError, match=r"no sector 'moon'\. There are: social-work, "):
        bot.conversation(sector="moon")


def test_a_decision_that_cannot_be_written_loses_nothing(tmp_path: Path, in_process: None) -> None:
    (tmp_path / "file").write_text("in the way")
    bot = bootstrap.build(Settings(data=tmp_path / "file" / "data", knowledge=ROOT / "knowledge"))
    talk = Talk(bot)
    talk.say(CONCERN)
    before = talk.now

    with pytest.raises(RecordError) as trouble:
        talk.decide(outcome="share-now", because="So.")

    assert talk.now == before
    assert bot.failed(trouble.value).status.value == "unavailable"
    assert "Nothing you told me was lost" in bot.failed(trouble.value).text


def test_a_recorded_turn_keeps_its_card_and_the_conversation_knows_the_record(
    clean_environment: Path, in_process: None
) -> None:
    talk = Talk(bootstrap.build(load_settings()))
    card = talk.say(CONCERN).recommendation

    turn = talk.decide(outcome="share-now", because="He may be hurt again.")

    assert turn.recommendation == card
    assert turn.record == {"id": talk.now.record}
    assert turn.question is None
    assert "Decision: share now." in turn.text
    assert str(talk.now.record) in talk.bot.case_note(talk.bot.records().get(str(talk.now.record)))


def test_facts_given_without_a_message_are_recorded_as_such(bot: Sharebot) -> None:
    conversation = Conversation(case=case_of({"child_concern": "yes"}))
    _, turn = bot.danger(conversation)

    content = record_of(conversation, turn, {"outcome": "share-now", "because": "Danger."}, NOW)

    assert content["message"] == NO_MESSAGE
    assert content["followed"] is True
    assert "departure_reason" not in content


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Social work", {"role": "Social work"}),
        (["Social work", "Police"], {"role": "Social work, Police"}),
        ({"role": "Head", "organisation": "Glen Primary"}, {"role": "Head", "organisation": "Glen Primary"}),
        ([], None),
        (None, None),
    ],
)
def test_a_recipient_may_be_a_sentence_a_list_or_an_object(bot: Sharebot, given: object, kept: object) -> None:
    _, turn = bot.danger(Conversation())
    decision = {"outcome": "share-now", "because": "Danger.", "with": given, "shared": "The address"}

    content = record_of(Conversation(), turn, decision, NOW)

    said = content.get("recipient")
    assert (said and {key: said[key] for key in kept or {}}) == kept
    assert content["shared"][0]["item"] == "The address"


def test_names_of_worker_and_recipient_stay_and_names_in_free_text_go(bot: Sharebot) -> None:
    _, turn = bot.danger(Conversation())
    worker = {"name": "Morag Bell", "role": "Health visitor"}
    decision = {"outcome": "share-now", "because": "My patient Jean McAllister is hurt.", "decided_by": worker}

    content = record_of(Conversation(), turn, decision, NOW)

    assert content["decided_by"]["name"] == "Morag Bell"
    assert "McAllister" not in content["decision"]["because"]
