"""A decision record as a worker uses it: its number, the case note to copy, the file to keep."""

import streamlit as st

from sharebot.service import Sharebot
from sharebot.ui.resources import say


def show(bot: Sharebot, number: str) -> None:
    """Say that it is recorded, and offer the note."""
    with st.container(key="recorded"):
        st.header(say("ui.recorded.title"), anchor=False)
        st.success(say("ui.recorded.number", number=number), icon=":material/verified:")
        note(bot, number)


def note(bot: Sharebot, number: str) -> None:
    """The case note, to copy or to keep. Raises RecordError when the record cannot be read."""
    text = bot.case_note(bot.records().get(number))
    st.markdown(say("ui.recorded.copy"))
    st.code(text, language=None, wrap_lines=True)
    st.download_button(
        say("ui.recorded.download"),
        text,
        file_name=f"sharebot-{number}.txt",
        mime="text/plain",
        key=f"download-{number}",
        icon=":material/download:",
        on_click="ignore",
    )
