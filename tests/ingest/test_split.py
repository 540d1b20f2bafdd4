"""Passages: along headings, of a length to cite, with nothing lost and nothing changed."""

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from ingest.document import Block, Document, Source
from ingest.split import MOST_WORDS, split
from sharebot.retrieval.embedder import MOST_WORD_PIECES, word_pieces
from sharebot.retrieval.passage import Passage

SOURCE = Source(file=Path("a.md"), name="a.md", tier="code", source_id="a", title="Sharing")


def passages(*blocks: Block) -> list[Passage]:
    return split(Document(SOURCE, blocks))


def heading(text: str, level: int, page: int | None = None) -> Block:
    return Block("heading", text, level, page)


def paragraph(text: str, page: int | None = None) -> Block:
    return Block("paragraph", text, 0, page, None if page is None else f"p{page}")


def words(count: int, word: str = "share") -> str:
    return " ".join([word] * count)


def test_a_section_that_fits_stays_whole_under_its_heading_path() -> None:
    found = passages(
        heading("Sharing", 1), paragraph("First."), heading("Children", 2), heading("Under 12", 3),
        paragraph("Ask."), paragraph("Then tell."), heading("Adults", 2), paragraph("Ask them."),
    )  # fmt: skip

    assert [(one.section, one.text) for one in found] == [
        ("Sharing", "First."), ("Children › Under 12", "Ask.\n\nThen tell."), ("Adults", "Ask them."),
    ]  # fmt: skip


def test_a_long_section_is_cut_between_paragraphs_into_even_parts() -> None:
    found = passages(*(paragraph(f"{words(59)} {number}.") for number in range(6)))

    assert [len(one.text.split()) for one in found] == [180, 180]


def test_a_long_paragraph_is_cut_at_sentence_ends() -> None:
    found = passages(paragraph(" ".join(f"Sentence {number} says what to share with whom." for number in range(80))))

    assert len(found) > 1
    assert all(one.text.startswith("Sentence") and one.text.endswith("whom.") for one in found)


def test_a_text_without_spaces_is_cut_too() -> None:
    found = passages(paragraph("x" * 5000))

    assert "".join(one.text for one in found) == "x" * 5000
    assert max(word_pieces([one.text for one in found])) <= MOST_WORD_PIECES


def test_a_list_keeps_its_lead_in_wherever_it_is_cut() -> None:
    found = passages(paragraph("Share only:"), *(Block("item", f"- {words(50)} {number}") for number in range(8)))

    assert len(found) > 1
    assert all(one.text.startswith("Share only:\n- ") for one in found)


def test_a_table_keeps_its_header_wherever_it_is_cut() -> None:
    found = passages(Block("header", "Who | What"), *(Block("row", f"{words(50)} | {number}") for number in range(8)))

    assert len(found) > 1
    assert all(one.text.startswith("Who | What\n") for one in found)


def test_a_lead_in_is_not_left_behind_by_its_list() -> None:
    found = passages(paragraph(words(200)), paragraph("Share only:"), Block("item", f"- {words(60)}"))

    assert found[-1].text.startswith("Share only:\n- share")
    assert "Share only:" not in found[0].text


def test_a_new_page_starts_a_new_passage_once_there_is_enough() -> None:
    found = passages(paragraph(words(70), page=1), paragraph(words(10), page=2), paragraph(words(10), page=3))

    assert [(one.page, one.page_label, len(one.text.split())) for one in found] == [(1, "p1", 70), (2, "p2", 20)]


def test_a_heading_with_nothing_under_it_is_not_lost() -> None:
    found = passages(heading("Call now", 2), heading("Why", 2), paragraph("Because."), heading("999", 2))

    assert [(one.section, one.text) for one in found] == [("Sharing", "Call now"), ("Why", "Because.\n\n999")]


def test_a_passage_points_to_the_document_else_to_the_source_it_cites() -> None:
    cited = {"ngcp": "https://gov.scot/ngcp", "asp": ""}
    blocks = (heading("A", 2), paragraph("Share. [ngcp 1.129; asp s.5]"), heading("B", 2), paragraph("No source."))

    def links(source: Source) -> list[tuple[str | None, tuple[str, ...]]]:
        return [(one.url, one.refs) for one in split(Document(source, blocks))]

    assert links(replace(SOURCE, addresses=cited)) == [("https://gov.scot/ngcp", ("ngcp", "asp")), (None, ())]
    assert links(replace(SOURCE, addresses=cited, url="https://local.scot"))[0][0] == "https://local.scot"


def test_the_same_words_in_the_same_place_are_one_passage_with_the_same_id() -> None:
    one, *others = passages(heading("H", 2), paragraph("Ask."), heading("H", 2), paragraph("Ask."))
    elsewhere = passages(heading("G", 2), paragraph("Ask."))[0]

    assert not others
    assert one.id == passages(heading("H", 2), paragraph("Ask."))[0].id != elsewhere.id


WORDS = st.sampled_from(["share", "police", "pneumonoultramicroscopic", "a", "§13.", "now:", "🙂"])
BLOCKS = st.builds(
    Block,
    st.sampled_from(["heading", "paragraph", "item", "header", "row"]),
    st.lists(WORDS, min_size=1, max_size=400).map(" ".join),
    st.integers(1, 6),
    st.one_of(st.none(), st.integers(1, 4)),
)


@given(st.lists(BLOCKS, max_size=12))
def test_no_word_is_lost_and_no_passage_is_too_long(blocks: list[Block]) -> None:
    found = passages(*blocks)
    said = " ".join(f"{one.section} {one.text}" for one in found)

    assert all(
        " ".join(block.text.split())[:40] in " ".join(said.split()) for block in blocks if block.kind != "heading"
    )
    assert all(len(one.text.split()) <= MOST_WORDS + 40 for one in found)
    assert all(one.section and one.text.strip() for one in found)
