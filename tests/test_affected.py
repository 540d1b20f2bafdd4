"""Which records rest on guidance that has changed since."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.pipeline import run
from sharebot import bootstrap
from sharebot.affected import Affected
from sharebot.service import Sharebot
from sharebot.settings import ROOT, Settings
from tests.real_parts import CONCERN

PAGE = "code-of-practice/child-protection-share-now.md"


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    for page in (PAGE, "toolkits/emergency-card.md"):
        (folder / page).parent.mkdir(parents=True, exist_ok=True)
        (folder / page).write_bytes((ROOT / "knowledge" / page).read_bytes())
    return folder


@pytest.fixture
def ingest(knowledge: Path, clean_environment: Path, real_embedder) -> Callable[[], None]:
    return lambda: (run(Settings(data=clean_environment), knowledge, lambda *_: None, real_embedder), None)[1]


@pytest.fixture
def recorded(ingest: Callable[[], None], clean_environment: Path, in_process: None) -> tuple[Sharebot, str]:
    ingest()
    bot = bootstrap.build(Settings(data=clean_environment, knowledge=ROOT / "knowledge"))
    conversation, turn = bot.ask(bot.conversation(sector="schools"), CONCERN)
    assert any(citation.source_id == "child-protection-share-now" for citation in turn.citations)
    conversation, turn = bot.decide(conversation, {"outcome": "share-now", "because": "He said his dad hit him."})
    assert conversation.record
    return bot, conversation.record


def rows(bot: Sharebot) -> list[Affected]:
    return [row for row in bot.affected() if row.source_id == "child-protection-share-now"]


def test_nothing_is_affected_while_the_guidance_stands(recorded: tuple[Sharebot, str]) -> None:
    assert list(recorded[0].affected()) == []


def test_a_record_that_rests_on_changed_words_is_named_with_whether_they_still_stand(
    recorded: tuple[Sharebot, str], knowledge: Path, ingest: Callable[[], None]
) -> None:
    bot, record = recorded
    page = knowledge / PAGE
    page.write_text(page.read_text().replace("# ", "# Newly edited: ", 1).replace("\n## ", "\n## Newly: "))
    ingest()

    found = rows(bot)

    assert found
    assert {row.record_id for row in found} == {record}
    assert {row.reason for row in found} == {"changed"}
    assert all(row.now and bot.library().passage(row.now).status == "digest" for row in found)
    assert {row.outcome for row in found} == {"share-now"}


def test_withdrawn_words_stand_nowhere_any_more_but_can_still_be_read(
    recorded: tuple[Sharebot, str], knowledge: Path, ingest: Callable[[], None]
) -> None:
    bot, _ = recorded
    (knowledge / PAGE).unlink()
    ingest()

    found = rows(bot)

    assert {(row.reason, row.now) for row in found} == {("withdrawn", None)}
    assert all(row.quote in " ".join(bot.library().passage(row.passage_id).text.split()) for row in found)


def test_an_erased_record_is_not_affected(
    recorded: tuple[Sharebot, str], knowledge: Path, ingest: Callable[[], None]
) -> None:
    bot, record = recorded
    (knowledge / PAGE).unlink()
    ingest()
    bot.records().erase(record, by="IG lead", why="kept long enough")

    assert list(bot.affected()) == []
