"""The lawful bases a card shows for an assessed case."""

from dataclasses import replace

from sharebot.framework.advise import advise
from sharebot.framework.model import NOT_SURE, Assessment, Basis, Framework, known

SAID_WHEN_NOT_SHARING = ("basis-none", "basis-complaint", "basis-breach")
"""How the ids begin of entries that say why there is no basis, or which duty takes the place of a share."""

ANONYMOUS = "basis-anonymous"


def bases_of(framework: Framework, assessment: Assessment) -> tuple[Basis, ...]:
    """Those that fit, a body nobody has named counting as not known.

    A basis for sharing is not shown beside advice not to share, nor any other where nobody could be identified.
    """
    case = {"sharer": known(NOT_SURE, "assumed"), **assessment.case}
    fitting = advise(framework, replace(assessment, case=case)).bases
    anonymous = tuple(basis for basis in fitting if basis.id == ANONYMOUS)
    if anonymous:
        return anonymous
    if assessment.outcome == "do-not-share":
        return tuple(basis for basis in fitting if basis.id.startswith(SAID_WHEN_NOT_SHARING))
    return fitting
