"""The part of the page that says how well passages are found."""

from collections.abc import Mapping

from benchmarks.figures import OTHER, TEST, TUNE
from benchmarks.measures import RESAMPLES, Difference, Scores
from benchmarks.retrieval import MEANING, OVERALL, SHAREBOT, TUTORIAL, WORDS, Retrieval
from benchmarks.table import table

SEARCHES = (SHAREBOT, TUTORIAL, MEANING, WORDS)
NAMES = {
    TEST: "Our own questions, the test part: what we are scored on",
    TUNE: "Our own questions, the tune part: the search was tuned on these",
    OTHER: "Questions on English guidance in six PDFs, which are not ours",
}
ABOUT = f"""\
A piece (a passage of ours, a chunk of the tutorial's) is right when a sentence that answers the question stands in it
whole, but for white space, references in brackets and Markdown's marks; on the PDFs that are not ours, when the first
or last words of a paragraph that answers it stand in it and its page is within one of the paragraph's. The same rule
holds for both. nDCG@10 counts a piece as right or not, beside the best order of all the right pieces that splitter
made. "By page" asks only for any piece of a right document, or of a right page of a PDF that is not ours. Questions for
one area are searched with that area; the tutorial pipeline knows no areas. Meaning alone and words alone are the two
searches that ours weighs together, over the same library. In brackets: where 95% of {RESAMPLES:,} resamples of the
questions lie, compared question by question."""
ABSENT = (
    "Documents that are not ours were not at hand, so nothing was measured on them: `--documents` names their folder."
)


def retrieval_part(found: Mapping[str, Retrieval]) -> str:
    """Every set of questions, overall and by slice."""
    parts = ["## Is the right passage found?", ABOUT, *(_set(NAMES[name], one) for name, one in found.items())]
    return "\n\n".join(parts if OTHER in found else [*parts, ABSENT])


def _set(name: str, found: Retrieval) -> str:
    return "\n\n".join([f"### {name}", _overall(found), _by_slice(found), _floor(found)])


def _overall(found: Retrieval) -> str:
    heads = ("search", "hit@1", "hit@3", "hit@10", "MRR", "nDCG@10", "hit@3 by page", "no right piece exists")
    rows = [(search, *_row(found.scores(search)), f"{found.out_of_reach(search)} questions") for search in SEARCHES]
    return table(heads, rows)


def _row(scores: Scores) -> tuple[str, ...]:
    return (
        *(f"{hit:.1%}" for hit in (scores.hit_1, scores.hit_3, scores.hit_10)),
        *(f"{mean:.3f}" for mean in (scores.mrr, scores.ndcg)),
        f"{scores.page_3:.1%}",
    )


def _by_slice(found: Retrieval) -> str:
    heads = ("slice", "questions", "hit@3", "hit@10", "MRR", "nDCG@10", *(f"over {one}" for one in SEARCHES[1:]))
    return table(heads, [_slice(found, part) for part in found.parts]) + "\n\n" + BESIDE


BESIDE = "hit@3, hit@10, MRR and nDCG@10 are sharebot's / the tutorial's; the last three are differences in nDCG@10."


def _slice(found: Retrieval, part: str) -> tuple[str, ...]:
    ours, theirs = found.scores(SHAREBOT, part), found.scores(TUTORIAL, part)
    return (
        f"**{part}**" if part == OVERALL else part,
        str(ours.questions),
        f"{ours.hit_3:.1%} / {theirs.hit_3:.1%}",
        f"{ours.hit_10:.1%} / {theirs.hit_10:.1%}",
        f"{ours.mrr:.3f} / {theirs.mrr:.3f}",
        f"{ours.ndcg:.3f} / {theirs.ndcg:.3f}",
        *(_difference(found.over(other, part)) for other in SEARCHES[1:]),
    )


def _difference(one: Difference) -> str:
    return f"{one.mean:+.3f} ({one.low:+.3f} to {one.high:+.3f})"


def _floor(found: Retrieval) -> str:
    wrongly = f"of the answerable questions {found.floor.answerable:.1%} are wrongly below it"
    if found.floor.unanswerable is None:
        return f'The floor under which the answer is "not in the guidance": {wrongly}.'
    rightly = f"of the questions that the guidance does not answer {found.floor.unanswerable:.1%} are below it"
    return f'The floor under which the answer is "not in the guidance": {rightly}; {wrongly}.'
