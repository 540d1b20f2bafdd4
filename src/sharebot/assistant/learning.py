"""What a later message does to a case that is open."""

from collections.abc import Mapping

from sharebot.framework.model import Framework, Known

Case = Mapping[str, Known]


def not_overruling(framework: Framework, case: Case, learnt: Case) -> dict[str, Known]:
    """What is said outright counts; what is only worked out fills gaps. Danger that is raised again is asked again."""
    return {
        fact: new
        for fact, new in learnt.items()
        if fact not in case
        or (new.value is not None and (new.origin == "said" or case[fact].value is None))
        or (new.value is None and _raised_again(framework, fact, case[fact], new))
    }


def _raised_again(framework: Framework, fact: str, before: Known, new: Known) -> bool:
    """Words of a later message raise a risk that comes before all else and was settled as absent."""
    return framework.facts[fact].first is not None and bool(new.words) and before.value not in {None, "yes"}


def corrected(case: Case, learnt: Case) -> dict[str, str]:
    """What is learnt now and the case held in another way before."""
    return {
        fact: new.value
        for fact, new in learnt.items()
        if new.value is not None and fact in case and new.values != case[fact].values
    }
