"""The proofs hold for the rules there are, and each of them catches the defect it is for."""

import dataclasses
from collections.abc import Mapping

import pytest

from sharebot.framework.assess import assess, case_of
from sharebot.framework.commencement import rests_on_law_in_force, says_so_on_the_card
from sharebot.framework.coverage import all_reached, final_is_final, one_outcome, values_exist, witnesses
from sharebot.framework.invariants import CLEARS_THE_WAY, invariants, prove
from sharebot.framework.model import Assessment, Basis, Framework, Rule
from sharebot.framework.proof import SHOWN, Proof
from sharebot.framework.search import Search
from sharebot.framework.verify import proved
from sharebot.yamltext import read_yaml
from tests.framework.support import FOLDER, real_framework

REGISTER = {row["id"]: row.get("status", "") for row in read_yaml(FOLDER.parent / "sources.yaml")}
SAFETY = [each.id for each in invariants(real_framework())]
ALL = ["values", "reached", "one-outcome", "final", "in-force", "in-force-shown", *SAFETY]


@pytest.fixture(scope="module")
def proofs() -> Mapping[str, Proof]:
    """Every proof about the real rules, made once."""
    return {proof.id: proof for proof in proved(real_framework(), REGISTER)[0]}


@pytest.mark.parametrize("name", ALL)
def test_every_proof_holds_for_the_rules_there_are(proofs: Mapping[str, Proof], name: str) -> None:
    assert proofs[name].failures == ()


def test_no_proof_is_left_out_and_each_says_how_much_was_looked_at(proofs: Mapping[str, Proof]) -> None:
    assert sorted(proofs) == sorted(ALL)
    assert all(any(figure.isdigit() for figure in proof.budget) for proof in proofs.values())


def test_every_rule_has_a_case_that_it_decides(framework: Framework) -> None:
    found = witnesses(Search(framework))

    assert {rule: assess(framework, case_of(case)).rule.id for rule, case in found.items()} == {
        rule.id: rule.id for rule in framework.rules if not rule.unconfirmed
    }


def test_not_being_sure_is_tried_for_every_harmless_value_there_is(framework: Framework) -> None:
    assert {f for f, value in CLEARS_THE_WAY.items() if value not in framework.facts[f].values} == set()


def a_rule(name: str, then: str, **when: str | tuple[str, ...]) -> Rule:
    return Rule.model_validate({"id": name, "then": then, "because": "Because.", "sources": ["ico-code"], "when": when})


EMERGENCY = (
    a_rule("danger", "share-now", danger=("yes", "not-sure")),
    a_rule("child", "share-now", child_concern="yes"),
)
REST = a_rule("rest", "get-advice-first")


def rules_of(*rules: Rule) -> Framework:
    """The real facts with only these rules, one for the rest last."""
    return dataclasses.replace(real_framework(), rules=(*rules, REST), bases=())


def failures_of(name: str, framework: Framework) -> tuple[str, ...]:
    return next(proof.failures for proof in prove(Search(framework)) if proof.id == name)


def test_a_small_framework_that_is_sound_has_nothing_against_it() -> None:
    small = rules_of(*EMERGENCY)

    assert [proof.id for proof in proved(small, {"ico-code": "current"})[0] if not proof.holds] == []


