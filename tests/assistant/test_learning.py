"""What a later message may do to what is known."""

from sharebot.assistant.learning import corrected, most_cautious, not_overruling, sorted_out
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


def test_a_contradiction_is_disputed_and_news_is_learnt() -> None:
    case = {"agreement": known("given", "said", "she agreed"), "verified": known("no")}
    told = {"agreement": known("refused", "said", "said no"), "verified": known("yes", "said", "called back")}

    learnt = sorted_out(case, told, lambda *_: True)

    assert learnt.disputed == {"agreement": ("given", "refused")}
    assert learnt.taken == {"verified": told["verified"]}


def test_what_raises_a_risk_is_taken_and_what_lowers_it_is_disputed() -> None:
    case = {"danger": known("soon"), "child_concern": known("no")}
    up = {"danger": known("yes", "said", "a knife"), "child_concern": known("yes", "said", "hit him")}

    assert sorted_out(case, up, lambda *_: True).taken == up
    assert sorted_out(case, {"danger": known("no", "said", "fine")}, lambda *_: True).disputed == {
        "danger": ("soon", "no")
    }


def test_the_protective_reading_stands() -> None:
    def openness(value: str) -> tuple[bool, int]:
        return value != "urgent", len(value)

    assert most_cautious("agreement", ("given", "refused"), openness) == "refused"
    assert most_cautious("danger", ("no", "yes"), openness) == "yes"
    assert most_cautious("power", ("urgent", "x"), openness) == "urgent"
