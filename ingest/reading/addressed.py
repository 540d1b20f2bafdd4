"""Tells text that speaks to a program, such as an assistant, from guidance that speaks to people.

sharebot has no language model, so such text could change nothing; it must not be quoted as guidance either.
"""

# ruff: noqa: E501  (a pattern is easier to follow on one line)

import re
import unicodedata

LOOKALIKES = str.maketrans({
    "а": "a", "е": "e", "о": "o", "р": "p", "с": "c", "у": "y", "х": "x", "і": "i", "ѕ": "s", "ј": "j", "һ": "h", "ԁ": "d",
    "ԛ": "q", "ԝ": "w", "ɡ": "g", "ӏ": "l", "ո": "n", "ս": "u", "ν": "v", "ο": "o", "α": "a", "ρ": "p", "τ": "t", "ι": "i",
    "κ": "k", "ε": "e", "υ": "u", "χ": "x", "γ": "y", "к": "k", "м": "m", "т": "t", "в": "b", "н": "h", "ı": "i", "ſ": "s",
    "’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-",
})  # fmt: skip
"""Letters of other alphabets that look like ours."""

FIGURES = str.maketrans("013457@$", "oieastas")
FIGURE_IN_WORD = re.compile(r"(?<=[a-z])[013457@$]{1,2}(?=[a-z])|\b[013457@$](?=[a-z]{2})")
SPELT_OUT = re.compile(r"(?<!\w)(?:[a-z][\s.,_*·|/-]{1,3}){4,}[a-z](?!\w)")
"""i g n o r e, or i.g.n.o.r.e"""

PROGRAM = (
    r"(?:ai|a\.i\.|artificial intelligence|llm|(?:large )?language model|chat ?bot|chat ?gpt|gpt-?\d\w*|copilot|gemini|claude"
    r"|sharebot|ai (?:assistant|model|system|agent|tool)s?|virtual assistant|assistant ai)"
)
EARLIER = r"(?:previous|prior|above|earlier|preceding|foregoing|existing|initial|original|system|developer|safety)"
ORDERS = r"(?:instructions?|prompts?|directives?|commands?|programming|training|guardrails?|safeguards?)"
DROP = r"(?:ignore|disregard|forget|override|bypass|overrule|do not (?:follow|obey)|don't (?:follow|obey)|pay no attention to)"
ALL = r"(?:(?:all|any|every|everything|each|of|the|your|my|our|these|those|and|or|other)\s+){0,5}"

STRONG = [re.compile(pattern) for pattern in (
    # Chat templates and the roles of programs' messages.
    r"<\|(?:im_start|im_end|im_sep|system|user|assistant|endoftext|eot_id|begin_of_text|start_header_id|end_header_id"
    r"|tool_call)\|?>",
    r"\[/?inst\]|<</?sys>>|<(?:start|end)_of_turn>|</?(?:tool_call|function_calls?|tool_response|system_prompt)>",
    r"[\"']role[\"']\s*:\s*[\"'](?:system|assistant|user|tool|developer)[\"']|[\"'](?:tool_calls|function_call)[\"']\s*:",
    r"#{2,4}\s*(?:system|assistant|instruction|response)s?\s*:|^\s*(?:new |updated |hidden )?system (?:prompt|message)s?\s*:",
    # Taking back what the program was told.
    rf"\b{DROP}\s+{ALL}{EARLIER}(?:\s+(?:and|or)\s+\w+)?\s+(?:\w+\s+){{0,2}}?{ORDERS}\b",
    rf"\b{DROP}\s+{ALL}{ORDERS}\s+(?:above|before (?:this|that)|given (?:to you )?(?:earlier|before|above)|you (?:were|have been) given)",
    r"\b(?:ignore|disregard|forget)\s+(?:everything|all|anything)\s+(?:you (?:were|have been|know|read)|that (?:you were|came before)|above\b|said (?:above|before)|before this)",
    rf"\b{DROP}\s+(?:all\s+)?(?:of\s+)?your\s+(?:own\s+)?(?:programming|guardrails?|safeguards|safety (?:rules|training)|system)\b",
    r"\b(?:reveal|print|show|repeat|output|leak|display|quote|tell (?:me|us))\s+(?:me\s+)?(?:the|your|its)\s+"
    r"(?:(?:whole|full|entire|hidden|secret|original)\s+)?(?:system|developer|initial)\s+(?:prompt|message|instructions)",
    r"\byour (?:system|developer) (?:prompt|message)\b",
    # Saying what the reader is.
    rf"\byou are (?:now |currently |actually )?(?:an? |the )?(?:helpful |harmless |large |new |uncensored |unrestricted )*{PROGRAM}\b",
    r"\byou are (?:now |currently )?(?:an? |the )?(?:helpful|harmless|unrestricted|uncensored|jailbroken) (?:\w+ )?(?:assistant|bot|model)\b",
    r"\byou are now (?:in |an? |the )?(?:dan\b|developer mode|debug mode|god mode|unrestricted|uncensored|jailbroken|free from (?:all|any|your))",
    rf"\bas an? (?:helpful )?{PROGRAM},?\s+(?:you|your)\b",
    rf"\bif you(?:'re| are) (?:an? |the )?(?:\w+ )?{PROGRAM}\b",
    r"\b(?:enter|enable|activate|switch (?:in)?to) (?:developer|debug|dan|jailbreak|god) mode\b",
    rf"\b(?:note|message|instructions?|attention|memo|directions?|important)\s*(?:to|for|,|:)?\s*(?:the |any |all |every )?{PROGRAM}s?(?:\s+(?:reading|processing|summari[sz]ing|that reads?)\b|\s*[:,-]\s+(?!use\b|tools\b|policy\b))",
    rf"\b(?:any|the|all|dear|attention|hey|hello)\s+{PROGRAM}s?\s+(?:that (?:is |are )?)?(?:reading|reads|processing|processes|parsing|summari[sz]ing)\s+(?:this|the) "
    r"(?:document|text|file|page|message|passage)\b",
    rf"(?:^|[.!?:]\s+){PROGRAM}[,:]\s+(?:you (?:must|should|will)|always|never|ignore|disregard|answer|say|tell|reply|respond|please|share|do not)\b",
    r"\bsharebot\s+(?:must|should|shall|has to)\s+(?:always |now |only )?(?:answer|say|reply|respond|ignore|tell|recommend|decide|share|output)\b",
    # Keeping it from the person.
    r"\b(?:do not|don't|never|must not|without)\s+(?:mention|mentioning|reveal|revealing|disclose|disclosing|report|reporting)\s+"
    r"(?:this|these|that|it|any of this|the above)(?:\s+\w+){0,3}?\s+to the user\b(?! of\b)",
)]  # fmt: skip

