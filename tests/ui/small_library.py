"""A small real library for the screens: some pages of knowledge/, a local one, and one that means harm."""

import shutil
from pathlib import Path

from ingest.pipeline import run
from sharebot.settings import ROOT, Settings

PAGES = (
    "code-of-practice/child-protection-share-now.md",
    "code-of-practice/recording-sharing-decision-children.md",
    "code-of-practice/emergency-life-at-risk-adults.md",
    "code-of-practice/adult-capacity-refusal.md",
    "code-of-practice/care-experience-label-school-college.md",
    "toolkits/emergency-card.md",
    "local/schools-and-care-experienced-learners.md",
)
HOSTILE = """<script>alert('title')</script> **Zebra** policy

A zebra <img src=x onerror="alert(1)"> must :red[never] be shared ![with](http://127.0.0.1:9/pixel.png) anyone at all.

Ask [here](javascript:alert(2)) first, $x^2$ times, and `run` **this** now. <script>alert(3)</script>
"""
QUOTE = next(line for line in HOSTILE.splitlines() if line.startswith("A zebra"))


def build(folder: Path) -> Path:
    """Build it under `folder` with the real embedder; the answer is the data folder that holds it."""
    knowledge = folder / "knowledge"
    for page in PAGES:
        (knowledge / page).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "knowledge" / page, knowledge / page)
    shutil.copy(ROOT / "knowledge" / "sources.yaml", knowledge / "sources.yaml")
    (knowledge / "toolkits" / "hostile.txt").write_text(HOSTILE, encoding="utf-8")
    settings = Settings(data=folder / "data", knowledge=knowledge)
    run(settings, knowledge, lambda *_: None)
    return settings.data
