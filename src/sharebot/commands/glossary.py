"""`glossary`: what an abbreviation or term stands for."""

import argparse

from sharebot.commands.common import out, say
from sharebot.errors import AnswerError
from sharebot.glossary import Entry, load_glossary
from sharebot.settings import load_settings


def glossary(arguments: argparse.Namespace) -> int:
    """Every entry, or those for one term. Raises AnswerError for a term the glossary does not have."""
    known, wanted = load_glossary(load_settings().knowledge), " ".join(arguments.term)
    entries = known.find(wanted) if arguments.term else known.entries
    if not entries:
        raise AnswerError(f"The glossary does not have '{wanted}'. See every term with: sharebot glossary")
    if arguments.json:
        out({"entries": [entry.model_dump(by_alias=True) for entry in entries]})
    else:
        say("\n".join(_lines(entry) for entry in entries))
    return 0


def _lines(entry: Entry) -> str:
    meanings = " or ".join(meaning for meaning in entry.meanings if meaning.lower() != entry.term.lower())
    first = f"{entry.term}: {meanings}" if meanings else entry.term
    lines = [first, f"    {entry.plain}"]
    if entry.scottish:
        lines.append(f"    In Scotland: {entry.scottish}.")
    return "\n".join(lines)
