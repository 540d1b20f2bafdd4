"""How guidance words things: verbs, duties, contacts, forms, consent, ages, thresholds. Patterns only."""

import re

_ONE = r"[\w’']+ "


def _any(*alternatives: str) -> re.Pattern[str]:
    """Any of these, as whole words, in capitals or not."""
    return re.compile(rf"\b(?:{'|'.join(alternatives)})\b", re.IGNORECASE)


ACTIONS: dict[str, re.Pattern[str]] = {
    "keep": _any("kept", "keep (?:the |them |it |records? )?for", r"retain\w*", r"destroy\w*"),
    "review": _any(
        "review(?:s|ed)?", rf"look(?:s|ed)? at (?:{_ONE}){{0,3}}again", "look again", r"revisit\w*", "checks? back",
        r"reconsider\w*",
    ),
    "record": _any(
        "record(?:s|ed|ing)? (?:the|a|an|every|each|it|on|in|why|what|this|and)", "(?:is|are|be) recorded", "writes?",
        "written (?:down|up)", "confirm(?:s|ed)? in writing", "noted?", "logged", "document(?:s|ed) (?:the|a|it)",
    ),
    "report": _any(
        "report(?:s|ed|ing)?", "refer(?:s|red|ring)?", "referrals?", "phone[sd]?", "phoning", "rings?", "call(?:s|ed)?",
        "contact(?:s|ed)?", r"notif\w+", "tell(?:s|ing)?", "told", "inform(?:s|ed)?", "rais(?:e|es|ed)",
        "alert(?:s|ed)?", "speaks? to", "pass(?:es|ed)?",
    ),
    "reply": _any(
        "answer(?:s|ed)?", "repl(?:y|ies|ied)", "respond(?:s|ed)?", "response", "acknowledge[sd]?", "released?",
        "provided?", "suppl(?:y|ied)", "compl(?:y|ies)", "receives?",
    ),
    "send": _any(
        "send(?:s|ing)?", "sent", "transfer(?:s|red)?", "mov(?:e|es|ed)", "deliver(?:s|ed)?", "email(?:s|ed)?",
        "post(?:s|ed)", "goes", "go", "given? (?:to|out)", "hand(?:s|ed)? over", "share[sd]?", "issued?",
    ),
    "ask": _any("agree[sd]?", "agreement", "consent", "permission", "signature", r"authoris\w+"),
    "decide": _any("decid(?:e|es|ed)", "decision", "signs? off", "signed off", "approv(?:e|es|ed|al)"),
    "meet": _any("meet(?:s|ing)?", "visit(?:s|ed)?", "see[sn]? (?:the|them|her|him)"),
    "start": _any("start(?:s|ed)?", "begins?", "plan(?:s|ned|ning)?"),
    "check": _any("check(?:s|ed)?", "verif(?:y|ies|ied)", "looks at"),
}  # fmt: skip
"""What is to be done, by the name that the wording knows it under."""

NEVER = re.compile(
    r"\b(?:must|shall|should|may|can|do|does|is|are|will)(?: not|n't|n’t)"
    r"(?! (?:need|have to|required|necessary|wait))\b|\bnever\b|\bcannot\b|\bcan't\b|\bnobody\b|\bno worker\b",
    re.IGNORECASE,
)
NEED_NOT = _any(
    "need not", "needn't", "(?:do|does) not (?:need|have) to", "no need to", "not required", "not necessary",
    "is optional", "there is no duty",
)  # fmt: skip
MUST = _any(
    "must", "shall", "is required to", "are required to", "has to", "have to", "is a duty", "has a duty",
    "have a duty", "legally bound", "obliged to", "is mandatory", "required by law",
)  # fmt: skip
SHOULD = _any("should", "ought to", "(?:is|are) expected to", "is good practice", "recommended")
MAY = re.compile(
    r"\b(?:may|can|could|might|at (?:their|your|its) discretion|if (?:they|you) wish|where practicable|consider)\b "
    r"(?!be at|be harmed|come to|need|suffer|face)",
    re.IGNORECASE,
)

