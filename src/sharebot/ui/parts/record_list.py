"""The list of decision records, and the proof that nothing in it was changed."""

from datetime import datetime
from zoneinfo import ZoneInfo

import streamlit as st

from sharebot.records.entries import Record
from sharebot.service import Sharebot
from sharebot.ui import marks
from sharebot.ui.resources import say
from sharebot.ui.visiting import SLOT, Visit

PAGE = 20
OPENED = "opened-record"
_HERE = ZoneInfo("Europe/London")


def proof(bot: Sharebot) -> None:
    """Verify the chain, and download every record."""
    with st.container(horizontal=True):
        verify = st.button(say("ui.records.verify"), key="verify", icon=":material/verified_user:")
        st.download_button(
            say("ui.records.export"),
            lambda: "".join(bot.exported()),
            file_name="sharebot-records.jsonl",
            mime="application/jsonl",
            key="export",
            icon=":material/download:",
            on_click="ignore",
        )
    if verify:
        result = bot.records().verify()
        if result.ok:
            st.success(marks.text(result.reason), icon=":material/verified:")
            st.caption(say("ui.records.head", head=result.head))
        else:
            st.error(marks.text(result.reason), icon=":material/gpp_bad:")


def opened() -> str:
    """The number of the record that is open, or nothing."""
    return str(st.session_state.get(OPENED, ""))


def show(bot: Sharebot) -> None:
    """The records, newest first, a page at a time."""
    outcome = _outcome(bot)
    total = bot.records().count(outcome=outcome) if outcome else bot.records().count()
    if not total:
        st.info(say("ui.records.none"))
        return
    most = int(st.session_state.get("records-shown", PAGE))
    rows = bot.records().list(limit=most, outcome=outcome) if outcome else bot.records().list(limit=most)
    st.header(say("ui.records.count", shown=len(rows), total=total), anchor=False)
    for record in rows:
        _row(bot, record)
    if len(rows) < total:
        st.button(say("ui.records.more"), key="records-more", on_click=_more, args=(most + PAGE,))


def _outcome(bot: Sharebot) -> str:
    outcomes = bot.framework.outcomes
    return str(
        st.selectbox(
            say("ui.records.filter"),
            ["", *outcomes],
            key="records-outcome",
            format_func=lambda one: outcomes[one].label if one else say("ui.records.any"),
        )
    )


def _row(bot: Sharebot, record: Record) -> None:
    content = record.content
    with st.container(border=True, key=f"record-{record.id}"):
        words, button = st.columns([5, 1], vertical_alignment="center")
        if content is None:
            words.markdown(say("ui.records.erased", when=_when(record.first.at)))
        else:
            outcome = content["decision"]["outcome"]
            departed = "" if content["followed"] else f" {say('ui.records.departed')}"
            label = marks.text(bot.framework.outcomes[outcome].label)
            words.markdown(f"**{label}** – {_when(record.first.at)}{departed}")
            words.caption(marks.text(content["decision"]["because"]))
        button.button(
            say("ui.records.open", number=record.id),
            key=f"open-{record.id}",
            on_click=_open,
            args=(record.id,),
            wrap=True,
        )


def _when(at: datetime) -> str:
    moment = at.astimezone(_HERE)
    return f"{moment.day} {moment:%B %Y, %H:%M}"


def _open(number: str) -> None:
    visit: Visit = st.session_state[SLOT]
    st.session_state[OPENED], visit.focus = number, "record"


def _more(most: int) -> None:
    st.session_state["records-shown"] = most
