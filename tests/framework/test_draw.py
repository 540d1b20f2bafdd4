"""The pictures of the rules: every rule once, in the order it is read, in words, and Mermaid by its shape."""

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from sharebot.framework.draw import Part, Picture, drawn, read_parts
from sharebot.framework.model import Framework
from tests.framework.support import FOLDER, real_framework
from tests.framework.test_assess import a_fact, a_framework, a_rule

PICTURES = drawn(real_framework(), read_parts(FOLDER / "rules.yaml"))
ONE_NODE = re.compile(r'^  (?P<id>\w+)(?:\["(?P<box>[^"]+)"\]|\(\["(?P<round>[^"]+)"\]\))$')
ONE_EDGE = re.compile(r'^  (?P<start>\w+) (?:-->|==>)\|"(?P<label>[^"]+)"\| (?P<end>\w+)$')
ONE_STYLE = re.compile(r"^  style (?P<id>\w+) fill:#[0-9a-f]{6}(?:,stroke:#[0-9a-f]{6})?$")
EVERY_PICTURE = pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.title)


def nodes(picture: Picture) -> list[str]:
    return [found["id"] for line in picture.mermaid.splitlines() if (found := ONE_NODE.match(line))]


def edges(picture: Picture) -> list[tuple[str, str, str]]:
    found = [ONE_EDGE.match(line) for line in picture.mermaid.splitlines()]
    return [(edge["start"], edge["label"], edge["end"]) for edge in found if edge]


@EVERY_PICTURE
def test_every_line_is_a_node_an_edge_or_a_style(picture: Picture) -> None:
    first, *rest = picture.mermaid.splitlines()

    assert first == "flowchart TD"
    assert [line for line in rest if not (ONE_NODE.match(line) or ONE_EDGE.match(line) or ONE_STYLE.match(line))] == []


@EVERY_PICTURE
def test_ids_are_unique_and_every_line_drawn_joins_two_of_them(picture: Picture) -> None:
    names = nodes(picture)
    styled = [found["id"] for line in picture.mermaid.splitlines() if (found := ONE_STYLE.match(line))]

    assert [name for name, times in Counter(names).items() if times > 1] == []
    assert {end for start, _, stop in edges(picture) for end in (start, stop)} | set(styled) == set(names)


def test_every_rule_is_in_one_picture_once_in_the_order_it_is_read(framework: Framework) -> None:
    shown = [name for picture in PICTURES[1:] for name in nodes(picture) if name.startswith("rule_")]

    assert shown == [f"rule_{rule.id.replace('-', '_')}" for rule in framework.rules]


@pytest.mark.parametrize("picture", PICTURES[1:], ids=lambda picture: picture.title)
def test_yes_leads_to_the_outcome_of_a_rule_and_no_to_the_next_rule(framework: Framework, picture: Picture) -> None:
    outcomes = {
        f"rule_{rule.id.replace('-', '_')}": f"outcome_{rule.then.replace('-', '_')}" for rule in framework.rules
    }
    rules = [name for name in nodes(picture) if name in outcomes]
    leads = {(start, label): end for start, label, end in edges(picture)}

    assert {name: leads[name, "yes"] for name in rules} == {name: outcomes[name] for name in rules}
    assert [leads[name, "no"] for name in rules[:-1]] == rules[1:]
    assert leads.get((rules[-1], "no"), "the end") == ("onward" if picture is not PICTURES[-1] else "the end")


def test_each_picture_says_where_to_go_on(framework: Framework) -> None:
    for picture, following in pairwise(PICTURES[1:]):
        assert f'onward(["Go on to {following.title}"])' in picture.mermaid


def test_the_overview_counts_the_rules_of_every_part(framework: Framework) -> None:
    labels = [label for _, label, _ in edges(PICTURES[0])]

    assert sum(int(label.split()[0]) for label in labels if label.endswith(("rule", "rules"))) == len(framework.rules)
    assert labels.count("none fits") == len(PICTURES) - 2
    assert [picture.title for picture in PICTURES[1:]] == re.findall(r'part\d+\["([^"]+)"\]', PICTURES[0].mermaid)


def test_conditions_are_told_in_the_words_of_the_fact_board() -> None:
    mermaid = next(picture.mermaid for picture in PICTURES if "rule_danger_now" in picture.mermaid)

    assert "<i>Danger:</i> Someone is in danger now" in mermaid
    assert "<i>Age:</i> Under 12 or 12 to 15 or 16 or 17" in mermaid


def test_where_nearly_all_values_fit_the_others_are_named_and_where_many_do_the_rest_is_counted(tmp_path: Path) -> None:
    letters = tuple("abcdefghijklmnopqrstuvwx")
    rules = [a_rule("most", "share", {"letter": letters[2:]}), a_rule("many", "share", {"letter": letters[:10]})]
    small = a_framework([a_fact("letter", *letters)], rules)
    mermaid = drawn(small, (Part("All", ("most", "many", "otherwise")),))[1].mermaid

    assert "anything but a or b or not sure" in mermaid
    assert "a or b or c or d or e or f or g or h or 2 more" in mermaid
    assert "In every case left" in mermaid


def test_words_cannot_break_out_of_their_label() -> None:
    small = a_framework([a_fact("odd", 'a "b" <c> #1')], [a_rule("one", "share", {"odd": 'a "b" <c> #1'})])
    mermaid = drawn(small, (Part('The "first"', ("one", "otherwise")),))[1].mermaid

    assert "a #quot;b#quot; #lt;c#gt; #35;1" in mermaid


def test_a_rule_that_is_unconfirmed_is_shown_as_not_in_use() -> None:
    small = a_framework([a_fact("odd")], [a_rule("one", "share", {"odd": "yes"}, unconfirmed="CHECK-COMMENCEMENT")])

    assert "Not in use yet: CHECK-COMMENCEMENT<br/>" in drawn(small, (Part("All", ("one", "otherwise")),))[1].mermaid


def test_rules_above_the_first_heading_are_not_lost(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text("- id: one\n\n# --- Later: a part ------\n\n- id: two\n- id: three\n", encoding="utf-8")

    assert read_parts(path) == (Part("Rules", ("one",)), Part("Later: a part", ("two", "three")))
