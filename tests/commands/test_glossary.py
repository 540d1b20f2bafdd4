"""`sharebot glossary`: every term, or one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.conftest import Said

Run = Callable[..., Said]


def test_every_term_is_listed_as_words_and_as_json(run: Run) -> None:
    entries = run("glossary", "--json").json["entries"]
    words = run("glossary").out

    assert len(entries) >= 150
    assert all(entry["plain"] in words for entry in entries)
    assert set(entries[0]) == {"term", "means", "or", "also", "kind", "capitals", "plain", "scottish", "source"}


@pytest.mark.parametrize(
    "words", [["ASP"], ["asp"], ["a.s.p."], ["adult", "support"], ["adult support and protection"]]
)
def test_one_term_is_found_by_spelling_or_meaning(run: Run, words: list[str]) -> None:
    said = run("glossary", *words)

    assert said.code == 0
    assert "ASP: adult support and protection\n    Helping and protecting adults" in said.out


def test_an_abbreviation_with_two_meanings_shows_both(run: Run) -> None:
    assert run("glossary", "CPO").out.startswith("CPO: child protection order or community payback order\n")
    assert run("glossary", "CPO", "--json").json["entries"][0]["or"] == ["community payback order"]


def test_an_english_term_says_what_is_used_in_scotland(run: Run) -> None:
    assert "    In Scotland: co-ordinated support plan (CSP).\n" in run("glossary", "ehcp").out


def test_a_term_is_not_explained_by_itself(run: Run) -> None:
    assert run("glossary", "lead", "professional").out.startswith("lead professional\n    The person")


@pytest.mark.parametrize("words", [["zzz"], [""], ["lead", "zzz"]])
def test_a_term_that_is_not_there_is_a_callers_mistake(run: Run, words: list[str]) -> None:
    said = run("glossary", *words)

    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert f"does not have '{' '.join(words)}'" in said.err


@pytest.mark.parametrize(("contents", "sentence"), [(None, "is missing"), ("- term: ASP", "entry 1 (ASP), means")])
def test_a_missing_or_broken_glossary_is_one_sentence(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, contents: str | None, sentence: str
) -> None:
    if contents:
        (tmp_path / "glossary.yaml").write_text(contents)
    monkeypatch.setenv("SHAREBOT_KNOWLEDGE", str(tmp_path))

    said = run("glossary", "ASP")

    assert (said.code, said.out, said.err.count("\n")) == (1, "", 1)
    assert said.err.startswith("glossary.yaml")
    assert sentence in said.err
