"""What a run did, in figures and in words."""

from dataclasses import asdict, dataclass, field
from typing import Any

from sharebot.errors import LibraryError
from sharebot.retrieval.manifest import Manifest, Noticed, Unreadable


class NothingReadError(LibraryError):
    """Not one document could be read; each is named with its reason."""

    def __init__(self, message: str, unreadable: list[Unreadable]) -> None:
        super().__init__(message)
        self.unreadable = unreadable


@dataclass(frozen=True, slots=True)
class Summary:
    """Figures of one run."""

    version: str
    changed: bool
    documents: int
    read: int
    passages: int
    new: int
    kept: int
    withdrawn: int
    embedded: int
    seconds: float
    documents_withdrawn: list[str] = field(default_factory=list)
    unreadable: list[Unreadable] = field(default_factory=list)
    noticed: list[Noticed] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {
            "unreadable": [one.model_dump() for one in self.unreadable],
            "noticed": [one.model_dump() for one in self.noticed],
        }


def unchanged(manifest: Manifest, seconds: float) -> Summary:
    """Of a run that found everything as it was."""
    return Summary(
        version=manifest.version, changed=False, documents=manifest.documents, read=0, passages=manifest.passages,
        new=0, kept=manifest.passages, withdrawn=0, embedded=0, seconds=seconds, unreadable=manifest.unreadable,
        noticed=manifest.noticed,
    )  # fmt: skip


def in_words(summary: Summary) -> list[str]:
    """Lines for a person."""
    held = f"{_count(summary.documents, 'document')}, {_count(summary.passages, 'passage')}"
    lines = [f"Library {summary.version}: {held}."]
    if summary.changed:
        lines.append(
            f"{_count(summary.read, 'document')} read. Passages: {summary.new} new, {summary.kept} kept, "
            f"{summary.withdrawn} withdrawn. {summary.embedded} embedded, in {summary.seconds:.1f} seconds."
        )
    else:
        lines.append("Nothing has changed, so nothing was embedded.")
    if summary.documents_withdrawn:
        lines.append(f"Withdrawn: {', '.join(summary.documents_withdrawn)}.")
    lines += [f"Note: {one.file}: {one.note}." for one in summary.noticed]
    return lines + warnings(summary.unreadable)


def warnings(unreadable: list[Unreadable]) -> list[str]:
    """One line for each document that is not in the library."""
    if not unreadable:
        return []
    return [f"Warning: {_count(len(unreadable), 'document')} could not be read and cannot be searched:"] + [
        f"  {one.file}: {one.reason}" for one in unreadable
    ]


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
