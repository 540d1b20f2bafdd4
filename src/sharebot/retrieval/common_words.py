"""Words too common to be evidence; a search uses them only when a query holds nothing else."""

import re

COMMON_WORDS = frozenset(
    re.findall(
        r"\w+",
        "a about after all also am an and any are as at be because been before being but by can could did do "
        "does doing down for from had has have having he her here hers him his how i if in into is it its "
        "just me more most my no nor not now of off on once only or other our out over own same she should so "
        "some such than that the their them then there these they this those through to too under until up "
        "very was we were what when where which while who whom why will with would you your s t m re ve ll d ",
    )
)
