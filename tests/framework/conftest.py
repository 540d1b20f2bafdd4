"""The real framework, loaded once for all."""

import pytest

from sharebot.framework.model import Framework
from tests.framework.support import WorkedCase, case_rows, real_framework


@pytest.fixture(scope="session")
def framework() -> Framework:
    return real_framework()


@pytest.fixture(scope="session")
def worked_cases() -> tuple[WorkedCase, ...]:
    return tuple(WorkedCase.model_validate(row.raw) for row in case_rows())
