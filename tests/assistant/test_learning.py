"""What a later message may do to what is known."""

from sharebot.assistant.learning import corrected, not_overruling
from sharebot.framework.model import Known, known
from sharebot.service import Sharebot

OPEN = Known(frozenset({"yes", "no", "not-sure"}), "inferred", "he hit her")
GUESS = known("given", "inferred")


def test_what_is_said_outright_counts_and_what_is_worked_out_overrules_nothing(bot: Sharebot) -> None:
    case = {"agreement": known("refused")}

    assert not_overruling(bot.framework, case, {"agreement": known("given", "said", "she agrees")})
    assert not_overruling(bot.framework, case, {"agreement": GUESS}) == {}
    assert not_overruling(bot.framework, {}, {"agreement": GUESS}) == {"agreement": GUESS}


def test_danger_that_is_raised_again_is_asked_again(bot: Sharebot) -> None:
    for fact in ("danger", "child_concern"):
        assert not_overruling(bot.framework, {fact: known("no")}, {fact: OPEN}) == {fact: OPEN}
        assert not_overruling(bot.framework, {fact: known("yes")}, {fact: OPEN}) == {}
    assert not_overruling(bot.framework, {"age": known("adult")}, {"age": OPEN}) == {}


def test_only_what_was_held_in_another_way_is_a_correction() -> None:
    case = {"age": known("adult"), "agreement": known("given")}

    assert corrected(case, {"age": known("under-12"), "agreement": known("given", "said"), "died": known("no")}) == {
        "age": "under-12"
    }
