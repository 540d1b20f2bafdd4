"""The test part, scored once for every test that holds it to a floor."""

from collections.abc import Mapping

import pytest

from sharebot.evaluation.headline import headline
from sharebot.evaluation.labelled import load_labelled
from sharebot.evaluation.measures import Share
from sharebot.evaluation.score import score, together
from sharebot.evaluation.sets import UNSEEN, unseen_files
from sharebot.service import Sharebot


@pytest.fixture(scope="session")
def unseen_figures(bot: Sharebot) -> Mapping[str, float | int | None]:
    """Headline figures of the test part. Numbers only, so that a failing test cannot show a message."""
    total = together(UNSEEN, [score(bot, path.stem, load_labelled(path)) for path in unseen_files()])
    figures = headline(total)
    return {name: one.value if isinstance(one, Share) else one for name, one in figures.items()}
