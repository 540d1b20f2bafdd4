"""What a later message does to a case that is open: what is learnt, what was corrected, and what contradicts itself."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from sharebot.framework.model import NOT_SURE, Framework, Known
from sharebot.reading.model import Found

Case = Mapping[str, Known]

RISING = {
    "danger": ("no", "soon", "yes"),
    "child_concern": ("no", "yes"),
    "adult_at_risk": ("no", "yes"),
    "others_risk": ("none", "lesser", "serious"),
    "recipient_risk": ("no", "yes"),
}
"""Risks, their values from the least. What raises one is taken at once; what lowers one again is asked about."""

RAISES_AGAIN = {"danger": 0.8, "child_concern": 0.6}
"""From these probabilities on a later message reopens a risk that was settled as absent."""

COMES_ABOUT: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "agreement": {
        "not-asked": ("given", "refused", "doubtful", "unsafe"),
        "given": ("withdrawn",),
        "doubtful": ("given", "refused"),
    },
    "verified": {"no": ("yes",)},
    "authority": {"no": ("yes",)},
    "power": {"none": ("claimed", "order", "duty"), "claimed": ("order", "duty")},
    "scope": {"unclear": ("specific", "everything"), "everything": ("specific",)},
    "bar": {"suspected": ("yes",), "no": ("suspected", "yes")},
    "died": {"no": ("yes",)},
    "request": {"own": ("past",), "asked": ("past",)},
}  # fmt: skip
"""What can become true while a case goes on, so that saying it later is news and no contradiction."""

PEOPLE = frozenset({"agreement", "age", "capacity", "recipient", *RISING})
"""Facts that are asked about whenever they are said in two ways; any other only where it would change the outcome."""

CAUTIOUS = {"agreement": ("withdrawn", "refused", "unsafe", "doubtful", "not-asked", "given")}
"""Where one reading protects more whatever the outcome: the most protective first."""


@dataclass(frozen=True)
class Learnt:
    """What a message adds, and what it says otherwise than before: the values said for each fact, the older first."""

    taken: dict[str, Known]
    disputed: dict[str, tuple[str, ...]] = field(default_factory=dict)


def not_overruling(framework: Framework, case: Case, learnt: Case) -> dict[str, Known]:
    """What is said outright counts; what is only worked out fills gaps. Danger that is raised again is asked again."""
    return {
        fact: new
        for fact, new in learnt.items()
        if fact not in case
        or (new.value is not None and (new.origin == "said" or case[fact].value is None))
        or (new.value is None and _raised_again(framework, fact, case[fact], new))
    }


def sorted_out(case: Case, learnt: Case, matters: Callable[[str, tuple[str, ...]], bool]) -> Learnt:
    """New facts apart from contradictions. `matters` tells whether the values said would come out differently."""
    taken: dict[str, Known] = {}
    disputed: dict[str, tuple[str, ...]] = {}
    for fact, new in learnt.items():
        old = case.get(fact)
        if old is None or not _contradicts(fact, old, new):
            taken[fact] = new
        elif fact in PEOPLE or matters(fact, (str(old.value), str(new.value))):
            disputed[fact] = (str(old.value), str(new.value))
    return Learnt(taken, disputed)


def said_twice(contradictions: Mapping[str, tuple[Found, ...]], message: str) -> dict[str, tuple[str, ...]]:
    """What one message says of somebody in two ways: the values, in the order they were said."""
    twice: dict[str, tuple[str, ...]] = {}
    for fact, found in contradictions.items():
        in_order = sorted(found, key=lambda one: message.find(one.words))
        values = tuple(dict.fromkeys(str(one.value) for one in in_order if one.value))
        if fact in PEOPLE and len(values) > 1:
            twice[fact] = values
    return twice


def most_cautious(fact: str, values: Collection[str], openness: Callable[[str], tuple[bool, int]]) -> str:
    """Of values said, the protective one: sharing in danger before all, else the one that shares least."""
    if fact in CAUTIOUS:
        return min(values, key=CAUTIOUS[fact].index)
    if fact in RISING:
        order = {value: place for place, value in enumerate(RISING[fact])}
        return max(values, key=lambda value: order.get(value, 0))
    return min(values, key=openness)


def worth_keeping(fact: str, new: Known, *, asked: str | None, short: bool) -> bool:
    """A message of a few words gives too little to work facts out from, unless they answer or raise a risk."""
    if not short or new.origin == "said" or fact in {asked, "purpose"}:
        return True
    return fact in RISING and new.value in RISING[fact][1:]


def concern_raised(framework: Framework, case: Case, learnt: Case) -> dict[str, Known]:
    """Words about harm in a later message raise the concern itself, whatever the case was about before.

    A child: the concern. A grown-up: danger is asked again, for it may be them or a child who is harmed.
    """
    new = learnt.get("purpose")
    if new is None or new.value != "protect-child" or not new.words:
        return {}
    if "age" in case and case["age"].value == "adult":
        every = Known(frozenset(framework.facts["danger"].values), "inferred", new.words)
        return {"danger": every} if "danger" not in learnt else {}
    said = learnt.get("child_concern")
    if (said is not None and said.value == "yes") or ("child_concern" in case and case["child_concern"].value == "yes"):
        return {}
    return {"child_concern": Known(frozenset(["yes"]), "said", new.words)}


def doubted_again(found: Mapping[str, Found], message: str) -> dict[str, Known]:
    """Risks that no words name but reading thinks likely: the whole message is what raises them again."""
    return {
        fact: Known(found[fact].values, "inferred", message.strip())
        for fact, least in RAISES_AGAIN.items()
        if fact in found and found[fact].origin != "said"
        if found[fact].value is None and found[fact].sure >= least
    }


def corrected(case: Case, learnt: Case) -> dict[str, str]:
    """What is learnt now and the case held in another way before."""
    return {
        fact: new.value
        for fact, new in learnt.items()
        if new.value is not None and fact in case and new.values != case[fact].values
    }


def _raised_again(framework: Framework, fact: str, before: Known, new: Known) -> bool:
    """Words of a later message raise a risk that comes before all else and was settled as absent."""
    return framework.facts[fact].first is not None and bool(new.words) and before.value not in {None, "yes"}


def _contradicts(fact: str, old: Known, new: Known) -> bool:
    """Both were said or answered outright, they differ, and the new one neither raises a risk nor is news."""
    if old.value is None or new.value is None or old.value == new.value:
        return False
    if NOT_SURE in {old.value, new.value} or not (old.origin in {"said", "answered"} or old.words):
        return False
    if fact in RISING:
        return _height(fact, new.value) < _height(fact, old.value)
    return new.value not in COMES_ABOUT.get(fact, {}).get(old.value, ())


def _height(fact: str, value: str) -> int:
    return RISING[fact].index(value) if value in RISING[fact] else 0
