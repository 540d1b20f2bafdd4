"""The Rules page: every rule, question and outcome, found by words, and the path of the open case."""

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from sharebot.framework.load import load_framework
from sharebot.settings import ROOT
from tests.ui.conftest import shown, well

App = Callable[..., AppTest]
RULES = "src/sharebot/ui/pages/rules.py"


def test_every_rule_stands_on_the_page_with_its_reason(app: App) -> None:
    page = well(app().switch_page(RULES).run())

    text = shown(page)
    for rule in load_framework(ROOT / "knowledge" / "framework").rules:
        assert rule.because in text
        assert "; ".join(rule.sources) in text


def test_every_question_and_outcome_can_be_read(app: App) -> None:
    framework = load_framework(ROOT / "knowledge" / "framework")
    page = app().switch_page(RULES).run()

    page = well(page.segmented_control(key="rules-part").set_value("questions").run())
    for fact in framework.facts.values():
        assert fact.ask in shown(page)

    page = well(page.segmented_control(key="rules-part").set_value("outcomes").run())
    for outcome in framework.outcomes.values():
        assert outcome.means in shown(page)


def test_words_find_the_rules_that_hold_them(app: App) -> None:
    page = app().switch_page(RULES).run()

    page = well(page.text_input(key="rules-filter").set_value("MARAC").run())

    rules = [piece.value for piece in page.markdown if piece.value.startswith("## ")]
    assert rules
    assert all("marac" in rule.lower() for rule in rules)


def test_the_path_of_the_open_case_ends_in_the_rule_that_decides(case: AppTest) -> None:
    page = case.switch_page(RULES).run()

    page = well(page.segmented_control(key="rules-part").set_value("path").run())

    assert "plainly do not fit" in shown(page)
    assert [piece.value for piece in page.markdown][-1].count("Decides:") == 1


def test_the_path_without_a_case_says_so(app: App) -> None:
    page = app().switch_page(RULES).run()

    page = well(page.segmented_control(key="rules-part").set_value("path").run())

    assert "No case is open" in page.info[0].value
