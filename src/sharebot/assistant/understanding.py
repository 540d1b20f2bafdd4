"""What a message means in the open conversation: an answer, a correction, a supposition, or more of the case."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from sharebot.assistant.answers import SHORT, names_which, starts_as_answer, starts_with_yes, typed_answer
from sharebot.assistant.conversation import Conversation
from sharebot.assistant.facts import as_known
from sharebot.assistant.hearing import Rewritten, plainer, put_right, supposed
from sharebot.assistant.learning import (
    RISING,
    Learnt,
    concern_raised,
    doubted_again,
    most_cautious,
    not_overruling,
    said_twice,
    sorted_out,
    worth_keeping,
)
from sharebot.framework.model import Assessment, Framework, Known, Question
from sharebot.reading.model import Intent, Reading
from sharebot.reading.reader import Reader
from sharebot.reading.text import Text

FEWEST, FEW = 6, 8
"""Of so many words: all of a message that can only be a follow-up, and one read for what it says outright alone."""

PLAIN = 15
"""In later messages as short as this the cues are taken at their word."""

_NEWS = re.compile(
    r"\b(?:now|the noo|since|changed (?:her|his|their) mind|turns out|come back|update|today|just (?:said|"
    r"agreed|told|heard|"
    r"found|phoned)|finally|spoke tae|spoke to|i asked|ive asked|weve asked|we asked|after all|in the end|any "
    r"?more|spoken)\b"
)
_CHECKS = frozenset({"verified", "authority", "agreement"})
_NOT_AN_ANSWER = frozenset({Intent.WHY, Intent.WHAT_IF, Intent.WORDS, Intent.RESTART, Intent.BACK})


@dataclass(frozen=True)
class Answered:
    """An answer to the open question: the values it leaves, and what else the message says."""

    fact: str
    values: frozenset[str]
    more: Learnt = field(default_factory=lambda: Learnt({}))


class Understanding:
    """Reads later messages against the case. `assess` tells where a conversation stands."""

    def __init__(self, framework: Framework, reader: Reader, assess: Callable[[Conversation], Assessment]) -> None:
        self._framework = framework
        self._reader = reader
        self._assess = assess

    def answer(self, conversation: Conversation, question: Question | None, message: str) -> Answered | None:
        """The answer to the open question, or None when the message is something else."""
        if question is None or question.fact.id != conversation.question:
            return None
        reading = self._reader.draft(message, conversation=True).reading
        intent = reading.intent
        plain = plainer(Text(message).normal)
        found = self._said(plain, message)
        asked = question.fact.id
        if intent in _NOT_AN_ANSWER or (intent is Intent.QUESTION and message.strip().endswith("?")):
            return None
        if asked in reading.contradictions:
            return None
        if len(plain.text.split()) > SHORT and not starts_as_answer(message):
            return None
        if self._corrects(conversation, intent, message, found, asked) or _about_a_check(asked, found, message):
            return None
        values = names_which(question.options, message) if asked in conversation.disputed else None
        values = values or typed_answer(question.fact, question.options, message, found)
        if values is None and asked == "recipient":
            values = self._recipient(question, plain.text)
        if values is None:
            return None
        return Answered(asked, values, self._more(conversation, {k: v for k, v in found.items() if k != asked}))

    def follows_up(self, message: str) -> bool:
        """True for a few words that only mean something about a case: why, what if, what to say."""
        draft = self._reader.draft(message, conversation=True)
        few = len(message.split()) <= FEWEST
        return few and not draft.reading.found and draft.reading.intent in _NOT_AN_ANSWER - {Intent.RESTART}

    def supposition(self, message: str) -> dict[str, Known]:
        """What a what-if supposes; empty when it cannot be read."""
        plain = supposed(message)
        said = self._said(plain, message)
        if not said:
            said = self._by_frames(plain.text)
        return said

    def correction(self, conversation: Conversation, message: str, reading: Reading) -> dict[str, Known]:
        """What a correction puts right; only what it says outright, and any risk it raises."""
        plain = put_right(message)
        outright = self._said(plain, message) or {f: one for f, one in self.said(message).items() if f in RISING}
        said = {
            fact: known for fact, known in outright.items() if known.value is not None or fact not in conversation.case
        } or self._by_frames(plain.text)
        raised = {
            fact: known
            for fact, known in as_known(self._framework, reading.found).items()
            if fact in RISING and fact not in said and known.words and known.value in RISING[fact][1:]
        }
        purpose = as_known(self._framework, reading.found).get("purpose")
        if (
            not said
            and not raised
            and purpose is not None
            and re.search(r"\b(?:for|fur|because|about|tae)\b", plain.text)
        ):
            return {"purpose": purpose}
        return {**said, **raised}

    def told(self, conversation: Conversation, message: str, reading: Reading) -> Learnt:
        """What a message adds to the case, and what it says in two ways or otherwise than before."""
        found = as_known(self._framework, reading.found)
        disputed = said_twice(reading.contradictions, message)
        if not conversation.is_open:
            return self._standing(conversation, Learnt(found), disputed)
        short = len(message.split()) <= FEW
        plain = plainer(Text(message).normal)
        if plain.changed or len(message.split()) <= PLAIN:
            found = {**found, **self._said(plain, message)}
        found = {
            fact: known
            for fact, known in found.items()
            if worth_keeping(fact, known, asked=conversation.question, short=short)
        }
        found = {**found, **doubted_again(reading.found, message)}
        concern = concern_raised(self._framework, conversation.case, {**self._said(plain, message), **found})
        if concern and "purpose" in conversation.case:
            found.pop("purpose", None)
        learnt = self._more(conversation, {**found, **concern}, news=bool(_NEWS.search(Text(message).normal)))
        return self._standing(conversation, learnt, {**learnt.disputed, **disputed})

    def said(self, message: str) -> dict[str, Known]:
        """What the words of a message say outright."""
        return self._said(plainer(Text(message).normal), message)

    def raises_risk(self, conversation: Conversation, message: str) -> bool:
        """True when a message says outright that somebody is at a risk the case does not know of."""
        for fact, known in self._said(Rewritten(message, changed=False), message).items():
            height = RISING.get(fact, ())
            now = conversation.case.get(fact)
            if known.value in height[1:] and (now is None or now.value != known.value):
                return True
        return False

    def protective(self, conversation: Conversation, fact: str, values: tuple[str, ...]) -> Known:
        """Of values said, the one that protects most, which stands until the worker says which is right."""

        def openness(value: str) -> tuple[bool, int]:
            outcome = self._outcome(conversation, fact, value)
            return outcome != "share-now", self._framework.outcomes[outcome].openness

        value = most_cautious(fact, values, openness)
        return Known(frozenset([value]), "said")

    def _standing(self, conversation: Conversation, learnt: Learnt, disputed: dict[str, tuple[str, ...]]) -> Learnt:
        """Each disputed fact as its protective reading."""
        about = replace(conversation, case={**conversation.case, **learnt.taken}, disputed={})
        stands = {fact: self.protective(about, fact, values) for fact, values in disputed.items()}
        words = {fact: learnt.taken[fact].words if fact in learnt.taken else "" for fact in stands}
        kept = {fact: replace(known, words=words[fact]) for fact, known in stands.items()}
        return Learnt({**learnt.taken, **kept}, disputed)

    def _more(self, conversation: Conversation, found: Mapping[str, Known], *, news: bool = False) -> Learnt:
        learnt = not_overruling(self._framework, conversation.case, found)
        sorted_ = sorted_out(conversation.case, learnt, lambda fact, said: self._matters(conversation, fact, said))
        settled = set(sorted_.disputed) if news else set()
        changed = {
            fact: learnt[fact]
            for fact in sorted_.disputed
            if fact in conversation.disputed or (fact in settled and fact not in RISING)
        }
        still = {fact: said for fact, said in sorted_.disputed.items() if fact not in changed}
        return Learnt({**sorted_.taken, **changed}, still)

    def _matters(self, conversation: Conversation, fact: str, said: tuple[str, ...]) -> bool:
        return len({self._outcome(conversation, fact, value) for value in said}) > 1

    def _outcome(self, conversation: Conversation, fact: str, value: str) -> str:
        case = {**conversation.case, fact: Known(frozenset([value]), "said")}
        return self._assess(replace(conversation, case=case, disputed={})).outcome

    def _said(self, plain: Rewritten, message: str) -> dict[str, Known]:
        """Facts the words give. Where the words were changed to be read, the worker's own are shown."""
        text = plain.text if plain.changed else message
        found = as_known(self._framework, self._reader.draft(text).reading.found)
        own = message.strip()
        return {fact: replace(known, words=own if plain.changed else known.words) for fact, known in found.items()}

    def _by_frames(self, text: str) -> dict[str, Known]:
        """A few words read as what they complete: a number as an age, somebody as who would get it."""
        facts = self._framework.facts
        values = typed_answer(facts["age"], list(facts["age"].options), text, {})
        if values and re.search(r"\d|teen", text):
            return {"age": Known(values, "said", text)}
        recipient = self._recipient(Question(facts["recipient"], facts["recipient"].values), text)
        return {"recipient": Known(recipient, "said", text)} if recipient else {}

    def _recipient(self, question: Question, text: str) -> frozenset[str] | None:
        if len(text.split()) > SHORT:
            return None
        bare = re.sub(
            r"^\W*(?:(?:it|its|is|was|were|to|tae|the one|that|telling|tell|about|what|aboot|if|i|told|asked)\b\W+)+",
            "",
            text,
        )
        found = as_known(self._framework, self._reader.draft(f"can i tell {bare}").reading.found)
        known = found.get("recipient")
        fits = known.values & set(question.options) if known is not None else frozenset[str]()
        return frozenset(fits) or None

    def _corrects(
        self, conversation: Conversation, intent: Intent, message: str, found: Mapping[str, Known], asked: str
    ) -> bool:
        """“No, she is 15” puts right what the case has otherwise; it does not answer the open question."""
        if intent is not Intent.CORRECTION or asked in found:
            return False
        said = {**found, **self._said(put_right(message), message)}
        others = {fact: known for fact, known in said.items() if fact != asked and known.value is not None}
        return any(fact in conversation.case for fact in others) or not starts_as_answer(message)


def _about_a_check(asked: str, found: Mapping[str, Known], message: str) -> bool:
    """“Aye, I phoned them back” to a question about risk tells of the check, not of the risk."""
    return asked in RISING and asked not in found and bool(_CHECKS & set(found)) and starts_with_yes(message)
