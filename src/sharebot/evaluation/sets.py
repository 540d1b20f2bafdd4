"""Which labelled messages there are: the test part, the tune part, and the build part that both are kept apart from."""

from pathlib import Path

from sharebot.evaluation.labelled import Labelled, load_labelled
from sharebot.settings import ROOT

TEST = ROOT / "tests" / "evaluation" / "test.jsonl"
"""The first file of the test part. Its further files have the same beginning; the other parts stand beside it."""

WORKED, TUNE, UNSEEN = "worked cases", "tune", "test"
NAMES = (WORKED, TUNE, UNSEEN)


def unseen_files(first: Path = TEST) -> list[Path]:
    """Every file of the test part, the first one first."""
    return sorted(first.parent.glob(f"{first.stem}*.jsonl"), key=lambda path: (len(path.name), path.name))


def tune_file(first: Path = TEST) -> Path:
    """The tune part, which may be looked at while sharebot is improved."""
    return first.parent / "tune.jsonl"


def build_rows(first: Path = TEST) -> list[Labelled]:
    """The build part: what reading was trained on and cues were written from."""
    return [row for path in sorted(first.parent.glob("build*.jsonl")) for row in load_labelled(path)]
