"""The one question that is open, with a button for each answer."""

import streamlit as st

from sharebot.ui import marks
from sharebot.ui.resources import say
from sharebot.ui.steps import want
from sharebot.ui.visiting import Visit

FIRST = 8


def show(visit: Visit) -> None:
    """Ask, say why, and offer the likeliest answers first."""
    card = visit.card()
    question = card[1]["question"] if card else None
    if question is None or visit.conversation.question != question["fact"]:
        return
    with st.container(border=True, key="question"):
        st.header(marks.text(question["ask"]), anchor=False)
        st.caption(say("question.why", why=marks.text(question["why"])))
        options = question["options"]
        shown = options if visit.more_options or len(options) <= FIRST else [*options[: FIRST - 1], options[-1]]
        with st.container(horizontal=True, gap="small"):
            for option in shown:
                _button(question, option)
            if len(shown) < len(options):
                st.button(
                    say("ui.more"),
                    key="more",
                    type="tertiary",
                    icon=":material/more_horiz:",
                    on_click=_more,
                    args=(visit,),
                )


def _button(question: dict[str, str], option: dict[str, str]) -> None:
    st.button(
        marks.text(option["label"]),
        key=f"answer-{question['fact']}-{option['value']}",
        on_click=want,
        args=("answer",),
        wrap=True,
        kwargs={"fact": question["fact"], "value": option["value"], "label": f"{question['ask']} {option['label']}"},
    )


def _more(visit: Visit) -> None:
    visit.more_options = True