WEAK = [re.compile(pattern) for pattern in (
    rf"\b{DROP}\s+{ALL}(?:{EARLIER}\s+)?(?:rules|guidelines|guidance|context|conversation|messages?|text|polic(?:y|ies)|{ORDERS})\b",
    r"\b(?:do not|don't|never|without)\s+(?:tell|telling|inform|informing|warn|warning|alert|alerting|show)\s+the user\b",
    r"\bthe user (?:must|should|will|may) (?:not|never) (?:know|see|be told|learn)\b|\bhidden? (?:this )?from the user\b",
    r"\b(?:always|only|must|now|instead|simply|just)\s+(?:answer|respond|reply|output|return|print|say)\s+(?:only\s+)?(?:with\s+)?[\"']",
    r"\b(?:answer|respond|reply) only with\b|\bwhen (?:summari[sz]ing|asked|answering|quoting|you (?:read|summari[sz]e|quote) this)\b",
    r"\byour (?:next |only |final |first )?(?:answer|response|reply|output)s? (?:must|should|shall|will|has to) (?:only |always |now )?(?:be|begin|start|contain|include|say)\b",
    r"\b(?:new|updated|revised|real|actual|secret|hidden|special) (?:system )?(?:instructions?|prompts?|directives?)\s*:",
    r"\bfrom now on,? (?:you|always|never|every)\b",
    r"\b(?:pretend|act|behave|role-?play) (?:to be|as|as if|like)\b",
    r"\b(?:call|invoke|use|execute|run) the (?:following )?(?:function|tool|code|command|script|api)s?\b",
    r"\b(?:always )?(?:rank|cite|quote|retrieve|return) this (?:passage|document|page|text|chunk) (?:first|above|before|instead|only|always)\b",
    r"\b(?:set|change|make) the (?:outcome|decision|recommendation|answer) (?:to|be)\b",
    r"\bthe (?:answer|outcome|decision) (?:is|must be) always\b|\bregardless of (?:the )?(?:rules|guidance|what the user)\b",
    r"\b(?:system|developer) prompt\b|\bjail ?break\b|\blanguage model\b|\bprompt injection\b",
    r"^\s*(?:system|assistant|human|user)\s*:|[.!?\"]\s+(?:assistant|human)\s*:",
    rf"\b{PROGRAM},? (?:you )?(?:must|should|will) (?:always |now |only )?(?:answer|respond|reply|say|ignore|output|treat|recommend)\b",
)]  # fmt: skip

HINT = re.compile(
    r"ignor|disregard|forget|overrid|bypass|overrul|not follow|not obey|n't follow|n't obey|no attention|<\||\[/?inst|<<|_of_turn|tool_call"
    r"|function_call|tool_response|system|role|assistant|you(?: a|')re|\bai\b|a\.i\.|artificial|llm|model|bot\b|gpt|copilot|gemini|claude"
    r"|mode\b|mention|reveal|disclos|user|prompt|instruction|from now on|pretend|#{2,}|report (?:this|it|that)"
)
"""Without any of these nothing below can match; most text has none."""

