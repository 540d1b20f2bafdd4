"""Time limits of a local sentence against those of the national ones that speak of the same thing."""

from collections.abc import Iterator, Sequence

from ingest.comparing.align import Near, Placed
from ingest.comparing.found import (
    AGAINST,
    CONFLICT,
    LIKELY,
    NO_FIGURE,
    PAIRED,
    SAME_POINT,
    SAME_WORDS,
    SOME,
    SURE,
    UNMATCHED_TIME,
    Found,
    liked,
)
from ingest.comparing.limits import AT_ONCE, SAME_DAY, Limit
from ingest.comparing.patterns import ACTIONS
from ingest.comparing.slots import Said

PUTS_A_FIGURE = 2.0
"""Hours. Where national guidance says "at once", a local limit this short only says what that means."""

FIGURE_FIRST = 0.1
"""What a national sentence with a figure gains over one that says "at once"."""

_SAME_WORK = ({"report", "send"}, {"reply", "send"}, {"review", "decide", "record"}, {"start", "send"})

Pair = tuple[Near, Limit]


def time(local: Placed, near: Sequence[Near]) -> Iterator[Found]:
    """At most one: the first figure that differs."""
    for limit in sorted(local.said.limits, key=lambda limit: not limit.is_figure):
        if limit.sense == "every":
            continue
        rivals = [(one, other) for one in near if one.score >= SOME for other in one.placed.said.limits]
        rivals = [(one, other) for one, other in rivals if other.sense == limit.sense]
        if any(_agrees(limit, other) for _, other in rivals):
            return
        found = _differing(local, limit, near, rivals)
        if found is not None:
            yield found
            return


def _differing(local: Placed, limit: Limit, near: Sequence[Near], rivals: Sequence[Pair]) -> Found | None:
    done = action_of(local.said.text, limit)
    alike = [(one, other) for one, other in rivals if _same_work(done, one.placed.said, other, limit)]
    if alike:
        closest = max(alike, key=lambda pair: pair[0].score + (FIGURE_FIRST if pair[1].is_figure else 0.0))
        if closest[0].score >= PAIRED and (limit.is_figure or closest[1].is_figure):
            return _against(local, limit, done, *closest)
    return _alone(local, limit, done, near) if limit.is_figure and not local.said.is_row else None


def _agrees(limit: Limit, other: Limit) -> bool:
    return limit.same_as(other) or (limit.hours <= SAME_DAY and other.hours <= SAME_DAY and not limit.is_figure)


def _against(local: Placed, limit: Limit, done: str, near: Near, other: Limit) -> Found | None:
    """None where local guidance seems to allow more and it is not sure enough that both speak of the same thing."""
    words = {"what": done, "local": limit.words, "said": limit.phrase}
    values = words | {"national": other.words, "national_said": other.phrase}
    if other.hours == AT_ONCE and limit.hours <= PUTS_A_FIGURE:
        return Found("time", "time.figure", local, near.placed, NO_FIGURE + near.score, values)
    if limit.sense == "keep":
        conflict = near.score >= LIKELY
        return Found("time", "time.other", local, near.placed, AGAINST + near.score, values, conflict)
    ahead = limit.sense == "at-least"
    if (limit.hours > other.hours) is ahead:
        return Found("time", "time.stricter", local, near.placed, AGAINST + near.score, values)
    sure = near.score >= SURE and near.words >= SAME_WORDS and near.around >= SAME_POINT
    # So few limits run ahead of a day that two of them on the same point are no accident.
    if not (sure or ahead):
        return None
    return Found("time", "time.weaker", local, near.placed, CONFLICT + near.score, values, conflict=True)


def _alone(local: Placed, limit: Limit, done: str, near: Sequence[Near]) -> Found:
    """National guidance sets no time, or does not speak of it at all."""
    values = {"what": done, "local": limit.words, "said": limit.phrase}
    silent = [one for one in near if not one.placed.said.limits]
    beside = liked(silent, LIKELY, lambda said: done in said.actions)
    if beside is not None:
        return Found("time", "time.none", local, beside.placed, NO_FIGURE + beside.score, values)
    return Found("time", "time.alone", local, None, UNMATCHED_TIME, values)


def action_of(text: str, limit: Limit) -> str:
    """What is to be done by then: the nearest verb before the limit, else the first after it."""
    verbs = [(m, name) for name, pattern in ACTIONS.items() for m in pattern.finditer(text[: limit.at])]
    # "A decision to share is recorded by …": what is to be shared is not what is to be done by then.
    finite = [(m, name) for m, name in verbs if not text[: m.start()].lower().endswith((" to ", " not "))]
    before = [(m.end(), name) for m, name in finite or verbs]
    if before:
        return max(before)[1]
    after = [(m.start(), name) for name, pattern in ACTIONS.items() for m in pattern.finditer(text[limit.at :])]
    return min(after)[1] if after else "this"


def _same_work(done: str, other: Said, limit: Limit, local: Limit) -> bool:
    theirs = action_of(other.text, limit)
    if "this" in (done, theirs) or local.sense in ("at-least", "keep"):
        return True
    return done == theirs or any({done, theirs} <= alike for alike in _SAME_WORK)
