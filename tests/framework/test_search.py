"""The search is exact: it finds a case wherever trying every combination finds one, and nowhere else."""

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharebot.errors import FrameworkError
from sharebot.framework import search as searching
from sharebot.framework.model import Framework, Rule
from sharebot.framework.search import Region, Search
from tests.framework.support import quick
from tests.framework.test_assess import a_fact, a_framework, a_rule

FACTS = ("colour", "size", "shape")
VALUES = ("a", "b", "not-sure")
CONDITIONS = st.dictionaries(
    st.sampled_from(FACTS), st.lists(st.sampled_from(VALUES), min_size=1, unique=True).map(tuple), max_size=3
)


@st.composite
def small_frameworks(draw: st.DrawFn) -> Framework:
    whens = draw(st.lists(CONDITIONS, min_size=1, max_size=7))
    rules = [
        a_rule(f"rule-{place}", draw(st.sampled_from(["share", "do-not-share"])), when)
        for place, when in enumerate(whens)
    ]
    return a_framework([a_fact(fact, "a", "b") for fact in FACTS], rules)


def every_case() -> Iterator[dict[str, str]]:
    return (dict(zip(FACTS, values, strict=True)) for values in product(VALUES, repeat=len(FACTS)))


def by_reading(framework: Framework, case: dict[str, str]) -> Rule:
    return next(rule for rule in framework.rules if all(case[fact] in allowed for fact, allowed in rule.when.items()))


@given(small_frameworks(), CONDITIONS)
@quick(200)
def test_a_case_a_rule_decides_is_found_exactly_where_there_is_one(
    framework: Framework, where: dict[str, tuple[str, ...]]
):
    search = Search(framework)
    within = [case for case in every_case() if all(case[fact] in values for fact, values in where.items())]
    for place, rule in enumerate(framework.rules):
        found = search.decided_by(place, search.masks(Region(where)))

        assert (found is not None) == any(by_reading(framework, case) is rule for case in within)
        assert found is None or (found in within and by_reading(framework, found) is rule)


@given(small_frameworks())
@quick(100)
def test_a_change_from_rule_to_rule_is_found_exactly_where_there_is_one(framework: Framework):
    search = Search(framework)
    rules = framework.rules
    changes = {
        (rules.index(by_reading(framework, case)), rules.index(by_reading(framework, {**case, "size": "b"})))
        for case in every_case()
        if case["size"] == "a"
    }
    for first, second in product(range(len(rules)), repeat=2):
        found = search.changed("size", ("a", first), ("b", second), search.masks(Region()))

        assert (found is not None) == ((first, second) in changes)
        if found is not None:
            assert found["size"] == "a"
            assert search.decides(found) is rules[first]
            assert search.decides({**found, "size": "b"}) is rules[second]


def test_a_region_leaves_out_what_it_says_and_refuses_what_does_not_exist(framework: Framework):
    search = Search(framework)
    region = search.masks(Region({"danger": ("yes", "no")}, {"danger": ("yes",), "bar": ("not-sure",)}))

    def inside(**values: str) -> bool:
        return search.within(values, region)

    assert inside(danger="no", bar="suspected")
    assert not inside(danger="yes")
    assert not inside(danger="soon")
    assert not inside(bar="not-sure")
    with pytest.raises(KeyError):
        search.masks(Region({"danger": ("perhaps",)}))


def test_a_search_that_takes_too_long_says_so_and_does_not_guess(framework: Framework, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(searching, "BRANCHES", 0)

    with pytest.raises(FrameworkError, match="too tangled"):
        Search(framework).undecided()
