"""Work on the library that takes a while: it goes on while the page is used, and says how far it is."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from secrets import token_hex
from typing import TYPE_CHECKING

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from sharebot.errors import DocumentError, SharebotError
from sharebot.librarian import Progress
from sharebot.service import Sharebot
from sharebot.ui import marks, resources
from sharebot.ui.resources import say

if TYPE_CHECKING:
    from ingest.preview import Preview
    from ingest.summary import Summary

SLOT = "library-work"
TOLD = "library-told"
PREVIEW = "library-preview"
ADDED = "library-added"
"""Set when a document was put in, so that the form for the next one is empty."""

Job = Callable[[Progress], "Preview | Summary"]
WORKERS = ThreadPoolExecutor(max_workers=8, thread_name_prefix="library")


@dataclass
class Work:
    """One piece of work of one visit: of what kind, on which document, and how far it is."""

    kind: str
    name: str
    step: tuple[str, int, int] = ("", 0, 0)
    doing: "Future[Preview | Summary]" = field(default_factory=Future)

    def report(self, step: str, done: int, total: int) -> None:
        """Called by the work itself, in its own thread."""
        self.step = (step, done, total)


WORKS: dict[str, Work] = {}
"""By a random name that the visit holds: a visit is plain data, and work is not."""


def start(kind: str, name: str, job: Job) -> None:
    """Begin, unless something is under way already; for use in a widget's callback."""
    if st.session_state.get(SLOT) in WORKS:
        tell("error", say("library.work.still"))
        return
    st.session_state.pop(TOLD, None)
    key, work = token_hex(8), Work(kind, name)
    WORKS[key], st.session_state[SLOT] = work, key
    work.doing = WORKERS.submit(job, work.report)


def refresh(bot: Sharebot) -> None:
    """Bring the library up to date; a widget's callback."""
    start("refresh", "", bot.librarian.refresh)


def tell(how: str, *lines: str) -> None:
    """Keep what is to be said at the top of the page until something else is done."""
    st.session_state[TOLD] = {"how": how, "lines": list(lines)}


def told() -> None:
    """What the last piece of work came to, safe to show."""
    said = st.session_state.get(TOLD)
    if said:
        good = said["how"] == "success"
        show, icon = (st.success, ":material/check:") if good else (st.error, ":material/error:")
        show("\n\n".join(said["lines"]), icon=icon)


def forget() -> None:
    """What was said has been read; a widget's callback."""
    st.session_state.pop(TOLD, None)


def place() -> DeltaGenerator | None:
    """Room at the top of the page for how far the work is, while there is any."""
    return st.container(key="library-progress") if st.session_state.get(SLOT) in WORKS else None


def follow(top: DeltaGenerator | None) -> None:
    """Show how far the work is until it is done, then draw the page anew; called last, so that the page can be used."""
    work = WORKS.get(st.session_state.get(SLOT, ""))
    if work is None or top is None:
        return
    bar = top.empty()
    top.caption(say("library.work.goes-on"))
    while not work.doing.done():
        bar.progress(*_progress(work))
        wait([work.doing], timeout=0.2)
    del WORKS[st.session_state.pop(SLOT)]
    _ended(work)
    st.rerun()


def _progress(work: Work) -> tuple[float, str]:
    step, done, total = work.step
    lead = say(f"library.work.{work.kind}", name=marks.text(work.name))
    if not total:
        return 0.0, lead
    key = f"library.work.step.{step.lower()}"
    named = say(key) if key in resources.sharebot().wording else marks.text(step)
    return min(1.0, done / total), f"{lead} {say('library.work.step', step=named, done=done, total=total)}"


def _ended(work: Work) -> None:
    """Raises what nobody foresaw: that goes to the log."""
    name = marks.text(work.name)
    try:
        result = work.doing.result()
    except DocumentError as error:
        tell("error", say("library.failed.unread", name=name, reason=marks.text(error)))
    except SharebotError as error:
        tell("error", marks.text(error))
    else:
        if work.kind == "preview":
            st.session_state[PREVIEW] = result
        else:
            _changed(work, result)


def _changed(work: Work, result: "Preview | Summary") -> None:
    from ingest.summary import Summary, in_words

    assert isinstance(result, Summary)  # noqa: S101  (only a preview ends otherwise)
    name = marks.text(work.name)
    left_out = [one for one in result.unreadable if PurePath(one.file).name == work.name] if work.kind == "add" else []
    if left_out:
        tell("error", say("library.failed.left-out", name=name, reason=marks.text(left_out[0].reason)))
        return
    lines = [say(f"library.done.{work.kind}", name=name)]
    lines += [marks.text(line) for line in in_words(replace(result, unreadable=[], noticed=[]))]
    if result.unreadable:
        lines.append(say("library.unread.count", count=len(result.unreadable)))
    tell("success", *lines)
    st.session_state[ADDED] = work.kind == "add"