PLANTED = {
    "danger": (
        (a_rule("never-mind", "get-advice-first", purpose="complaint"), *EMERGENCY),
        ["never-mind: get-advice-first"],
    ),
    "refusal-child": (
        (a_rule("no-is-no", "do-not-share", agreement="refused"), *EMERGENCY),
        ["is decided by child: share-now", "decided by no-is-no: do-not-share"],
    ),
    "refusal-adult": (
        (
            *EMERGENCY,
            a_rule("respect", "do-not-share", agreement="withdrawn", capacity="capable"),
            a_rule("duty", "share", adult_at_risk="yes", sharer="council"),
        ),
        ["is decided by duty: share", "With agreement=withdrawn", "decided by respect: do-not-share"],
    ),
    "unverified": (
        (*EMERGENCY, a_rule("charming", "share", recipient="police", agreement="given")),
        ["request=asked", "recipient=police", "is decided by charming: share"],
    ),
    "media": (
        (*EMERGENCY, a_rule("scoop", "share-with-agreement", recipient=("media", "public"))),
        ["recipient=media", "is decided by scoop: share-with-agreement"],
    ),
    "scope": (
        (*EMERGENCY, a_rule("lazy", "share", scope="everything", verified="yes")),
        ["is decided by rest: get-advice-first", "With scope=everything", "decided by lazy: share"],
    ),
    "not-sure": (
        (*EMERGENCY, a_rule("hold", "do-not-share", bar="yes"), a_rule("hope", "share", bar="not-sure", request="own")),
        ["is decided by rest: get-advice-first", "With bar=not-sure in place of bar=no", "decided by hope: share"],
    ),
    "not-sure-able": (
        (*EMERGENCY, a_rule("guess", "share", agreement="given", capacity="not-sure", request="own")),
        ["With capacity=not-sure", "decided by guess: share"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SAFETY)
def test_a_planted_defect_is_caught_and_told_with_its_cases_and_rules(name: str) -> None:
    rules, words = PLANTED[name]
    told = failures_of(name, rules_of(*rules))

    assert told
    assert all(any(word in failure for failure in told) for word in words), told


def test_a_step_between_holding_back_and_asking_for_advice_opens_nothing() -> None:
    small = rules_of(*EMERGENCY, a_rule("narrow", "do-not-share", scope="specific", request="asked"))

    assert failures_of("scope", small) == ()


def test_a_rule_whose_cases_are_all_taken_is_found_though_no_single_rule_takes_them() -> None:
    halves = [a_rule("by-choice", "share", choice="yes"), a_rule("no-choice", "share", choice=("no", "not-sure"))]
    search = Search(rules_of(*halves, a_rule("shadowed", "do-not-share", danger="soon")))

    assert all_reached(search, witnesses(search)).failures == tuple(
        f"Rule {rule} can never decide: earlier rules take every case it is for." for rule in ("shadowed", "rest")
    )


def test_a_value_that_does_not_exist_is_found_and_nothing_else_is_tried() -> None:
    small = rules_of(a_rule("misspelt", "share", recipient="polis"))

    assert values_exist(small).failures == ("Rule misspelt names recipient=polis, which does not exist.",)
    assert [proof.id for proof in proved(small, REGISTER)[0]] == ["values"]


def test_a_case_without_an_outcome_is_found() -> None:
    gap = dataclasses.replace(real_framework(), rules=EMERGENCY)
    search = Search(gap)
    empty = one_outcome(search, {})

    assert len(empty.failures) == 1
    assert empty.failures[0].startswith("No rule decides the case")


def test_an_engine_that_reads_the_rules_out_of_order_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    search = Search(rules_of(*EMERGENCY))
    found = witnesses(search)
    monkeypatch.setattr(search, "decides", lambda _: REST)

    assert "read from the top danger comes first" in " ".join(one_outcome(search, found).failures)


def test_a_recommendation_called_final_too_early_is_found() -> None:
    def hasty(framework: Framework, case: Mapping[str, str]) -> Assessment:
        """Whatever is still open, what decides now is called final."""
        careful = assess(framework, case_of(dict(case)))
        return dataclasses.replace(careful, possible=(careful.outcome,), question=None)

    small = rules_of(
        *EMERGENCY, a_rule("barred", "do-not-share", bar="not-sure"), a_rule("open", "share", request="own")
    )
    found = final_is_final(Search(small), hasty)

    assert final_is_final(Search(small)).holds
    assert "is called final as share by open" in " ".join(found.failures)


@pytest.mark.parametrize("source", ["new-act s.1", "old-act s.1 (CHECK-COMMENCEMENT)", "unheard-of s.2"])
@pytest.mark.parametrize(("then", "holds"), [("share", False), ("share-with-agreement", False), ("do-not-share", True)])
def test_a_rule_that_opens_and_rests_only_on_law_not_started_is_found(source: str, then: str, holds: bool) -> None:
    register = {"new-act": "check-commencement", "old-act": "current"}
    rule = a_rule("early", then).model_copy(update={"sources": (source,)})
    rest = REST.model_copy(update={"sources": ("old-act",)})
    small = dataclasses.replace(real_framework(), rules=(rule, rest))
    leaning = dataclasses.replace(small, rules=(rule.model_copy(update={"sources": (source, "old-act s.9")}), rest))

    assert rests_on_law_in_force(small, register).holds is holds
    assert rests_on_law_in_force(leaning, register).holds


def test_a_basis_that_hides_that_its_law_may_not_have_started_is_found() -> None:
    def basis(text: str) -> Framework:
        row = {"id": "new-power", "provisions": ["New Act 2026 s.1"], "text": text, "sources": ["new-act s.1"]}
        return dataclasses.replace(real_framework(), bases=(Basis.model_validate(row),))

    register = {"new-act": "check-commencement"}

    assert not says_so_on_the_card(basis("The new power covers it."), register).holds
    assert says_so_on_the_card(basis("The new power covers it once started (unconfirmed)."), register).holds


def test_of_many_failures_the_first_are_told_and_the_rest_are_counted() -> None:
    proof = Proof("all", "All is well", "3 looked at", tuple(f"Not {number}." for number in range(SHOWN + 2)))

    assert len(proof.problems) == SHOWN + 1
    assert proof.problems[0] == "All is well: Not 0."
    assert proof.problems[-1] == "All is well: 2 more like these."
    assert proof.line == "FAILS All is well [3 looked at]"
