"""Loading: each mistake in a framework file is told with its file, entry and fix, all of them at once."""

from pathlib import Path

import pytest

from sharebot.errors import FrameworkError
from sharebot.framework.load import fingerprint, load_framework
from sharebot.framework.model import OPEN

GOOD = {
    "framework.yaml": "name: Small\nversion: 1.0\nowner: Us\nin_force: 2026-11-22\nnote: A test.\n",
    "facts.yaml": """\
- id: danger
  label: Danger
  ask: Is anyone in danger?
  why: It comes first.
  points: [D01]
  usual: no
  options:
    yes: {label: In danger, say: Yes}
    no: {label: Nobody in danger, say: No}
  assume:
    - {value: no, when: {asked: by-phone}}
- id: asked
  label: Asked
  ask: How were you asked?
  why: A call is not a letter.
  points: []
  options:
    by-phone: {label: By phone, say: By phone}
""",
    "rules.yaml": """\
- id: danger
  when: {danger: yes}
  then: share-now
  because: It cannot wait.
  sources: [ngcp 1.129]
- id: otherwise
  then: do-not-share
  because: Nothing else was said.
  sources: []
""",
    "outcomes.yaml": """\
- {id: do-not-share, openness: 1, label: No, headline: No., means: No.}
- {id: share-now, openness: 5, label: Now, headline: Now., means: Now.}
""",
    "advice.yaml": "- {id: call, when: {rule: danger, outcome: share-now}, share: [the address]}\n",
    "bases.yaml": "- {id: task, when: {danger: yes}, provisions: [UK GDPR Art 6], text: Public task., sources: []}\n",
    "cites.yaml": "[]\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in GOOD.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def spoil(folder: Path, name: str, old: str, new: str) -> None:
    """Put one mistake into a file, and make sure that it is really there."""
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def problems(folder: Path) -> list[str]:
    with pytest.raises(FrameworkError) as caught:
        load_framework(folder)
    return str(caught.value).splitlines()


def test_a_framework_without_mistakes_loads(folder: Path):
    framework = load_framework(folder)

    assert [rule.id for rule in framework.rules] == ["danger", "otherwise"]
    assert framework.rules[0].when == {"danger": ("yes",)}


def test_no_stays_no_and_a_version_stays_as_it_was_typed(folder: Path):
    framework = load_framework(folder)

    assert framework.facts["danger"].values == ("yes", "no", "not-sure")
    assert (framework.facts["danger"].usual, framework.facts["danger"].assume[0].value) == ("no", "no")
    assert framework.about.version == "1.0"


def test_an_assumption_may_say_that_nothing_is_taken_for_granted(folder: Path):
    spoil(folder, "facts.yaml", "{value: no,", "{value: open,")

    assert load_framework(folder).facts["danger"].assume[0].value == OPEN


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("rules.yaml", "because: It", "becuase: It", ["rules.yaml, danger", "'becuase'", "because"]),
        ("rules.yaml", "  because: It cannot wait.\n", "", ["rules.yaml, danger", "'because'", "required"]),
        (
            "rules.yaml",
            "then: share-now",
            "then: shareit",
            ["rules.yaml, danger", "'shareit'", "do-not-share, share-now"],
        ),
        ("rules.yaml", "{danger: yes}", "{dnager: yes}", ["rules.yaml, danger", "'dnager'", "danger, asked"]),
        ("rules.yaml", "{danger: yes}", "{danger: maybe}", ["rules.yaml, danger", "'maybe'", "yes, no, not-sure"]),
        (
            "rules.yaml",
            "  then: do-not",
            "  when: {danger: no}\n  then: do-not",
            ["rules.yaml", "last rule", "no 'when'"],
        ),
        ("rules.yaml", "- id: otherwise", "- id: danger", ["'danger' appears twice", "rule"]),
        (
            "rules.yaml",
            "- id: otherwise",
            "- just words\n- id: otherwise",
            ["rules.yaml", "'just words'", "key: value"],
        ),
        (
            "rules.yaml",
            "  then: share-now",
            "  then: share-now\n  then: share",
            ["rules.yaml, line 4", "'then' appears twice"],
        ),
        ("facts.yaml", "usual: no", "usual: never", ["facts.yaml, danger", "'never'", "yes, no, not-sure"]),
        ("facts.yaml", "{value: no,", "{value: never,", ["facts.yaml, danger", "'never'", "yes, no, not-sure"]),
        (
            "facts.yaml",
            "asked: by-phone}}",
            "asked: by-fax}}",
            ["facts.yaml, danger", "'by-fax'", "by-phone, not-sure"],
        ),
        ("facts.yaml", "id: asked", "id: danger", ["'danger' appears twice", "fact"]),
        ("advice.yaml", "rule: danger", "rule: dagner", ["advice.yaml, call", "'dagner'", "danger, otherwise"]),
        ("bases.yaml", "{danger: yes}", "{danger: si}", ["bases.yaml, task", "'si'", "yes, no, not-sure"]),
        ("outcomes.yaml", "openness: 1", "openness: most", ["outcomes.yaml, do-not-share", "'openness'", "integer"]),
        ("framework.yaml", "owner: Us\n", "", ["framework.yaml", "'owner'", "required"]),
        ("framework.yaml", "2026-11-22", "soon", ["framework.yaml", "'in_force'", "date"]),
    ],
)
def test_a_mistake_is_told_with_its_file_its_entry_and_what_is_allowed(
    folder: Path, name: str, old: str, new: str, told: list[str]
):
    spoil(folder, name, old, new)
    lines = problems(folder)

    assert any(all(part in line for part in told) for line in lines), lines


