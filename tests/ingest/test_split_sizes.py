"""Passages of a length to cite and to embed: nothing too long, nothing lost, nothing out of order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.document import Block
from ingest.split import MOST_CHARACTERS, MOST_WORDS
from sharebot.retrieval.embedder import MOST_WORD_PIECES, word_pieces
from sharebot.retrieval.passage import Passage
from tests.ingest.splitting import heading, item, paragraph, passages, words

ORPHAN = 25


def lengths(found: list[Passage]) -> list[int]:
    return [len(one.text.split()) for one in found]


def is_within_limits(found: list[Passage]) -> bool:
    pieces = max(word_pieces([one.text for one in found]), default=0)
    characters = max((len(one.text) for one in found), default=0)
    return max(lengths(found), default=0) <= MOST_WORDS and pieces <= MOST_WORD_PIECES and characters <= MOST_CHARACTERS


def test_a_long_section_is_cut_between_paragraphs_into_even_parts() -> None:
    assert lengths(passages(*(paragraph(f"{words(59)} {number}.") for number in range(6)))) == [180, 180]


def test_a_long_paragraph_is_cut_at_sentence_ends_into_even_parts() -> None:
    found = passages(paragraph(" ".join(f"Sentence {number} says what to share with whom." for number in range(80))))

    assert len(found) > 1
    assert all(one.text.startswith("Sentence") and one.text.endswith("whom.") for one in found)
    assert max(lengths(found)) - min(lengths(found)) <= 8


def test_an_abbreviation_or_a_number_does_not_end_a_sentence() -> None:
    sentence = "1. See s. 5, e.g. Part 2, or Dr. No at 3.14. "
    found = passages(paragraph(sentence + " ".join(f"Tell No. {number} of them today." for number in range(60))))

    assert len(found) > 1
    assert all(one.text.endswith("today.") for one in found)
    assert found[0].text.startswith(sentence)


@pytest.mark.parametrize("last", [1, 10, 24])
def test_a_last_part_of_a_few_words_joins_its_neighbour(last: int) -> None:
    found = passages(*(paragraph(words(70, f"w{number}")) for number in range(6)), paragraph(words(last, "end")))

    assert min(lengths(found)) > last
    assert is_within_limits(found)


def test_a_last_part_of_a_few_words_joins_the_page_before() -> None:
    found = passages(paragraph(words(100), page=1), paragraph(words(10, "end"), page=2))

    assert [(one.page, len(one.text.split())) for one in found] == [(1, 110)]


def test_five_thousand_words_without_a_sentence_end_are_cut_into_even_parts() -> None:
    text = " ".join(f"w{number}" for number in range(5000))
    found = passages(paragraph(text))

    assert " ".join(one.text for one in found) == text
    assert is_within_limits(found)
    assert min(lengths(found)) >= 0.6 * sorted(lengths(found))[len(found) // 2]


@pytest.mark.parametrize(
    "text",
    [
        "".join(str(number) for number in range(5000)),
        "".join(chr(0x4E00 + number % 5000) for number in range(4000)),
        "".join(chr(0x0E01 + number % 40) for number in range(9000)) + "๏",
        "https://example.scot/" + "-".join(str(number) for number in range(3000)),
    ],
    ids=["figures", "Chinese", "Thai", "address"],
)
def test_a_text_without_spaces_is_cut_too(text: str) -> None:
    found = passages(paragraph(text))

    assert len(found) > 1
    assert len(found) == len({one.id for one in found})
    assert "".join(one.text for one in found) in (text, text + text)
    assert is_within_limits(found)


def test_other_scripts_are_cut_at_their_own_sentence_ends() -> None:
    chinese = "".join(f"第{number}条必须立即与警方分享信息。" for number in range(60))
    arabic = " ".join(f"شارك المعلومات رقم {number} مع الشرطة؟" for number in range(60))

    for text, end in ((chinese, "。"), (arabic, "؟")):
        found = passages(paragraph(text))
        assert len(found) > 1
        assert all(one.text.endswith(end) for one in found)
        assert is_within_limits(found)
    assert "".join(one.text for one in passages(paragraph(chinese))) == chinese


def test_a_lead_in_said_again_counts_towards_the_limits() -> None:
    found = passages(paragraph(f"{words(39)}:"), *(item(f"- {words(90)} {number}") for number in range(8)))

    assert is_within_limits(found)
    assert all(one.text.startswith("share") for one in found)


KINDS = st.sampled_from(["heading", "paragraph", "paragraph", "item", "header", "row"])
STARTS = st.sampled_from(["", "", "1.1 ", "1.2 ", "2. ", "(a) ", "- ", "Article 5 ", "§ 7 ", "Part 2", "Table 1: "])
ENDS = st.sampled_from(["", ".", ":", "?"])
WORDS = st.sampled_from(["share", "police", "pneumonoultramicroscopic", "a", "13.", "now:", "🙂", "Éire", "人"])
SHAPES = st.tuples(
    KINDS, STARTS, st.lists(WORDS, min_size=1, max_size=400), ENDS, st.integers(1, 6), st.none() | st.integers(1, 4)
)


@st.composite
def documents(draw: st.DrawFn) -> list[Block]:
    """Any blocks in any order; each word is told from all others by a number."""
    blocks: list[Block] = []
    count = 0
    for kind, start, said, end, level, page in draw(st.lists(SHAPES, max_size=10)):
        named = [f"{word}{count + number}" for number, word in enumerate(said)]
        count += len(said)
        blocks.append(Block(kind, f"{start}{' '.join(named)}{end}".strip(), level if kind == "heading" else 0, page))
    return blocks


@given(documents())
def test_no_word_is_lost_and_none_is_out_of_order(blocks: list[Block]) -> None:
    found = passages(*blocks)
    paths = {word for one in found for word in one.section.split()}
    said = iter([word for one in found for word in one.text.split()])

    for block in blocks:
        if block.kind == "heading":
            assert set(block.text.split()) <= paths | {word for one in found for word in one.text.split()}
        else:
            assert all(any(word == other for other in said) for word in block.text.split())


@given(documents())
def test_no_passage_is_too_long_empty_or_twice_there(blocks: list[Block]) -> None:
    found = passages(*blocks)

    assert is_within_limits(found)
    assert all(one.section and one.text.strip() for one in found)
    assert len({one.id for one in found}) == len(found)


@given(documents())
def test_the_same_document_is_always_split_alike(blocks: list[Block]) -> None:
    assert passages(*blocks) == passages(*blocks)


@given(documents())
def test_no_number_is_made_up(blocks: list[Block]) -> None:
    printed = {block.text.lstrip("§([ ").removeprefix("Article ").split(" ")[0].rstrip(".") for block in blocks}

    assert {number for one in passages(*blocks) for number in one.paragraphs} <= printed


def test_sections_are_divided_where_the_pages_are() -> None:
    found = passages(heading("A"), *(paragraph(words(40, f"p{page}"), page=page) for page in (1, 1, 2, 2, 3, 3)))

    assert [one.page for one in found] == [1, 2, 3]
