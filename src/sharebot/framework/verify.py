"""Is the framework sound: does it load, do its cases come out as they must, and do the proofs about its rules hold?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sharebot.errors import FrameworkError, KnowledgeError
from sharebot.framework.assess import assess
from sharebot.framework.cases import WorkedCase, load_cases
from sharebot.framework.commencement import rests_on_law_in_force, says_so_on_the_card
from sharebot.framework.coverage import all_reached, final_is_final, one_outcome, values_exist, witnesses
from sharebot.framework.invariants import prove
from sharebot.framework.load import load_framework
from sharebot.framework.model import Framework
from sharebot.framework.plain import told
from sharebot.framework.proof import Proof
from sharebot.framework.search import Search
from sharebot.yamltext import read_yaml


@dataclass(frozen=True)
class Report:
    """What the check found. No problems: sound. `witnesses` has for each rule a case that it decides."""

    problems: tuple[str, ...]
    facts: int = 0
    rules: int = 0
    cases: int = 0
    proofs: tuple[Proof, ...] = ()
    witnesses: Mapping[str, str] = field(default_factory=dict)

    @property
    def summary(self) -> str:
        """One line for a person."""
        if self.problems:
            return f"{len(self.problems)} problem(s) found."
        return f"Sound: {self.facts} facts, {self.rules} rules, {self.cases} cases come out as they must."


def verify_framework(knowledge: Path) -> Report:
    """Load the framework in `knowledge` and check it against its cases and sources."""
    try:
        framework = load_framework(knowledge / "framework")
        cases = load_cases(knowledge / "framework" / "cases")
        released = read_yaml(knowledge / "framework" / "released.yaml") or {}
        register = {row["id"]: row.get("status", "") for row in read_yaml(knowledge / "sources.yaml")}
    except (FrameworkError, KnowledgeError) as error:
        return Report(tuple(str(error).splitlines()))
    proofs, found = proved(framework, register)
    problems = [
        *_wrong_cases(framework, cases),
        *_unreached(framework, cases),
        *_unsupported(framework, set(register)),
        *_edited(framework, released),
        *(problem for proof in proofs for problem in proof.problems),
    ]
    return Report(tuple(problems), len(framework.facts), len(framework.rules), len(cases), proofs, found)


def proved(framework: Framework, register: Mapping[str, str]) -> tuple[tuple[Proof, ...], Mapping[str, str]]:
    """Every proof about the rules, and for each rule a case it decides. `register` gives the status of each source."""
    values = values_exist(framework)
    if not values.holds:
        return (values,), {}
    search = Search(framework)
    found = witnesses(search)
    proofs = (
        values,
        all_reached(search, found),
        one_outcome(search, found),
        final_is_final(search),
        rests_on_law_in_force(framework, register),
        says_so_on_the_card(framework, register),
        *prove(search),
    )
    return proofs, {rule: told(framework, case) for rule, case in found.items()}


def _wrong_cases(framework: Framework, cases: list[WorkedCase]) -> Iterator[str]:
    for case in cases:
        result = assess(framework, case.known)
        if result.outcome not in case.accepted:
            came = f"comes out as {result.outcome} by {result.rule.id}"
            yield f"Case {case.id} ({case.name}) {came}; it must be {case.outcome}."
        elif result.rule.id != case.rule:
            yield f"Case {case.id} ({case.name}) is decided by {result.rule.id}; it must be {case.rule}."


def _unreached(framework: Framework, cases: list[WorkedCase]) -> Iterator[str]:
    reached = {case.rule for case in cases}
    for rule in framework.rules:
        if rule.id not in reached and not rule.unconfirmed:
            yield f"Rule {rule.id} has no case. Write one in cases/."


def _unsupported(framework: Framework, sources: set[str]) -> Iterator[str]:
    cited = {cite.supports for cite in framework.cites}
    for rule in framework.rules:
        if rule.id not in cited:
            yield f"Rule {rule.id} has no words of guidance in cites.yaml."
        for reference in rule.sources:
            if reference.split()[0] not in sources:
                yield f"Rule {rule.id} names the source '{reference.split()[0]}', which is not in sources.yaml."


def _edited(framework: Framework, released: dict[str, str]) -> Iterator[str]:
    finished = released.get(framework.about.version)
    if finished is not None and finished != framework.fingerprint:
        yield f"Version {framework.about.version} is released and was edited. Raise the version in framework.yaml."
