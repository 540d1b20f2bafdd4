"""How fast documents are taken in, what a run with nothing to do takes, and what more documents cost in memory."""

from dataclasses import dataclass
from pathlib import Path

from benchmarks.memory import Held, in_a_child
from benchmarks.pair import Pair

FEW, MANY = 50, 200


@dataclass(frozen=True, slots=True)
class Speed:
    """Of the first run over some documents."""

    documents: int
    characters: int
    """Of the text as the tutorial pipeline reads it, for both."""
    our_passages: int
    our_seconds: float
    tutorial_chunks: int
    tutorial_seconds: float

    @property
    def ratio(self) -> float:
        """Passages a second, ours by the tutorial pipeline's chunks a second."""
        return (self.our_passages / self.our_seconds) / (self.tutorial_chunks / self.tutorial_seconds)

    @property
    def ratio_of_characters(self) -> float:
        """The same, by the characters of the source."""
        return self.tutorial_seconds / self.our_seconds


@dataclass(frozen=True, slots=True)
class Growth:
    """What a process held that took in few documents, and one that took in many."""

    few: Held
    many: Held

    @property
    def ratio(self) -> float:
        return self.many.peak_mb / self.few.peak_mb


def speed(pairs: list[Pair]) -> Speed:
    """All the documents of several pairs together."""
    return Speed(
        documents=sum(pair.first.summary.documents for pair in pairs),
        characters=sum(pair.tutorial.characters for pair in pairs),
        our_passages=sum(pair.first.summary.passages for pair in pairs),
        our_seconds=sum(pair.first.seconds for pair in pairs),
        tutorial_chunks=sum(len(pair.tutorial.pieces) for pair in pairs),
        tutorial_seconds=sum(pair.tutorial.seconds for pair in pairs),
    )


def growth(place: Path, knowledge: Path) -> Growth:
    """Copies of the shortest pages in `knowledge`, each with a title of its own, fifty and two hundred of them."""
    pages = sorted(knowledge.glob("code-of-practice/*.md"), key=lambda page: (page.stat().st_size, page.name))[:FEW]
    # Without its front matter, whose id no two documents may have.
    texts = [page.read_text(encoding="utf-8").split("\n---\n", 1)[-1] for page in pages]
    held = []
    for count in (FEW, MANY):
        folder = place / f"{count}-documents"
        folder.mkdir(parents=True)
        for number in range(count):
            # The title is embedded with every short passage, so that no copy gets its vectors from another.
            text = texts[number % len(texts)].lstrip().replace("# ", f"# Copy {number}: ", 1)
            (folder / f"{number}.md").write_text(text, encoding="utf-8")
        held.append(in_a_child(folder, place / f"{count}-data"))
    return Growth(*held)
