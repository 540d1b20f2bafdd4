"""The short forms and terms that a search spells out."""

import streamlit as st

from sharebot.glossary import Entry
from sharebot.service import Sharebot
from sharebot.ui import marks
from sharebot.ui.parts.library_words import filtered, paged
from sharebot.ui.resources import say
from sharebot.ui.visiting import Visit


def show(bot: Sharebot, _: Visit) -> None:
    """Every entry that holds the words wanted, in the order of the alphabet."""
    st.header(say("library.glossary"), anchor=False)
    entries = sorted(bot.glossary.entries, key=lambda entry: entry.term.lower())
    if not entries:
        st.info(say("library.glossary.none"))
        return
    st.markdown(say("library.glossary.lead"))
    found = filtered(entries, "library-glossary", say("library.glossary.filter"), _words)
    paged(found, "library-glossary", _entry)


def _words(entry: Entry) -> str:
    return " ".join((*entry.spellings, *entry.meanings, entry.plain, entry.scottish))


def _entry(entry: Entry) -> None:
    with st.container(border=True, gap="small"):
        st.subheader(marks.text(entry.term), anchor=False)
        others = [say("library.glossary.or", means=marks.text(one)) for one in entry.or_means]
        st.markdown(", ".join([f"**{marks.text(entry.means)}**", *others]))
        if entry.scottish:
            st.markdown(f":material/flag: {say('library.glossary.english', scottish=marks.text(entry.scottish))}")
        st.markdown(marks.text(entry.plain))
        told = [say("library.glossary.slang")] if entry.kind == "slang" else []
        if entry.also:
            told.append(say("library.glossary.also", words=marks.text(", ".join(entry.also))))
        if told:
            st.caption(" · ".join(told))
