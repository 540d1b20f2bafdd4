"""Why a passage has the score it has, in words and figures."""

from collections.abc import Iterator

from sharebot.retrieval import ranking
from sharebot.retrieval.library import Library
from sharebot.retrieval.passage import Hit
from sharebot.ui import marks
from sharebot.ui.parts.library_words import is_due, tier
from sharebot.ui.resources import say


def explained(library: Library, hit: Hit, area: str) -> str:
    """A list: meaning, words, standing, and what was folded away as nearly the same."""
    share = round(100 * ranking.MEANING)
    lines = [
        say("library.search.why.meaning", value=f"{hit.meaning:.2f}", share=share),
        say("library.search.why.words", value=f"{hit.words:.2f}", share=100 - share),
        say("library.search.why.standing", value=f"{hit.standing:+.3f}", parts=_standing(hit, area)),
    ]
    if hit.also:
        titles = dict.fromkeys(marks.text(library.passage(one).title) for one in hit.also)
        lines.append(say("library.search.why.also", titles="; ".join(titles)))
    return "\n".join(f"- {line}" for line in lines)


def _standing(hit: Hit, area: str) -> str:
    parts = [
        say(f"library.search.why.{name}", value=f"{value:+.3f}", **told) for name, value, told in _parts(hit, area)
    ]
    return f"{'; '.join(parts)}." if parts else say("library.search.why.standing.none")


def _parts(hit: Hit, area: str) -> Iterator[tuple[str, float, dict[str, str]]]:
    """As `ranking.standing` adds them up."""
    one = hit.passage
    if authority := ranking.AUTHORITY.get(one.tier):
        yield "tier", authority, {"tier": tier(one.tier)}
    if area and one.area == area:
        yield "area", ranking.OWN_AREA, {}
    if ranking.is_english(one):
        yield "english", ranking.ENGLISH, {}
    if one.status == "superseded":
        yield "superseded", ranking.SUPERSEDED, {}
    if is_due(one.review_by):
        yield "overdue", ranking.OVERDUE, {}
