"""YAML as plain text, with every mistake named by file and line."""

from pathlib import Path

import pytest

from sharebot.errors import KnowledgeError
from sharebot.yamltext import parse_yaml, read_yaml


def test_what_the_author_typed_stays_text() -> None:
    text = "a: No\nb: 2026-11-22\nc: 012\nd: on\ne: ~\nf: 1.10"

    assert parse_yaml(text, "x") == {"a": "No", "b": "2026-11-22", "c": "012", "d": "on", "e": "~", "f": "1.10"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1\na: 2", r"x\.yaml, line 2: 'a' appears twice"),
        ("a:\n  b: 1\n  b: 2", r"line 3: 'b' appears twice"),
        ("? [a, b]\n: 1", r"line 1: a key must be plain text"),
        ("a: [1", r"x\.yaml, line"),
        ("\tb: 1", r"x\.yaml, line"),
        ("a: !!python/object:os.system x", r"x\.yaml, line 1"),
        ("a: \x07", r"x\.yaml is not readable"),
        ("[" * 3000, r"x\.yaml"),
    ],
)
def test_a_mistake_is_named_by_file_and_line(text: str, said: str) -> None:
    with pytest.raises(KnowledgeError, match=said):
        parse_yaml(text, "x.yaml")


def test_a_file_that_is_missing_or_not_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "binary.yaml").write_bytes(b"\xff\xfe\x00")

    with pytest.raises(KnowledgeError, match=r"missing\.yaml is missing from"):
        read_yaml(tmp_path / "missing.yaml")
    with pytest.raises(KnowledgeError, match=r"binary\.yaml cannot be read"):
        read_yaml(tmp_path / "binary.yaml")
