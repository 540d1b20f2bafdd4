"""Names of people: listed first names, and any name where a title or a relation says so."""

import re
from collections.abc import Iterator

from sharebot.privacy.lexicon import Lexicon, load_lexicon
from sharebot.privacy.spans import Span
from sharebot.privacy.words import Word, word_set, words_of

_AGE = re.compile(
    r"\s?\(\d{1,2}\)|,? (?:is |aged )?\d{1,2} ?(?:yo|y/o|yrs? old|years? old)\b|,? aged \d", re.IGNORECASE
)
_BEFORE_CALLED = word_set("is was s boy girl child man woman someone lady guy baby lad lassie kid wean person pupil")


def find_names(text: str) -> Iterator[Span]:
    """Names of people, without their titles and relations, which the decision needs."""
    lexicon = load_lexicon()
    words = words_of(text, lexicon.never)
    alike: dict[str, list[Word]] = {}
    for word in words:
        alike.setdefault(word.core, []).append(word)
    place = 0
    while place < len(words):
        length, sure = _name_at(words, place, text, lexicon)
        if length:
            last = words[place + length - 1]
            bare = length == 1 and _is_missing_apostrophe(words, place, lexicon)
            yield Span(words[place].start, last.end - bare, "name", sure)
            yield from _again(last, alike.pop(last.core, []), lexicon)
        place += max(length, 1)


def propagates(name: str) -> bool:
    """Whether the same words elsewhere in a message are surely the same name, and not everyday words."""
    lexicon = load_lexicon()
    return (
        len(name) > 2 and not (name.islower() and name not in lexicon.first) and not lexicon.is_everyday(name.lower())
    )


def _name_at(words: list[Word], place: int, text: str, lexicon: Lexicon) -> tuple[int, bool]:
    """How many words from here are a name (0: none), and whether that is certain."""
    word = words[place]
    if word.protected or len(word.core) < 2:
        return 0, False
    before = words[place - 1] if place and words[place - 1].touches(word) else None
    if before is not None and lexicon.is_title(before, word) and not _is_after_a_doctor(words, place, lexicon):
        return 1 + _more(words, place, lexicon, after_title=True), True
    if _is_a_place(words, place, before, lexicon):
        return 0, False
    if lexicon.is_first(word) or _is_missing_apostrophe(words, place, lexicon):
        return 1 + _more(words, place, lexicon), True
    if word.low in lexicon.everyday_first and _means_a_person(words, place, before, text, lexicon):
        return 1 + _more(words, place, lexicon), True
    if _is_unlisted(words, place, before, lexicon):
        return 1 + _more(words, place, lexicon), False
    return 0, False


def _is_missing_apostrophe(words: list[Word], place: int, lexicon: Lexicon) -> bool:
    """ "kayleighs mum": a listed name and an s, before somebody or something of theirs."""
    word = words[place]
    if not word.low.endswith("s") or word.low[:-1] not in lexicon.first or word.low in lexicon.first:
        return False
    after = words[place + 1] if place + 1 < len(words) and word.touches(words[place + 1]) else None
    return after is not None and after.low in lexicon.relations | lexicon.belongings


def _more(words: list[Word], place: int, lexicon: Lexicon, after_title: bool = False) -> int:
    """How many further words belong to the name: a middle name, a family name."""
    count = 0
    if _is_missing_apostrophe(words, place, lexicon):
        return 0
    while count < 2 and place + count + 1 < len(words):
        word, before = words[place + count + 1], words[place + count]
        if before.possessive or not before.touches(word) or word.protected:
            break
        listed = word.low in lexicon.families or (after_title and count == 0 and _is_given(before, word, lexicon))
        if not listed and not (word.capital and lexicon.may_be_a_name(word)):
            break
        count += 1
    return count


def _is_given(before: Word, word: Word, lexicon: Lexicon) -> bool:
    """ "mr john brown": after a title and a first name, a family name that is also a word is a family name."""
    return before.low in lexicon.first and word.low in lexicon.everyday_families


def _is_a_place(words: list[Word], place: int, before: Word | None, lexicon: Lexicon) -> bool:
    """ "St John's Hospital", "Elizabeth House": a name that belongs to a building or a law."""
    word = words[place]
    if before is not None and before.low in lexicon.saints:
        return True
    after = [w for w in words[place + 1 : place + 3] if w.capital]
    return word.capital and not word.possessive and any(w.low in lexicon.institutions for w in after)


def _is_after_a_doctor(words: list[Word], place: int, lexicon: Lexicon) -> bool:
    """ "Dr Gray's Hospital" is a hospital."""
    after = words[place + 1] if place + 1 < len(words) else None
    return words[place].possessive and after is not None and after.capital and after.low in lexicon.institutions


def _means_a_person(words: list[Word], place: int, before: Word | None, text: str, lexicon: Lexicon) -> bool:
    """Whether an everyday word is a name here: "Grace's mum", "her son Will", "Hope (6)", "Rose McKay"."""
    word = words[place]
    if before is not None and before.low in lexicon.saints:
        return False
    after = words[place + 1] if place + 1 < len(words) and word.touches(words[place + 1]) else None
    if after is not None and word.possessive and after.low in lexicon.relations:
        return True
    if word.low not in lexicon.months and _AGE.match(text, word.end):
        return True
    if not word.capital:
        return False
    follows = before is not None and (before.low in lexicon.relations or _is_called(words, place - 1))
    if follows or (after is not None and after.capital and after.low in lexicon.families):
        return True
    numbered = re.match(r"\.?\s?\d", text[word.end : word.end + 3])  # "Art 6", "Art. 9"
    return before is not None and numbered is None and _stands_out(before, word, after, lexicon)


def _stands_out(before: Word, word: Word, after: Word | None, lexicon: Lexicon) -> bool:
    """A capital in the middle of an ordinary sentence: "I will ask Grace", but not "the Bill", "in May"."""
    if word.low in lexicon.months or word.low in lexicon.places or before.low in ("the", "a", "an", "of", "in", "to"):
        return False
    return before.core.islower() and (after is None or not after.capital)


def _is_unlisted(words: list[Word], place: int, before: Word | None, lexicon: Lexicon) -> bool:
    """A name in no list: after a relation or "called", or before a family name that is nothing else."""
    word = words[place]
    if not word.capital or not lexicon.may_be_a_name(word):
        return False
    if before is not None and before.low in lexicon.relations | lexicon.people and not before.possessive:
        return before.core.islower() or before.low in lexicon.relations
    if before is not None and _is_called(words, place - 1):
        return True
    after = words[place + 1] if place + 1 < len(words) and word.touches(words[place + 1]) else None
    surname = after is not None and after.capital and after.low in lexicon.families and not after.protected
    return surname and not word.possessive and (before is None or not before.capital)


def _is_called(words: list[Word], place: int) -> bool:
    """ "a boy called …", "his name is …", but not "she called Police"."""
    word, before = words[place], words[place - 1].low if place else ""
    return (word.low == "called" and before in _BEFORE_CALLED) or (word.low in ("is", "was", "s") and before == "name")


def _again(last: Word, alike: list[Word], lexicon: Lexicon) -> Iterator[Span]:
    """The last word of a longer name, or a name in no list, wherever else it stands in capitals."""
    if lexicon.is_first(last) or lexicon.is_everyday(last.low) or not last.capital or len(last.core) < 4:
        return
    for word in alike:
        if not word.protected:
            yield Span(word.start, word.end, "name", sure=False)