DENIED = re.compile(
    r"(?:\bnot|n't|\bnever|\bcannot|\bnobody|\bno one|\bnor|\bwithout|\bwould be wrong to)\s+(?:\w+\s+){0,2}$"
)
STAFF = re.compile(
    r"\b(?:staff|workers?|teams?|practitioners?|professionals?|employees|managers?|colleagues|officers?|councils?|authorit(?:y|ies)"
    r"|people|courts?|sheriffs?|tribunals?|boards?|schools?|who|they|parents?|he|she)\s+(?:(?:can|may|might|must|should|will|to|also|simply|then|cannot)\s+){0,2}$"
)
IN_A_RULE_BOOK = re.compile(
    r"\s*(?:(?:that (?:were|was) )?(?:issued|contained|given|set out|made|published)\s+)?(?:in|of|from|under|about|on|by)\s+"
    r"(?:the |our |this |that |a )?(?:\w+ ){0,2}?(?:circular|polic|procedure|guidance|version|edition|manual|handbook|letter|memo|sheriff|court|"
    r"19\d\d|20\d\d|january|february|march|april|may|june|july|august|september|october|november|december)"
)
REPORTED = re.compile(
    r"prompt injection|attack|jail ?break|malicious|such as|for example|for instance|e\.g\.|phrases|may (?:say|contain|write)|might (?:say|contain|write)"
    r"|instructed to|told to|asked to|is told|are told"
)
"""Guidance about artificial intelligence quotes such words; it sets them in quotation marks and says why."""


SQUEEZED = re.compile(
    r"(?:ignore|disregard|forget|override)(?:all|any|every|of|the|your|my|these|those)*(?:previous|prior|above|earlier|system|original)"
    r"(?:instructions?|prompts?|rules|guidelines|guidance|messages)|youarenow(?:an?|the)?(?:ai|assistant|chatbot|languagemodel|dan)"
    r"|asanai(?:assistant|model|languagemodel)?you|systemprompt|donotmentionthistotheuser"
)
"""The same, where the gaps between words are lost."""


OPENED, CLOSED = re.compile(r"(?:^|[\s(])'[^']*$"), re.compile(r"'(?:\W|$)")
NEAR = 400


def is_addressed_to_a_program(text: str) -> bool:
    """Whether a block of text tells a program, and not a reader, what to do."""
    plain = _plain(text)
    if HINT.search(plain) and _tells(plain):
        return True
    spelt = _put_together(plain)
    return spelt != plain and (SQUEEZED.search(spelt) is not None or (HINT.search(spelt) is not None and _tells(spelt)))


def could_be_addressed(text: str) -> bool:
    """Whether a part of a text holds any word that such an order needs; quick."""
    return HINT.search(_plain(text)) is not None


def _tells(plain: str) -> bool:
    if any(_counts(plain, match) for pattern in STRONG for match in pattern.finditer(plain)):
        return True
    return sum(any(_counts(plain, match) for match in pattern.finditer(plain)) for pattern in WEAK) >= 2


def _counts(plain: str, match: re.Match[str]) -> bool:
    """Not when it is forbidden, said of staff, said of a rule book, or quoted in order to warn of it."""
    before = plain[max(0, match.start() - 60) : match.start()]
    order = re.match(DROP, match[0]) is not None
    if order and (DENIED.search(before) or STAFF.search(before) or IN_A_RULE_BOOK.match(plain, match.end())):
        return False
    around = plain[max(0, match.start() - NEAR) : match.start()]
    return not (REPORTED.search(around) and _is_quoted(around, plain[match.end() : match.end() + NEAR]))


def _is_quoted(before: str, after: str) -> bool:
    double = before.count('"') % 2 == 1 and '"' in after
    return double or (OPENED.search(before) is not None and CLOSED.search(after) is not None)


def _plain(text: str) -> str:
    """Small letters of our alphabet, without accents, and single spaces."""
    if text.isascii():
        return " ".join(text.lower().split())
    taken_apart = unicodedata.normalize("NFKD", text)
    letters = "".join(character for character in taken_apart if not unicodedata.combining(character))
    return " ".join(letters.casefold().translate(LOOKALIKES).split())


def _put_together(plain: str) -> str:
    """Words spelt out letter by letter, or with figures for letters, as they are meant to be read."""
    joined = FIGURE_IN_WORD.sub(lambda match: match[0].translate(FIGURES), plain)
    return SPELT_OUT.sub(lambda match: re.sub(r"[^a-z]", "", match[0]), joined)
