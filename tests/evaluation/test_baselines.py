"""Simple ways to answer, and the form in fixed order, that sharebot is held against."""

from sharebot.evaluation.baselines import always, baselines, nearest
from sharebot.evaluation.hearing import Hearing
from sharebot.evaluation.questionnaire import compared, fill_in
from sharebot.evaluation.score import score
from sharebot.framework.assess import assess, case_of
from sharebot.retrieval.embedder import Embedder
from sharebot.service import Sharebot
from sharebot.settings import ROOT
from tests.evaluation.rows import labelled
from tests.real_parts import CONCERN, DANGER, QUESTION, VAGUE


def test_the_nearest_build_message_lends_its_outcome(bot: Sharebot, real_embedder: Embedder) -> None:
    hearing = Hearing(bot.framework, ROOT / "knowledge", real_embedder)
    build = [
        labelled("share-now", message="a man with a knife says he will kill his wife, may i ring the police"),
        labelled("", message="what should a note say after sharing?", intent="question"),
        labelled("do-not-share", message="a journalist wants the name of the patient"),
    ]
    rows = [labelled("share-now", message=DANGER), labelled("", message=QUESTION, intent="question")]

    given = baselines(rows, nearest(build, hearing), hearing)

    assert [one.given for one in given["nearest build case"]] == ["share-now", "guidance"]
    assert list(baselines(rows, None, hearing)) == ["always share", "always get advice first"]


def test_always_gives_the_same() -> None:
    assert [one.given for one in always("share", [labelled("share"), labelled("do-not-share")])] == ["share", "share"]


def test_the_form_asks_in_the_order_of_the_facts_until_nothing_can_change(bot: Sharebot) -> None:
    filled = fill_in(bot.framework, {}, {"recipient": ("media",)})

    order = list(bot.framework.facts)
    assert list(filled.asked) == sorted(filled.asked, key=order.index)
    assert filled.asked[0] == "danger"
    assert len(set(filled.asked)) == len(filled.asked)


def test_the_form_asks_nothing_when_what_was_found_settles_it(bot: Sharebot) -> None:
    found = case_of({"danger": "yes"})

    filled = fill_in(bot.framework, found, {})

    assert filled.asked == ()
    assert filled.outcome == assess(bot.framework, found).outcome == "share-now"


def test_the_form_comes_to_what_the_rules_say_of_the_whole_truth(bot: Sharebot) -> None:
    truth = {"danger": ("no",), "child_concern": ("yes",), "age": ("under-12",)}

    filled = fill_in(bot.framework, {}, truth)

    assert filled.outcome == "share-now"
    assert set(filled.asked) >= {"danger", "child_concern"}


def test_both_are_counted_over_cases_that_were_taken_for_cases(bot: Sharebot) -> None:
    rows = [
        labelled("share-now", message=CONCERN),
        labelled("share-now", message=VAGUE, answers={"danger": "yes", "child_concern": "yes"}),
        labelled("share", message=QUESTION),
        labelled("", message=QUESTION, intent="question"),
    ]

    both = compared(bot.framework, score(bot, "x", rows).told)

    assert both.our_outcomes.right.whole == both.form_outcomes.right.whole == 2
    assert both.ours.most >= 1
    assert both.form.most >= 1
    assert both.form_outcomes.right.part == 2
