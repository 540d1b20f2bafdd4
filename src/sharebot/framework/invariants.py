"""What must hold whatever the rules say: all combinations of facts are searched for a case against each sentence."""

from sharebot.framework.claims import Never, NeverChanges, Worse
from sharebot.framework.model import NOT_SURE, Framework
from sharebot.framework.proof import Proof, exact, unique
from sharebot.framework.search import Region, Search

CLOSED = frozenset({"do-not-share", "get-advice-first"})
"""Nothing goes out. Between these two nothing opens, so that a step from one to the other is no failure."""

SHARED = frozenset({"share", "share-now"})
NO = ("refused", "withdrawn")

CALM = {
    "danger": ("yes", NOT_SURE),
    "child_concern": ("yes", NOT_SURE),
    "sexual_activity": ("under-13", "harm-signs"),
    "information": ("anonymous",),
}
"""Left out where protection cannot wait (it then goes to those who can act), or nobody can be identified."""

LISTED_BODY_REPORTS = {
    "adult_at_risk": ("yes",),
    "sharer": ("council", "health-board", "police", "other-listed"),
    "request": ("own", "past"),
    "recipient": ("social-work", "police", "health"),
}
CHILD_PROTECTION = (
    Region({"child_concern": ("yes",)}),
    Region({"child_concern": (NOT_SURE,), "request": ("own", "past")}),
    Region({"sexual_activity": ("under-13", "harm-signs")}),
    Region(
        {
            "purpose": ("exploitation",),
            "age": ("under-12", "12-15", "16-17"),
            "request": ("own", "past"),
            "recipient": ("police", "social-work", "health", "school"),
        }
    ),
)

CLEARS_THE_WAY = {
    "recipient_risk": "no",
    "bar": "no",
    "verified": "yes",
    "authority": "yes",
    "told": "yes",
    "need": "yes",
    "reuse": "yes",
    "controller": "ours",
    "safe_route": "yes",
    "authorised": "yes",
    "law_in_force": "yes",
    "sharing_agreement": "yes",
    "scope": "specific",
    "agreement": "given",
    "information": "anonymous",
    "crime": "serious",
}
"""For each fact that can stand in the way, the harmless value. Not being sure must never be taken for it."""


def _opens(framework: Framework) -> Worse:
    """More is shared than before."""
    openness = {outcome.id: outcome.openness for outcome in framework.outcomes.values()}
    return lambda before, after: openness[after] > openness[before] and after not in CLOSED


def _shut(framework: Framework) -> Worse:
    """What was shared to protect someone is not shared at all."""
    closed = min(framework.outcomes.values(), key=lambda outcome: outcome.openness).id
    return lambda before, after: before in SHARED and after == closed


def _refusals(framework: Framework) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        ("agreement", value, no) for no in NO for value in framework.facts["agreement"].values if value not in NO
    )


def invariants(framework: Framework) -> tuple[Never | NeverChanges, ...]:
    """Every sentence, with the cases it speaks of."""
    anywhere = (Region(),)
    return (
        Never(
            "danger",
            "Danger, or not being sure of it, always ends in share-now",
            (Region({"danger": ("yes", NOT_SURE)}),),
            frozenset(framework.outcomes) - {"share-now"},
        ),
        NeverChanges(
            "refusal-child",
            "A no to sharing never turns child protection into do-not-share",
            _refusals(framework),
            CHILD_PROTECTION,
            _shut,
        ),
        NeverChanges(
            "refusal-adult",
            "A no to sharing never turns a listed body's adult protection report into do-not-share",
            _refusals(framework),
            (Region(LISTED_BODY_REPORTS),),
            _shut,
        ),
        Never(
            "unverified",
            "Nobody who asks and has not been checked is given anything, save by an order that was seen, to protect "
            "someone in danger or a child, or where nobody can be identified",
            (
                Region(
                    {"request": ("asked",), "verified": ("no", NOT_SURE)},
                    {**CALM, "child_concern": ("yes",), "power": ("order",)},
                ),
            ),
            SHARED,
        ),
        Never(
            "media",
            "The press and social media are never told, save that danger and harm to a child go to those who can act, "
            "and where nobody can be identified",
            (Region({"recipient": ("media",)}, CALM),),
            frozenset(framework.outcomes) - CLOSED,
        ),
        NeverChanges(
            "scope",
            "Asking for more, or not saying what for, never opens the outcome",
            tuple(("scope", "specific", wider) for wider in ("everything", "unclear", NOT_SURE)),
            anywhere,
            _opens,
        ),
        NeverChanges(
            "not-sure",
            "Not being sure never opens what a harmless answer leaves closed",
            tuple((fact, harmless, NOT_SURE) for fact, harmless in CLEARS_THE_WAY.items()),
            anywhere,
            _opens,
        ),
        NeverChanges(
            "not-sure-able",
            "Not being sure that a person can decide never makes their yes count for more",
            (("capacity", "capable", NOT_SURE),),
            (Region({"agreement": ("given",)}),),
            _opens,
        ),
    )


def prove(search: Search) -> tuple[Proof, ...]:
    """Every sentence with what was found against it."""
    budget = exact(search.combinations)
    return tuple(
        Proof(each.id, each.says, budget, unique(each.failures(search))) for each in invariants(search.framework)
    )
