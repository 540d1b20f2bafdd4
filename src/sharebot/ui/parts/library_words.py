"""How the Library page puts things: dates, places, kinds, long lists, and passages with words marked."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Any, TypeVar

import streamlit as st

from sharebot.answering.quotes import telling_words
from sharebot.retrieval.differences import area_name
from sharebot.retrieval.library import Library
from sharebot.retrieval.passage import Passage
from sharebot.ui import marks, resources
from sharebot.ui.resources import say

PAGE = 20
T = TypeVar("T")
JSON = dict[str, Any]


def day(written: str | None) -> str:
    """A date as people write it; what is no date stays as it is."""
    try:
        known = date.fromisoformat(str(written or "")[:10])
    except ValueError:
        return marks.text(written or "")
    return f"{known.day} {known:%B %Y}"


def is_due(review_by: str | None) -> bool:
    """Whether a review date is today or past, as the search reckons it."""
    return bool(review_by) and str(review_by) <= datetime.now(UTC).date().isoformat()


def review(review_by: str | None) -> str:
    """When a document is to be looked at again, or since when that is overdue; empty without a date."""
    if not review_by:
        return ""
    due = is_due(review_by)
    words = say("library.review.due" if due else "library.review.later", day=day(review_by))
    return f"**{words}**" if due else words


def tier(name: str) -> str:
    """What kind of guidance it is."""
    return _named("library.tier.", name)


def details(document: JSON) -> str:
    """One line on a document: whose it is, what kind, which version, how it stands, and when it is to be reviewed."""
    area = document.get("area")
    parts = [
        marks.text(document["publisher"]) or say("library.publisher.none"),
        tier(document["tier"]),
        marks.text(area_name(area)) if area else "",
        say("library.version", version=marks.text(document["version"])) if document["version"] else "",
        _named("library.state.", document["status"]) if document["status"] else "",
        review(document["review_by"]),
    ]
    return " · ".join(part for part in parts if part)


def place(passage: Passage) -> str:
    """Where in its document a passage stands."""
    numbers = ", ".join(passage.paragraphs)
    page = passage.page_label or passage.page
    steps = [step.strip() for step in passage.section.split("›")]
    if len(steps) > 1 and steps[0] == passage.title.strip():
        steps = steps[1:]
    parts = [
        marks.text(" › ".join(steps)),
        say("library.place.page", page=marks.text(page)) if page is not None else "",
        say("library.place.paragraphs", numbers=marks.text(numbers)) if numbers else "",
    ]
    return " · ".join(part for part in parts if part)


def with_words(words: str, query: str) -> str:
    """A passage with the telling words of a query marked, by their ground and by bold letters; lists stay lists."""
    wanted = telling_words(query)
    return "\n\n".join(_line(line.strip(), wanted) for line in words.splitlines() if line.strip())


def around(library: Library, passage: Passage) -> None:
    """What stands before and after a passage, folded away; nothing where it stands alone."""
    near = library.around(passage.id)
    if len(near) < 2:
        return
    with st.expander(say("library.around"), key=f"around-{passage.id}", icon=":material/unfold_more:"):
        for one in near:
            here = f"**{say('library.around.here')}** · " if one.id == passage.id else ""
            st.caption(here + place(one))
            st.markdown(marks.passage(one.text, ""))


def paged(items: Sequence[T], name: str, draw: Callable[[T], None]) -> None:
    """The first of a long list, and a button for more."""
    most = int(st.session_state.get(f"{name}-shown", PAGE))
    for item in items[:most]:
        draw(item)
    if left := len(items[most:]):
        st.button(say("library.more", left=left), key=f"{name}-more", on_click=_more, args=(name, most + PAGE))


def filtered(items: Sequence[T], name: str, label: str, words_of: Callable[[T], str]) -> list[T]:
    """Those of the list that hold what is typed into a box, whatever its case."""
    wanted = str(st.text_input(label, key=f"{name}-filter", type="search", persist_state="session") or "")
    found = [item for item in items if " ".join(wanted.lower().split()) in words_of(item).lower()]
    st.caption(say("library.found", found=len(found), total=len(items)))
    if not found and items:
        st.info(say("library.empty"))
    return found


def from_the_start(name: str) -> None:
    """Show a list from its first page again."""
    st.session_state.pop(f"{name}-shown", None)


def _line(line: str, wanted: frozenset[str]) -> str:
    lead, rest = ("- ", line[2:]) if line.startswith(("- ", "* ")) else ("", line)
    return lead + " ".join(_word(word, wanted) for word in rest.split())


def _word(word: str, wanted: frozenset[str]) -> str:
    safe = marks.text(word)
    return f":blue-background[**{safe}**]" if telling_words(word) & wanted else safe


def _named(prefix: str, name: str) -> str:
    """Our words for a name of ours; somebody else's stays as it is."""
    key = f"{prefix}{name}"
    return say(key) if key in resources.sharebot().wording else marks.text(name)


def _more(name: str, most: int) -> None:
    st.session_state[f"{name}-shown"] = most
