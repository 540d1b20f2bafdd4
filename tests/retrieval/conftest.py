"""A small knowledge folder with every tier, two areas and two jurisdictions, and a library of it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ingest.pipeline import run
from sharebot.retrieval.library import Library
from sharebot.settings import Settings
from tests.retrieval.word_hashing import WordHashing

PAGES = {
    "code-of-practice/consent.md": """---
id: consent
title: Consent with families
jurisdiction: Scotland
checked: 2026-11-22
review_by: 2027-05-22
sources:
  - id: girfec-pg4
    url: https://example.scot/girfec
  - id: uk-gdpr
    url: https://example.scot/gdpr
---
# Consent with families

Consent is not needed where there is a child protection concern. [girfec-pg4 §13]

## When a parent says no

Tell the family why you are sharing even when mum refuses. [uk-gdpr Art 6; girfec-pg4 §9]

## Who to ask

Ask your information governance lead about consent.
""",
    "toolkits/police.md": """---
id: police
title: Police checklist
jurisdiction: Scotland
---
Check the officer's name and number before you share an address with police.
""",
    "local/east.md": """---
id: east
title: East rules
area: east
jurisdiction: Scotland
---
In East, phone the duty desk about consent.
""",
    "local/west.md": """---
id: west
title: West rules
area: west
jurisdiction: Scotland
---
In West, phone the hub about consent.
""",
    "toolkits/england.md": """---
id: england
title: English guide
jurisdiction: England
---
An English guide to consent: it says where consent is not needed, and where there is a concern.
""",
}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    for name, text in PAGES.items():
        file = tmp_path / "knowledge" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return Settings(data=tmp_path / "data", knowledge=tmp_path / "knowledge")


@pytest.fixture
def build(settings: Settings) -> Callable[[], None]:
    return lambda: (run(settings, settings.knowledge, lambda *_: None, WordHashing()), None)[1]


@pytest.fixture
def library(settings: Settings, build: Callable[[], None]) -> Iterator[Library]:
    build()
    opened = Library.open(settings, WordHashing())
    yield opened
    opened.close()
