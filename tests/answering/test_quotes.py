"""Exact words: what may be quoted, and which words of a passage answer best."""

import pytest

from sharebot.answering.citations import Citations
from sharebot.answering.guidance import ENOUGH, FLOOR, answer_from
from sharebot.answering.quotes import best_sentences, sentences, stands_in, telling_words
from sharebot.retrieval.passage import Hit, Passage

TEXT = """Tell the family why you are sharing, even when mum refuses. [uk-gdpr Art 6; girfec-pg4 §9]

- Write down what you shared and why you shared it.
- See para 1.134 of the national guidance before you decide.
| a | table | row |
Short one."""


def passage(text: str = TEXT, id: str = "p1", tier: str = "code") -> Passage:
    return Passage(
        id, "page", "A page", "Us", "1", "What to do", None, None, None, tier, None, "Scotland", None, text
    )  # fmt: skip


class Shelf:
    """Documents by id."""

    def __init__(self, **documents: list[Passage]) -> None:
        self._documents = documents

    def passages_of(self, source_id: str) -> list[Passage]:
        return self._documents.get(source_id, [])


@pytest.mark.parametrize(
    ("quote", "stands"),
    [
        ("Tell the family why you are sharing,  even\nwhen mum refuses.", True),
        ("Tell the family why you share.", False),
        ("tell the family why you are sharing", False),
        ("   ", False),
        ("", False),
    ],
)
def test_a_quote_stands_only_word_for_word_with_white_space_folded(quote: str, stands: bool) -> None:
    assert stands_in(quote, passage()) is stands


def test_sentences_are_whole_without_marks_tables_or_references() -> None:
    assert sentences(TEXT) == (
        "Tell the family why you are sharing, even when mum refuses.",
        "Write down what you shared and why you shared it.",
        "See para 1.134 of the national guidance before you decide.",
    )


def test_the_best_sentences_share_most_words_with_the_question() -> None:
    assert best_sentences("what do I write down after sharing", passage(), most=1) == (
        "Write down what you shared and why you shared it.",
    )
    assert best_sentences("zebra crossing", passage()) == ()


def test_telling_words_are_stems_without_little_words() -> None:
    assert telling_words("What are you sharing with the families?") == telling_words("he shared, she shares: family")


def test_words_that_do_not_stand_get_no_number() -> None:
    citations = Citations()

    assert citations.quote(passage(), "Never tell anyone anything at all.") is None
    assert citations.all() == ()


def test_the_same_words_of_the_same_passage_keep_one_number() -> None:
    citations, words = Citations(), "Write down what you shared and why you shared it."

    assert [citations.quote(passage(), words), citations.quote(passage(id="p2"), words)] == [1, 2]
    assert citations.quote(passage(), words) == 1
    assert [one.n for one in citations.all()] == [1, 2]


def test_words_that_left_their_page_are_left_out() -> None:
    citations = Citations()
    shelf = Shelf(page=[passage("Other words."), passage(id="p2")])
    wanted = [("page", "Write down what you shared and why you shared it."), ("page", "Gone."), ("lost", "Gone too.")]

    assert citations.from_pages(shelf, wanted) == (1,)
    assert citations.all()[0].passage_id == "p2"


def test_an_answer_quotes_the_best_passages_and_says_which_words_are_local() -> None:
    hits = [Hit(passage(), ENOUGH + 0.1), Hit(passage("Write down the sharing in the local form.", "p2", "local"), 0.5)]

    answer = answer_from("what do I write down after sharing", hits, Citations())

    assert answer.completeness == "full"
    assert [(quote.number, quote.local) for quote in answer.quotes][-1][1] is True
    assert len({quote.words for quote in answer.quotes}) == len(answer.quotes)


def test_below_the_floor_there_is_no_answer() -> None:
    answer = answer_from("what do I write down", [Hit(passage(), FLOOR - 0.01)], Citations())

    assert (answer.quotes, answer.completeness) == ((), "none")


def test_an_answer_that_covers_little_of_the_question_is_partial() -> None:
    hits = [Hit(passage(), ENOUGH + 0.1)]

    answer = answer_from("write zebra crossing lorry permit asbestos timetable", hits, Citations())

    assert answer.completeness == "partial"