_HEAD = (
    "(?:Desk|Team|Line|Helpline|Hub|Officer|Lead|Manager|Co-?ordinator|Advis[eo]r|Unit|Office|Service|Helpdesk|Gateway|"
    "Guardian|Point|Work|Director|Chair|Panel|Front Door|Centre|Mailbox|Inbox)"
)
ROLE = re.compile(
    rf"\b(?:[Oo]n-call |[Dd]uty |Out of Hours )?(?:[A-Z][\w’'-]*(?: (?:of|and|for|the) )?[ ]?){{1,5}}?{_HEAD}\b"
)
"""A desk, team or post with a name of its own."""

NUMBER = re.compile(r"\b0\d{2,4}[ -]?\d{3}[ -]?\d{3,4}\b")
EMAIL = re.compile(r"\b[\w.+-]+@[\w-]+\.[\w.-]+\b")
DIAL = _any(
    "phone[sd]?", "rings?", "calls?", "contacts?", "tells?", "reports?", "refers?", "emails?", "notify", "notifies",
    "through", "via", "passed? to", "goes? to", "sent to", "decides", "asks?", "speaks? to", "by",
)  # fmt: skip
FORM = re.compile(
    r"\b(?:[Ff]orm|[Tt]emplate|[Pp]roforma|[Cc]hecklist|[Pp]art|[Aa]nnex) "
    r"(?:[A-Z]{1,5}[-/ ]?\d{1,3}[A-Za-z]?|[A-Z]\b|\d+\b)"
    r"|\b(?:a|the|an) (?:[\w-]+ ){0,2}?(?:form|proforma|pro forma)\b(?! [A-Z0-9])|\bsigned receipt\b|\breceipt\b"
)
_SENIOR = "(?:line |team |senior )?manager"
SECOND = _any(
    "second (?:person|reader|worker|manager|member of staff|check|pair of eyes|opinion|signature)",
    "two (?:people|workers|members of staff|managers|signatures|staff)", r"counter-?sign\w*",
    "sign(?:s|ed)? (?:it )?off", "sign-off", "approv(?:ed|es) by", "approval of", "authoris(?:ed|ation) (?:by|of|from)",
    "(?:has|have|needs?|must) (?:to )?(?:authorise|approve|sign off)",
    f"agreed? (?:by|with) (?:a|the|their|your) {_SENIOR}", "and (?:counter)?signs", "initials (?:it|the)",
    "(?:manager|team leader|head teacher|senior|lead|director|guardian) (?:must |should )?"
    "(?:approves?|agrees?|authorises?|checks|signs)",
    "(?:looks? at|checks?|reads?) the (?:copy|draft|papers|reply|letter)", "both sign", "a colleague (?:checks|reads)",
)  # fmt: skip
"""Somebody else must see it, agree to it or sign it."""

WRITTEN = _any("in writing", "written", "signed", "writes? (?:down|on)", "signature")
_AGREED = "(?:consent|agreement|permission)"
CONSENT = re.compile(
    r"\bconsent(?:s|ed|ing)?\b|\bpermission\b|(?:['’]s?|\b(?:their|own|her|his|parental|verbal|without|with|for|seeks?|"
    r"gets?|gives?|given|whose)) (?:own )?agreements?\b|\bagreement (?:from|of (?:the|a) |is (?:needed|sought|asked|"
    r"refused|given|written)|to (?:marac|a referral))|"
    r"\b(?:person|parents?|child|adult|pupil|learner|client|patient|carer|mother|father|family) agree[sd]?\b",
    re.IGNORECASE,
)
"""A person's yes."""

AMONG_BODIES = _any(
    "(?:sharing|partnership|processing|service level|data) agreements?", "signed the", "agreement between"
)
"""An agreement of bodies among themselves, which is nobody's consent."""

