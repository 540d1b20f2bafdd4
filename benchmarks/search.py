"""How long a search of the guidance takes, beside the tutorial pipeline's."""

from dataclasses import dataclass

from benchmarks.clock import medians_ms
from benchmarks.measures import TOP
from benchmarks.pair import Pair
from benchmarks.questions import Question

QUESTIONS = (
    "p4 boy told me at lunch his stepdad hits him, should i phone his mum first",
    "mum said no, can i still tell social work",
    "police are at reception asking for a patient's address",
    "can i tell the college she is care experienced",
    "dad wants the school report, mum says he can't have it",
    "gran wants to know why her daughter is in hospital",
    "patient still driving after seizures",
    "solicitor's letter asking for social work records",
    "do i need consent to refer to the food bank",
    "he told me about a knife, who do i tell",
    "MSP has written about someone else's mother",
    "i sent the email to the wrong person",
    "housing are asking about a tenant's mental health",
    "what do i write down after sharing",
    "she is 15 and her boyfriend is 14, do i have to tell anyone",
    "an adult at risk refuses help, do i still report it",
    "attorney wants to see the notes",
    "missing from the ward, what can i tell the police",
    "new partner of mum has a violent past, can she be told",
    "how much of the file do i send",
)


@dataclass(frozen=True, slots=True)
class SearchFigures:
    """Medians in milliseconds."""

    our_search_ms: float
    tutorial_search_ms: float


def measure(pair: Pair, questions: tuple[str, ...] = QUESTIONS) -> SearchFigures:
    """Ask both every question."""
    asked = [Question(text, text, "", None, ()) for text in questions]
    library, tutorial = pair.ours.library, pair.tutorial
    ours, theirs = medians_ms([lambda one: library.search(one.text, TOP), tutorial.search], asked)
    return SearchFigures(ours, theirs)
