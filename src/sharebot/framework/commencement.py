"""Law that may not have started, or was not confirmed, decides nothing that opens, and is shown for what it is."""

import re
from collections.abc import Iterator, Mapping

from sharebot.framework.model import Basis, Framework, Rule
from sharebot.framework.proof import Proof

NOT_RELIED_ON = frozenset({"unconfirmed", "check-commencement"})
MARK = re.compile(r"unconfirmed|CHECK-COMMENCEMENT", re.IGNORECASE)
NOT_STARTED = re.compile(r"CHECK-COMMENCEMENT")
IN_PLAIN_WORDS = re.compile(r"unconfirmed|may not have started|once the duties start", re.IGNORECASE)
STRICTER = frozenset({"get-advice-first", "do-not-share"})


def rests_on_law_in_force(framework: Framework, register: Mapping[str, str]) -> Proof:
    """No rule that opens rests only on such law. `register` gives the status of every source by its id."""
    failures = [
        f"Rule {rule.id} ({rule.then}) rests only on {'; '.join(rule.sources)}, which is unconfirmed or may not have "
        "started."
        for rule in framework.rules
        if rule.then not in STRICTER and not rule.unconfirmed and not any(_sound(rule, register))
    ]
    return Proof(
        "in-force",
        "No rule rests only on law that is unconfirmed or may not have started, save to hold back or send to advice",
        f"all {len(framework.rules)} rules",
        tuple(failures),
    )


def says_so_on_the_card(framework: Framework, register: Mapping[str, str]) -> Proof:
    """A lawful basis that leans on such law says so in the words that stand on the card."""
    failures = [
        f"Basis {basis.id} leans on law that may not have started and does not say so."
        for basis in framework.bases
        if _leans(basis, register) and not IN_PLAIN_WORDS.search(f"{' '.join(basis.provisions)} {basis.text}")
    ]
    return Proof(
        "in-force-shown",
        "A lawful basis that leans on law that may not have started says so on the card",
        f"all {len(framework.bases)} bases",
        tuple(failures),
    )


def _sound(rule: Rule, register: Mapping[str, str]) -> Iterator[bool]:
    """For each source, whether it may be relied on. One that is not in the register may not be."""
    for reference in rule.sources:
        status = register.get(reference.split()[0], "unconfirmed")
        yield status not in NOT_RELIED_ON and not MARK.search(reference)


def _leans(basis: Basis, register: Mapping[str, str]) -> bool:
    return any(
        NOT_STARTED.search(source) or register.get(source.split()[0]) == "check-commencement"
        for source in basis.sources
    )
