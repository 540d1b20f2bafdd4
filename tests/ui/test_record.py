"""Deciding and recording on the Ask page, and reading the record back."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from streamlit.testing.v1 import AppTest

from sharebot.records.log import RecordLog
from sharebot.settings import load_settings
from tests.ui.conftest import shown, well

App = Callable[..., AppTest]


def form(page: AppTest) -> str:
    """The name of the form that is filled in from the newest card."""
    return f"decide-{page.session_state['visit'].card()[0]}"


def test_one_click_records_the_decision_as_the_card_filled_it_in(case: AppTest) -> None:
    name = form(case)
    card = case.session_state["visit"].card()[1]["recommendation"]

    page = well(case.button(key=f"{name}-record").click().run())

    record = RecordLog(load_settings().records_url).list()[0]
    assert record.content is not None
    assert record.content["decision"]["outcome"] == card["outcome"]
    assert [row["item"] for row in record.content["shared"]] == list(card["share"])
    assert record.content["followed"] is True
    assert record.id in shown(page)
    assert record.id in page.code[-1].value


def test_pressing_twice_records_once(case: AppTest) -> None:
    name = form(case)
    case.button(key=f"{name}-record").click()
    page = case.run()
    page.session_state["visit"].wanted = ("decide", {"decision": {"outcome": "share", "because": "again"}})

    well(page.run())

    assert RecordLog(load_settings().records_url).count() == 1


def test_deciding_differently_asks_why_and_keeps_the_reason(case: AppTest) -> None:
    name = form(case)
    assert f"{name}-departure" not in [area.key for area in case.text_area]

    page = case.selectbox(key=f"{name}-outcome").select("get-advice-first").run()
    page.text_area(key=f"{name}-departure").set_value("My lead was in the room.")
    page.text_input(key="worker-name").set_value("A. Worker")
    page.text_input(key="worker-role").set_value("Teacher")
    page = well(page.button(key=f"{name}-record").click().run())

    content = RecordLog(load_settings().records_url).list()[0].content
    assert content is not None
    assert (content["followed"], content["departure_reason"]) == (False, "My lead was in the room.")
    assert content.get("shared", []) == []
    assert content["decided_by"]["name"] == "A. Worker"


def test_the_records_page_lists_opens_proves_and_exports(app: App, case: AppTest) -> None:
    case.button(key=f"{form(case)}-record").click().run()
    number = RecordLog(load_settings().records_url).list()[0].id

    page = well(case.switch_page("src/sharebot/ui/pages/records.py").run())
    assert "1 of 1 records, newest first" in shown(page)

    page = well(page.button(key=f"open-{number}").click().run())
    assert number in page.code[0].value

    page = well(page.button(key="verify").click().run())
    assert "The chain is whole" in page.success[0].value
    assert [button.label for button in page.download_button] == [
        "Download every record",
        "Download the case note (.txt)",
    ]


def test_a_log_that_was_changed_is_said_plainly(case: AppTest, library: Path) -> None:
    case.button(key=f"{form(case)}-record").click().run()
    with closing(sqlite3.connect(library / "records.sqlite")) as database:
        for (trigger,) in database.execute("select name from sqlite_master where type = 'trigger'").fetchall():
            database.execute(f"drop trigger {trigger}")
        database.execute("update content set body = replace(body, '\"followed\":true', '\"followed\":false')")
        database.commit()

    page = case.switch_page("src/sharebot/ui/pages/records.py").run()
    page = well(page.button(key="verify").click().run())

    assert "changed after it was written" in page.error[0].value


def test_the_records_page_without_records_says_where_they_come_from(app: App) -> None:
    page = well(app().switch_page("src/sharebot/ui/pages/records.py").run())

    assert "No records yet" in page.info[0].value
