"""Where sources disagree, the card shows both sides with their quotes, who decides, and what to do meanwhile."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from sharebot import bootstrap
from sharebot.framework.assess import case_of
from sharebot.settings import load_settings
from sharebot.ui import marks
from tests.ui.conftest import shown, well

App = Callable[..., AppTest]
REFUSED = {
    "purpose": "protect-adult", "recipient": "social-work", "request": "own", "age": "adult", "capacity": "capable",
    "agreement": "refused", "adult_at_risk": "yes", "others_risk": "none", "danger": "no", "child_concern": "no",
}  # fmt: skip
CHILD = {"purpose": "protect-child", "child_concern": "yes", "recipient": "social-work", "age": "under-12"}


def kept_case(facts: dict[str, str], older: bool = False) -> str:
    """A case with a card, kept as a page keeps it; `older` as a version that knew no conflicts kept it."""
    bot = bootstrap.build(load_settings())
    before = replace(bot.conversation(), case=case_of(facts))
    conversation, turn = bot.answer(before, "sharer", "council")
    plain = turn.to_json()
    if older:
        del plain["recommendation"]["conflicts"]
    key = bot.new_key()
    bot.keep(key, conversation, [{"said": "What I said", "how": "answer", "turn": plain}])
    return key


def the_conflict(page: AppTest) -> dict[str, Any]:
    [conflict] = page.session_state["visit"].card()[1]["recommendation"]["conflicts"]
    return dict(conflict)


def test_both_sides_stand_in_columns_each_under_a_heading_with_its_quote_and_source(app: App, library: Path) -> None:
    page = well(app(case=kept_case(REFUSED)))

    conflict, turn = the_conflict(page), page.session_state["visit"].card()[1]
    assert f"Where sources disagree: {marks.text(conflict['about'])}" in [one.value for one in page.subheader]
    columns = [[piece.value for piece in column.markdown] for column in page.columns]
    for name, side in zip(("One side", "The other"), conflict["sides"], strict=True):
        [quote] = [one["quote"] for one in turn["citations"] if one["n"] in side["citations"]]
        said = [f"#### {name}: {marks.text(side['source'])}", marks.text(side["says"]), f"> “{marks.text(quote)}”"]
        assert said in columns


def test_who_decides_and_what_to_do_meanwhile_stand_below_both_sides(app: App, library: Path) -> None:
    page = well(app(case=kept_case(REFUSED)))

    conflict, read = the_conflict(page), [piece.value for piece in page.markdown]
    sides = [read.index(marks.text(side["says"])) for side in conflict["sides"]]
    who = read.index(f"**Who decides:** {marks.text(conflict['who_decides'])}")
    assert max(sides) < who < read.index(f"**Meanwhile:** {marks.text(conflict['meanwhile'])}")


def test_the_source_of_a_side_opens_with_its_words_marked(app: App, library: Path) -> None:
    page = app(case=kept_case(REFUSED))
    conflict = the_conflict(page)
    [number] = conflict["sides"][1]["citations"]

    page = well(page.button(key=f"cite-{conflict['id']}-1-{number}").click().run())

    assert f"Source {number}" in [header.value for header in page.header]
    assert any(":blue-background[**A health board, council" in piece.value for piece in page.markdown)


@pytest.mark.parametrize(("facts", "older"), [(CHILD, False), (REFUSED, True)])
def test_a_card_without_a_conflict_or_kept_by_an_older_version_speaks_of_none(
    app: App, library: Path, facts: dict[str, str], older: bool
) -> None:
    page = well(app(case=kept_case(facts, older)))

    assert page.session_state["visit"].card() is not None
    assert "Where sources disagree" not in shown(page)


def test_without_a_library_both_sides_stand_with_no_quotes(app: App) -> None:
    page = well(app(case=kept_case(REFUSED)))

    conflict = the_conflict(page)
    assert all(side["says"] in shown(page) for side in conflict["sides"])
    assert [button.key for button in page.button if "conflict" in (button.key or "")] == []
