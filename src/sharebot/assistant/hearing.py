"""What a short message does in an open conversation: a courtesy, a correction, a supposition. Grammar, no facts."""

import re
from dataclasses import dataclass

from sharebot.reading.text import Text

_OPENING = (
    r"(?:\W*(?:and|an|but|so|ok|okay|right|oh|eh|aye|well|hmm|please|pls|also|then|now|thanks|ta|cheers|"
    r"just)\b\W+){0,3}"
)
_COURTESY = {
    "hello": r"hello|hi|hiya|hey|hullo|yo|good (?:morning|afternoon|evening)|morning|afternoon|evening|there|sharebot",
    "thanks": r"thanks?|thank you|thankyou|thanx|thx|ta|cheers|much|very|so|a lot|a million|many|appreciated?|"
    r"that helps?|"
    r"(?:thats |that is |that was |very |really |so )*(?:helpful|useful|great|brilliant|perfect|fab|lovely|good|grand)|"
    r"nice one|you|for (?:that|this|your help|the help)|bye|cheerio|goodbye|see ya|mate|pal|amazing|magic",
    "ok": r"ok|okay|okey|okey dokey|k|kk|alright|right|fine|cool|sound|grand|great|good|got it|gotcha|understood|noted|"
    r"no worries|no problem|never mind|i see|fair enough|no bother|nae bother|will do|makes sense|that makes "
    r"sense|hm+|ah|oh|lol|haha|right o|righto|then",
    "cross": r"fuck\w*|ffs|for fucks? sake|shit\w*|bloody|hell|bollocks|crap|damn\w*|wtf|omg|jesus|christ|pish|bastard|"
    r"arse|stupid|useless|rubbish|(?:this|that|it|you|youre|its|thats)(?: is| are)?|thing|machine|bot|off|what the|"
    r"for|sake|sick of|waste of time|not helpful|no help|god|oh|a|piece of",
}
_NEED_ONE = {
    "cross": r"\b(?:fuck\w*|ffs|shit\w*|bloody|hell|bollocks|crap|damn|wtf|pish|bastard|arse|stupid|useless|rubbish|"
    r"waste of time|not helpful|no help|sick of)\b",
    "thanks": r"\b(?:thank\w*|thanx|thx|ta|cheers|appreciated?|helps?|helpful|useful|great|brilliant|perfect|"
    r"fab|lovely|"
    r"good|grand|nice one|bye|cheerio|goodbye|see ya|amazing|magic)\b",
    "hello": r"\b(?:hello|hi|hiya|hey|hullo|yo|morning|afternoon|evening)\b",
    "ok": r"\w",
}
_PUT_RIGHT = re.compile(
    r"^\W*(?:(?:no|naw|nah|nope|sorry|actually|oops|wait|hang on|hold on|correction|i meant(?: to say)?|i mean|meant|"
    r"my mistake|my bad|i (?:got|had) (?:that|it|this) wrong|i was wrong|i made a mistake|"
    r"(?:scratch|scrap|forget|ignore) (?:that|this|what i said)|thats (?:wrong|not right|no right)|that was "
    r"wrong|wrong|"
    r"turns out(?: that)?|just found out(?: that)?|update|oh|eh|aye|but|and|well|in fact|apologies|typo|change that to|"
    r"make that|it should be|should be|should say|correct that to)\b\W*)+"
)
_PEOPLE = (
    r"(?:mum|mam|maw|mother|dad|da|father|gran|granny|nana|papa|grandad|school|nursery|police|polis|social work|gp|"
    r"doctor|nurse|hospital|health visitor|solicitor|lawyer|council|housing|sister|brother|aunt|auntie|uncle|carer|"
    r"foster carer|partner|husband|wife|ex|neighbour|reporter|journalist|landlord|charity|camhs|court)"
)
_NUMBER = r"(?:\d{1,3}|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|ten|eleven|nine|eight)"
_INSTEAD_OF = re.compile(
    rf"\b(?:(?:and\s+|but\s+)?(?:it\s+)?(?:not|no|wasnt|isnt|wasnae|isnae|was not|is not|instead of|rather than)\s+"
    rf"(?:(?:the|her|his|their|my|a|for|from)\s+)*(?:{_PEOPLE}|{_NUMBER})(?:\s+(?:(?:that|who)\s+\w+(?:\s+(?:it|"
    rf"me|us))?|at all|any more))?)"
    rf"(?=\s*(?:$|[,.;!?]|but\b|its\b|it was\b|it is\b))"
)
_SUPPOSING = re.compile(
    r"^" + _OPENING + r"(?:would (?:it|that|this|things)\b.{0,40}?\bif|does (?:it|that) \w+(?: \w+){0,3}? if|"
    r"(?:what|whit|wit) (?:would |will )?(?:happens? |change |changes |about )?if|what would (?:happen|change) if|"
    r"(?:what|whit) (?:about|aboot)|how about|even if|and if|but if|if|suppose|supposing|say|imagine|lets say|assuming|"
    r"pretend|what then if|(?:what|whit) happens (?:when|if))\b(?:\s+that\b)?(?:\s+say\b)?\W*"
)
_SO_WHAT = re.compile(
    r"\W+(?:(?:and\s+)?(?:would|wid|does|will|do|can|could|is) (?:that|it|this|things|i|we|the answer)\b.{0,60}|"
    r"(?:and )?(?:what|whit) then|then what|instead|though|tho|as well|too)\W*$"
)
_PLAINER = (
    (r"\b(?:did|does|do)\s+(?:actually\s+)?(?:agree|consent)\b", "agreed"),
    (r"\b(?:did|does)\s+(?:actually\s+)?(?:say|said)\s+(yes|no|aye|naw)\b", r"said \1"),
    (r"\b(?:didnt|didnae|doesnt|disnae|dont|dinnae|does not|did not|wont|willnae|will not)\s+(?:agree|"
    r"consent)\b", "said no"),
    (r"\b(he|she|they|mum|dad|maw|da|gran|person|family|parents|namex|client|patient|tenant|boy|girl|lad|lassie)\s+"
     r"(?:doesnt|disnae|dont|dinnae|does not|didnt|didnae)\s+(?:even\s+)?(?:know|ken)\b(?!\s+(?:if|what|how|who|"
     r"why|where))",
     r"\1 hasnt been asked"),
    (r"\b(?:(?:ha[sd]|have|wid|would|will|ll|d)\s+)?(?:says?|said|saying|say)\s+(?:aye|yes|ok|yeah)\b", "said yes"),
    (r"\b(?:shed|hed|theyd) said yes\b", "she said yes"),
    (r"\b(?:says?|said|saying|say)\s+(?:naw|nae|nope)\b", "said no"),
    (r"\b(he|she|they|it|who)\s+(?:was|were|wis|wir)\b", r"\1 is"),
    (r"\b(he|she)\s+(?:wis|wisnae)\b", r"\1 is"),
    (r"\b(?:had|came with|come with|got|have|has|showed me|show me|bring|brought) (?:a|the) (?:warrant|court order)\b",
     "come back with a warrant"),
)  # fmt: skip
"""Turns of phrase made into those the cues know."""


