"""Where the keyboard's place goes after a change, and what a screen reader hears; Streamlit leaves both to chance."""

import json
from pathlib import Path

import streamlit as st

from sharebot.ui.visiting import Visit

SCRIPT = (Path(__file__).parent / "attention.js").read_text(encoding="utf-8")
PLACES = {
    "box": ".st-key-box textarea",
    "reply": ".st-key-reply",
    "source": ".st-key-source h2",
    "recorded": ".st-key-recorded h2",
    "record": ".st-key-record h2",
    "trouble": ".st-key-trouble",
}


def draw(visit: Visit) -> None:
    """Run the script once for what just happened, if anything did.

    What is said is a headline of our own framework; nothing from outside comes into the page this way.
    """
    if not (visit.focus or visit.heard):
        return
    visit.times += 1
    wanted = json.dumps({"focus": PLACES.get(visit.focus), "say": visit.heard, "time": visit.times})
    with st.container(key="attention"):
        st.html(f"<script>{SCRIPT}({wanted.replace('<', '')})</script>", unsafe_allow_javascript=True)
    visit.focus, visit.heard = "", ""
