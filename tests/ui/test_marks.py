"""Text from outside stays text."""

from hypothesis import given
from hypothesis import strategies as st

from sharebot.ui import marks

SPECIAL = "\\`*_{}[]()#+-!|<>~$:&=^"


@given(st.text())
def test_every_special_letter_is_escaped_and_every_word_is_kept(words: str) -> None:
    safe = marks.text(words)

    assert "\n" not in safe
    unescaped = safe.replace("\N{WORD JOINER}", "")
    for letter in SPECIAL:
        unescaped = unescaped.replace(f"\\{letter}", "")
    assert not set(unescaped) & set(SPECIAL.replace("\\", ""))


@given(st.text())
def test_a_reply_keeps_bold_lists_and_headings_and_nothing_else(words: str) -> None:
    assert "<" not in marks.ours(words).replace("\\<", "")
    assert marks.ours("**a** <b>\n- c [d](e)") == "**a** \\<b\\>\n- c \\[d\\]\\(e\\)"


def test_a_quote_that_runs_over_lines_is_marked_on_each_line() -> None:
    marked = marks.passage("- Tell them\n  first, then\n- share.", "them first, then")

    assert marked == "- Tell :blue-background[**them**]\n\n:blue-background[**first, then**]\n\n- share."


def test_a_passage_without_the_quote_is_shown_unmarked() -> None:
    assert marks.passage("One. Two.", "Three.") == "One. Two."
    assert marks.passage("One. Two.", "") == "One. Two."


def test_the_start_of_a_line_cannot_become_a_list_or_a_heading() -> None:
    assert marks.text("1. First") == "1\\. First"
    assert marks.text("# Title") == "\\# Title"
