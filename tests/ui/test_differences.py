"""Local guidance beside national guidance on the screen: on a card, and as a page for one area."""

from collections.abc import Callable
from pathlib import Path

from streamlit.testing.v1 import AppTest

from sharebot import bootstrap
from sharebot.settings import load_settings
from sharebot.ui import marks
from tests.ui.conftest import shown, well

App = Callable[..., AppTest]
LABEL = "the college asks if a boy of 15 is care experienced, it is for a bursary, nobody has asked him yet, can i say"


def drawn(area: str) -> AppTest:
    """The differences page by itself."""

    def page(area: str) -> None:
        from sharebot.bootstrap import build
        from sharebot.settings import load_settings
        from sharebot.ui.parts import differences

        differences.show(build(load_settings()), area)

    return AppTest.from_function(page, kwargs={"area": area}, default_timeout=60).run()


def test_the_page_sets_both_sides_beside_each_other_with_sentence_and_order(app: App, library: Path) -> None:
    page = well(drawn("invermorran"))

    bot = bootstrap.build(load_settings())
    found = bot.library().differences("invermorran")
    assert found is not None
    assert found.differences
    read = shown(page)
    assert "Where Invermorran differs from national guidance" in read
    columns = ["\n".join(piece.value for piece in column.markdown) for column in page.columns]
    assert len(columns) == 2 * len(found.differences)
    for one in found.differences:
        begins = marks.text(one.local.quote[:30])
        assert any(begins in column.replace(":blue-background[**", "").replace("**]", "") for column in columns)


def test_without_an_area_or_its_guidance_the_page_says_so(app: App, library: Path) -> None:
    assert "Choose an area" in shown(well(drawn("")))
    assert "No difference that matters was found in 0 local sentences." in shown(well(drawn("atlantis")))


def test_without_a_library_the_page_says_what_to_run(app: App) -> None:
    assert "python -m ingest" in shown(well(drawn("invermorran")))


def test_a_card_shows_each_difference_with_both_quotations_and_the_local_words_once(app: App, library: Path) -> None:
    bot = bootstrap.build(load_settings())
    conversation, turn = bot.ask(bot.conversation(area="invermorran"), LABEL)
    key = bot.new_key()
    bot.keep(key, conversation, [{"said": LABEL, "how": "message", "turn": turn.to_json()}])

    page = well(app(case=key))

    assert turn.recommendation is not None
    assert turn.recommendation.differences
    quotes = {citation.n: citation.quote for citation in turn.citations}
    columns = ["\n".join(piece.value for piece in column.markdown) for column in page.columns]
    for row in turn.recommendation.differences:
        assert row["sentence"] in shown(page)
        assert row["order"] in shown(page)
        for side in ("local", "national"):
            assert any(quotes[row[side]] in bare(column) for column in columns)
        assert bare(shown(page)).count(quotes[row["local"]]) == 1


def bare(read: str) -> str:
    """What is read, without the marks on the words that differ."""
    return read.replace("\\", "").replace(":blue-background[**", "").replace("**]", "")
