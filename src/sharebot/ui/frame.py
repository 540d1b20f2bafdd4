"""What stands on every page: its title, the danger button, and where the worker works."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import streamlit as st

from sharebot.ui import resources
from sharebot.ui.resources import say
from sharebot.ui.steps import want
from sharebot.ui.visiting import SLOT, Visit

STYLE = Path(__file__).parent / "style.css"
ICON = Path(__file__).parent / "icon.svg"
"""From a file of ours: an icon by name would be fetched from another company's server."""


def show(title: str, visit: Visit) -> bool:
    """Draw the frame around a page; true when the danger button was just pressed."""
    st.set_page_config(page_title=f"{title} – {say('app.name')}")
    st.html(STYLE)
    heading, side = st.columns([3, 2], vertical_alignment="center")
    heading.title(title, anchor=False)
    with side:
        pressed = _danger()
    _sidebar(visit)
    return pressed


def notes(visit: Visit) -> None:
    """What is worth saying above the page: the case could not be found again, or could not be kept."""
    for sentence in (visit.note, visit.unkept):
        if sentence:
            st.warning(sentence, icon=":material/info:")


def trouble(visit: Visit, with_step: str | None = None) -> None:
    """Say why a step could not be taken: beside the form it belongs to, else at the top."""
    here = visit.trouble_with == with_step if with_step else visit.trouble_with != "decide"
    if visit.trouble and here:
        with st.container(key="trouble"):
            st.error(f"{visit.trouble} {say('refused.hint')}", icon=":material/error:")


def _danger() -> bool:
    return st.button(
        say("ui.danger.button"),
        key="danger",
        icon=":material/warning:",
        on_click=want,
        args=("danger",),
        width="stretch",
        wrap=True,
    )


def _sidebar(visit: Visit) -> None:
    with st.sidebar:
        sectors = resources.sharebot().sectors
        _choice("sector", visit.conversation.sector, list(sectors), lambda one: sectors[one]["label"])
        _choice("area", visit.conversation.area, resources.areas(), lambda one: one.replace("-", " ").title())
        st.button(
            say("ui.new-case"), key="new-case", icon=":material/add:", on_click=want, args=("restart",), width="stretch"
        )
        st.caption(say("app.limits"))


def _choice(name: str, chosen: str, options: list[str], label: Callable[[str], str]) -> None:
    st.session_state[name] = chosen if chosen in options else ""
    none = say(f"ui.{name}.none")
    st.selectbox(
        say(f"ui.{name}"),
        ["", *options],
        key=name,
        format_func=lambda one: label(one) if one else none,
        on_change=_moved,
    )


def _moved() -> None:
    """The worker works elsewhere: what is known of the case stays; a callback."""
    visit: Visit = st.session_state[SLOT]
    area, sector = st.session_state["area"], st.session_state["sector"]
    visit.conversation, visit.changed = replace(visit.conversation, area=area, sector=sector), True