def test_a_missing_file_is_named(folder: Path):
    (folder / "outcomes.yaml").unlink()

    assert any("outcomes.yaml is missing" in line for line in problems(folder))


def test_text_that_is_not_yaml_is_told_with_its_line(folder: Path):
    spoil(folder, "rules.yaml", "sources: [ngcp 1.129]", "sources: [ngcp 1.129")

    assert any(line.startswith("rules.yaml, line ") for line in problems(folder))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("framework.yaml", ""),
        ("framework.yaml", "[]\n"),
        ("rules.yaml", ""),
        ("rules.yaml", "[]\n"),
        ("facts.yaml", ""),
    ],
)
def test_an_empty_file_is_a_mistake_that_is_told(folder: Path, name: str, text: str):
    (folder / name).write_text(text, encoding="utf-8")

    assert any(name in line for line in problems(folder))


def test_mistakes_in_several_files_are_told_all_at_once(folder: Path):
    spoil(folder, "rules.yaml", "because: It", "becuase: It")
    spoil(folder, "facts.yaml", "why: It comes first.", "wy: It comes first.")
    told = "\n".join(problems(folder))

    assert "'becuase'" in told
    assert "'wy'" in told


def test_several_names_that_do_not_exist_are_told_all_at_once(folder: Path):
    spoil(folder, "rules.yaml", "then: share-now", "then: shareit")
    spoil(folder, "advice.yaml", "rule: danger", "rule: dagner")
    told = "\n".join(problems(folder))

    assert "'shareit'" in told
    assert "'dagner'" in told


def test_a_slip_in_one_entry_does_not_hide_a_wrong_name_in_another_file(folder: Path):
    spoil(folder, "rules.yaml", "because: It", "becuase: It")
    spoil(folder, "bases.yaml", "{danger: yes}", "{danger: si}")
    told = "\n".join(problems(folder))

    assert "'becuase'" in told
    assert "'si'" in told


def test_an_author_cannot_add_an_option_called_not_sure_a_second_time(folder: Path):
    spoil(folder, "facts.yaml", "    by-phone:", "    not-sure: {label: Hm, say: Hm}\n    by-phone:")

    assert any("facts.yaml, asked" in line and "not-sure" in line for line in problems(folder))


@pytest.mark.parametrize("name", sorted(GOOD))
def test_one_changed_letter_anywhere_changes_the_fingerprint(folder: Path, name: str):
    before = fingerprint(folder)
    (folder / name).write_text(GOOD[name] + "# a remark\n", encoding="utf-8")

    assert fingerprint(folder) != before
    assert load_framework(folder).fingerprint == fingerprint(folder)


def test_the_list_of_released_versions_and_the_cases_are_not_part_of_the_fingerprint(folder: Path):
    before = fingerprint(folder)
    (folder / "released.yaml").write_text(f"1.0: {before}\n", encoding="utf-8")
    (folder / "cases").mkdir()
    (folder / "cases" / "more.yaml").write_text("[]\n", encoding="utf-8")

    assert fingerprint(folder) == before
