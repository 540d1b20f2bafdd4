"""The check as the owner of the rules runs it: what is wrong in the files is told in sentences, with exit code 1."""

import json
import shutil
from pathlib import Path

import pytest

from sharebot.cli import main
from sharebot.framework.verify import Report, verify_framework
from tests.framework.support import FOLDER, real_framework

LEAK = """
- id: leak
  when: {recipient: media, agreement: given}
  then: share
  because: They said we could.
  sources: [no-such-source]
"""


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    """A copy of what the check reads, to spoil."""
    shutil.copytree(FOLDER, tmp_path / "framework")
    shutil.copy(FOLDER.parent / "sources.yaml", tmp_path)
    return tmp_path


def after(heading: str, knowledge: Path, added: str) -> Report:
    path = knowledge / "framework" / "rules.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count(heading) == 1
    path.write_text(text.replace(heading, added + "\n" + heading), encoding="utf-8")
    return verify_framework(knowledge)


def test_a_bad_rule_is_told_in_every_way_it_is_bad(knowledge: Path) -> None:
    problems = after("# --- A child concern that is not certain", knowledge, LEAK).problems

    assert "Rule leak has no case. Write one in cases/." in problems
    assert "Rule leak has no words of guidance in cites.yaml." in problems
    assert "Rule leak names the source 'no-such-source', which is not in sources.yaml." in problems
    assert any("rests only on no-such-source" in problem for problem in problems)
    assert any(
        problem.startswith("The press and social media are never told") and "decided by leak: share." in problem
        for problem in problems
    )


def test_files_that_do_not_load_are_told_before_anything_is_proved(knowledge: Path) -> None:
    report = after("# --- Bars", knowledge, "- id: odd\n  when: {recipient: martian}\n  then: share\n")

    assert any("odd: 'because': field required" in problem for problem in report.problems)
    assert (report.proofs, report.rules) == ((), 0)
    assert report.summary == f"{len(report.problems)} problem(s) found."


def test_the_command_gives_each_proof_with_its_budget_and_on_request_a_case_for_every_rule(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code = main(["framework", "check", "--json", "--verbose"])
    said = json.loads(capsys.readouterr().out)

    assert code == (0 if said["sound"] else 1)
    assert said["sound"] == all(proof["holds"] for proof in said["proofs"]) == (said["problems"] == [])
    assert {"id", "says", "budget", "failures", "holds"} == set(said["proofs"][0])
    assert set(said["witnesses"]) == {rule.id for rule in real_framework().rules}
    assert said["witnesses"]["danger-now"] == "danger=yes"