@dataclass(frozen=True)
class Rewritten:
    """A message in the words the cues know, and whether anything was changed for that."""

    text: str
    changed: bool


def courtesy(message: str) -> str | None:
    """hello, thanks, ok or cross, when the message is nothing else."""
    normal = re.sub(r"[^\w\s]", " ", Text(message).normal)
    normal = " ".join(normal.split())
    if not normal or len(normal.split()) > 10:
        return None
    every = "|".join(_COURTESY.values())
    if not re.fullmatch(rf"(?:(?:{every})(?:\s+|$))+", normal):
        return None
    return next(kind for kind, pattern in _NEED_ONE.items() if re.search(pattern, normal))


def put_right(message: str) -> Rewritten:
    """What a correction says is so, without the words that say it is a correction and what it is instead of."""
    normal = Text(message).normal
    without = _PUT_RIGHT.sub("", normal)
    without = _INSTEAD_OF.sub("", without) if _INSTEAD_OF.sub("", without).strip(" ,.;!?") else without
    return plainer(re.sub(r"\binstead\b", "", _PUT_RIGHT.sub("", without)).strip(" ,.;"), normal)


def supposed(message: str) -> Rewritten:
    """What a what-if supposes, as if it were so."""
    normal = Text(message).normal
    return plainer(_SO_WHAT.sub("", _SUPPOSING.sub("", normal)), normal)


def plainer(normal: str, before: str = "") -> Rewritten:
    """The same in the words the cues know."""
    text = normal
    for pattern, plain in _PLAINER:
        text = re.sub(pattern, plain, text)
    return Rewritten(text, text != (before or normal))