NO_CONSENT = _any(
    f"{_AGREED} (?:is|are|was) (?:not|never) (?:needed|required|necessary|sought|appropriate)",
    f"(?:do|does|need) not (?:need|require|wait for|ask for|seek) (?:{_ONE}){{0,4}}?{_AGREED}",
    f"without (?:waiting for |needing |asking for |the |their |any )*(?:{_ONE}){{0,2}}?{_AGREED}",
    "asking for consent is not", f"not ask (?:{_ONE}){{0,3}}?for (?:consent|permission)",
    f"no {_AGREED} is (?:needed|required)",
)  # fmt: skip
NEEDS_CONSENT = _any(
    f"(?:must|should|shall|has to|have to|need to|always|first|only) (?:{_ONE}){{0,4}}?"
    f"(?:get|obtain|seek|have|gain|secure|with|ask for|be given)? ?(?:{_ONE}){{0,5}}?{_AGREED}",
    f"(?:get|gets|obtain|obtains|gains?|seeks?|asks? for) (?:{_ONE}){{0,4}}?{_AGREED}",
    f"only (?:with|where|if|when) (?:{_ONE}){{0,5}}?(?:consents?|agreement|agrees?|agreed|permission)",
    f"{_AGREED} (?:{_ONE}){{0,6}}?(?:is|must be|should be) (?:always |first )?"
    "(?:needed|required|obtained|sought|given|in place|written|signed)",
)
AGE = re.compile(
    r"\b(?:aged?|at|from|of|under|over|below|turn(?:s|ed)?|reach(?:es)?|until|than) "
    r"(?:the age of |age )?(?P<one>1?\d)\b"
    r"(?! ?(?:hours?|days?|weeks?|months?|working|school|per|%|pm|am|\.\d))"
    r"|\b(?P<two>1?\d)(?: or (?:over|above|older|under|younger)| and over| years old|-year-old| year olds?)\b",
    re.IGNORECASE,
)
ONLY_BY = re.compile(
    r"\bby (?:\w+ )?(?:phone|telephone|post|hand|courier|email) only\b|\bonly (?:by|through|via|over)\b|"
    r"\b(?:never|must not|may not|is not|are not)(?: be)? (?:written|put|sent|emailed|left|given|passed on) "
    r"(?:[\w’]+ ){0,3}?(?:in|by|on) (?:an?y? )?"
    r"(?:letter|e-?mail|writing|post|text|message|minute|voicemail|phone|form)",
    re.IGNORECASE,
)
NO_WAITING = _any(rf"(?:do(?:es)? not|don't|never|no reason to|nobody) (?:{_ONE}){{0,2}}?(?:wait|delay|hold)\w*")
SEVERITY = (
    (3, _any("immediate (?:danger|risk)", "life at risk", "risk to life", "life-threatening")),
    (2, _any("(?:significant|serious|severe|grave) harm", "high risk", "serious risk", "serious crime")),
    (1, _any("medium risk", "risk of harm", "at risk", "likely harm")),
    (0, _any(
        "any (?:worry|concern|harm|suspicion|doubt)", "(?:reasonable|professional) concern", "belief is enough",
        "worried",
    )),
)  # fmt: skip
TRIGGER = _any(
    "only (?:if|where|when|for)", "threshold", "unless", "is met when", "is met where", "has to be", "does not reach"
)
PROOF = _any("proof", "proven", "prove", "evidence of", "certain that", "sure that", "confirmed")
NO_PROOF = _any(
    "(?:proof|evidence) is not (?:needed|required)", "has to prove",
    "(?:not|without) (?:wait(?:ing)? for |need )?(?:proof|evidence)",
)  # fmt: skip
ABOUT_NATIONAL = _any(
    "national (?:guidance|rules?|limit|position|sources?|law)", "nationally",
    "the (?:law|act|regulations?|statute|code) (?:says?|sets?|allows?|requires?|gives?|asks?|behind)",
    "the statutory (?:limit|time)", "by law", "legal (?:limit|maximum)",
)  # fmt: skip
