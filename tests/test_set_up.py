"""The files a fresh machine is set up from agree with each other and name nothing of one machine."""

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

from scripts import browser
from sharebot.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
COLOURS = ("red", "orange", "yellow", "green", "blue", "violet", "gray")


def lines(name: str) -> list[str]:
    """The lines of a requirements file that ask for something, without their comments."""
    return [line for raw in (ROOT / name).read_text().splitlines() if (line := raw.split("#")[0].strip())]


def plain(name: str) -> str:
    """A package's name as every index writes it."""
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.fixture
def theme() -> dict[str, Any]:
    config: dict[str, Any] = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())
    return dict(config["theme"])


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio as WCAG 2.2 defines it."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def faded(words: str, ground: str) -> str:
    """The words' colour at 60% over the ground."""
    mixed = (0.6 * int(words[at : at + 2], 16) + 0.4 * int(ground[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(channel):02x}" for channel in mixed)


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_package_we_chose_has_a_pinned_version_that_suits_it(name: str) -> None:
    pinned = {plain(pin.split("==")[0]): pin.split("==")[1] for pin in lines("constraints.txt")}

    for requirement in map(Requirement, (line for line in lines(name) if not line.startswith("-"))):
        assert requirement.specifier.contains(pinned[plain(requirement.name)]), requirement


def imported_packages() -> set[str]:
    """The top-level names that the program imports from elsewhere."""
    files = [*(ROOT / "src").rglob("*.py"), *(ROOT / "ingest").rglob("*.py"), ROOT / "app.py"]
    nodes = [node for file in files if file.exists() for node in ast.walk(ast.parse(file.read_text()))]
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    return {name.split(".")[0] for name in names} - {*sys.stdlib_module_names, "sharebot", "ingest"}


def test_everything_the_program_imports_is_listed_as_our_choice() -> None:
    listed = {plain(Requirement(line).name) for line in lines("requirements.txt") if not line.startswith("-")}
    distributions = packages_distributions()

    for name in imported_packages():
        assert listed & {plain(distribution) for distribution in distributions[name]}, name


def test_versions_are_exact_and_name_no_place_build_or_graphics_card() -> None:
    for pin in lines("constraints.txt"):
        assert re.fullmatch(r"[\w.-]+==[\w.]+", pin), pin
        assert not pin.startswith(("nvidia-", "cuda-", "triton")), pin


@pytest.mark.parametrize("name", [".env.example", "docs/deployment.md"])
def test_every_setting_is_listed(name: str) -> None:
    text = (ROOT / name).read_text()

    assert set(re.findall(r"SHAREBOT_[A-Z_]+\b", text)) == {
        f"SHAREBOT_{field.upper()}" for field in Settings.model_fields
    }


def test_words_can_be_read_on_every_ground_they_stand_on(theme: dict[str, Any]) -> None:
    grounds = [theme["backgroundColor"], theme["secondaryBackgroundColor"]]

    for words in (theme["textColor"], theme["linkColor"], theme["primaryColor"]):
        assert all(contrast(words, ground) >= 4.5 for ground in grounds)
    for name in COLOURS:
        for ground in (*grounds, theme[f"{name}BackgroundColor"]):
            assert contrast(theme[f"{name}TextColor"], ground) >= 4.5, name


def test_captions_can_be_read_although_streamlit_fades_them(theme: dict[str, Any]) -> None:
    for ground in (theme["backgroundColor"], theme["secondaryBackgroundColor"]):
        assert contrast(faded(theme["textColor"], ground), ground) >= 4.5


def test_the_edge_of_a_control_can_be_seen(theme: dict[str, Any]) -> None:
    for edge in (theme["borderColor"], theme["primaryColor"]):
        assert contrast(edge, theme["backgroundColor"]) >= 3
        assert contrast(edge, theme["secondaryBackgroundColor"]) >= 3


def test_the_app_is_for_this_machine_only_until_someone_decides_otherwise() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())

    assert config["server"]["address"] == "127.0.0.1"
    assert config["browser"]["gatherUsageStats"] is False
    assert config["client"]["showErrorDetails"] == "none"


def test_nothing_changed_is_recognised_by_the_next_run() -> None:
    tell = (
        "import sys; sys.path.insert(0, 'scripts'); import install; print(install.fingerprint('requirements-dev.txt'))"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", tell], cwd=ROOT, capture_output=True, check=True, env={"PYTHONHASHSEED": seed}
        )
        for seed in ("1", "2", "3")
    ]

    assert len({run.stdout for run in runs}) == 1


def test_a_program_that_does_not_start_is_not_taken_for_a_browser(tmp_path: Path) -> None:
    stub = tmp_path / "chromium"
    stub.write_text("#!/bin/sh\necho install me from the shop >&2\nexit 1\n")
    stub.chmod(0o755)

    assert not browser.starts(stub)
    assert not browser.starts(tmp_path / "missing")
