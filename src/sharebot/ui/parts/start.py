"""Where to begin: four chips that fill a sentence frame, and three examples."""

import streamlit as st

from sharebot.ui.resources import listed, say
from sharebot.ui.steps import BOX, want
from sharebot.ui.visiting import Visit

PIECES = ("who", "what", "to", "why")


def show(visit: Visit) -> None:
    """Chips fill the box and leave it to be read and sent; an example is asked at once."""
    st.markdown(say("ui.frame.lead"))
    with st.container(horizontal=True, gap="small"):
        for piece in PIECES:
            _chip(visit, piece)
    st.markdown(say("ui.examples.lead"))
    for number, example in enumerate(listed("ui.example.")):
        st.button(
            example,
            key=f"example-{number}",
            type="tertiary",
            icon=":material/arrow_forward:",
            on_click=want,
            args=("ask",),
            kwargs={"message": example},
        )


def _chip(visit: Visit, piece: str) -> None:
    chosen = visit.frame.get(piece)
    st.menu_button(
        f"{say(f'ui.frame.{piece}')}: {chosen}" if chosen else say(f"ui.frame.{piece}"),
        listed(f"ui.frame.{piece}."),
        key=f"chip-{piece}",
        icon=":material/check:" if chosen else ":material/add:",
        on_click=_fill,
        args=(visit, piece),
        wrap=True,
    )


def _fill(visit: Visit, piece: str) -> None:
    visit.frame[piece] = st.session_state[f"chip-{piece}"]
    chosen = {one: visit.frame[one] for one in PIECES if one in visit.frame}
    st.session_state[BOX] = " ".join(say(f"ui.sentence.{one}", words=words) for one, words in chosen.items())
