"""The sections of the card below its reasons: what, whom, how, words, risks and law."""

from collections.abc import Iterable
from typing import Any

import streamlit as st

from sharebot.ui import marks
from sharebot.ui.parts import sources
from sharebot.ui.resources import say
from sharebot.ui.visiting import Visit

JSON = dict[str, Any]


def what(card: JSON) -> None:
    """What to share and what to leave out, item by item."""
    share, leave_out = st.columns(2)
    with share:
        _section("card.share", card["share"], say("ui.card.share.none"))
    with leave_out:
        _section("card.leave-out", (f"{row['item']} – {row['why']}" for row in card["leave_out"]))


def whom(card: JSON) -> None:
    """With whom."""
    _section("card.with", card["with"])


def telling(visit: Visit, place: int, card: JSON) -> None:
    """Whether to tell the person, with the sentence to say."""
    if card["tell"]["text"]:
        st.subheader(say("card.tell"), anchor=False)
        st.markdown(f"**{say('card.tell.' + card['tell']['when'])}** {marks.text(card['tell']['text'])}")
        sources.buttons(visit, place, card["tell"]["citations"], "tell")
    for row in card["words"]:
        if row["for"] == "the person":
            _copied(row)


def how(card: JSON) -> None:
    """How to send it, and who decides if the worker may not."""
    _section("card.safeguards", card["safeguards"])
    who = card["who_decides"]
    if who["role"]:
        st.subheader(say("card.who"), anchor=False)
        other = f" {say('card.who.else')} {marks.text(who['if_unavailable'])}" if who["if_unavailable"] else ""
        st.markdown(f"{marks.text(who['role'])}.{other}")


def words(card: JSON) -> None:
    """Sentences that can be copied as they are; the one to the person stands under telling."""
    others = [row for row in card["words"] if row["for"] != "the person"]
    if others:
        with st.expander(say("card.words"), icon=":material/format_quote:"):
            for row in others:
                _copied(row)


def _copied(row: JSON) -> None:
    st.markdown(f"**{say('card.words.' + row['for'])}**")
    st.code(row["text"], language=None, wrap_lines=True)


def risks(card: JSON) -> None:
    """What can go wrong either way."""
    sharing, not_sharing = st.columns(2)
    with sharing:
        _section("ui.card.risk.sharing", card["risks"]["of_sharing"])
    with not_sharing:
        _section("ui.card.risk.not-sharing", card["risks"]["of_not_sharing"])


def basis(visit: Visit, place: int, card: JSON) -> None:
    """The law, folded: most workers never open it, and an IG lead always does."""
    if card["lawful_basis"]:
        with st.expander(say("card.basis"), icon=":material/gavel:"):
            for index, row in enumerate(card["lawful_basis"]):
                st.markdown(f"**{marks.text(row['provision'])}**  \n{marks.text(row['text'])}")
                sources.buttons(visit, place, row["citations"], f"basis-{index}")


def _section(title: str, items: Iterable[str], none: str = "") -> None:
    lines = [f"- {marks.text(item)}" for item in items]
    if lines or none:
        st.subheader(say(title), anchor=False)
        st.markdown("\n".join(lines) or none)
