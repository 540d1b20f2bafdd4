"""What each command of the command line does. Standard output carries the answer and nothing else."""

from sharebot.commands.conversation import ask, converse
from sharebot.commands.differences import library_differences
from sharebot.commands.evaluating import evaluate
from sharebot.commands.glossary import glossary
from sharebot.commands.guidance import library_affected, library_list, library_show, library_status, search
from sharebot.commands.records import records_erase, records_export, records_list, records_show, records_verify
from sharebot.commands.rules import decide, framework_check, framework_draw, framework_explain, framework_facts

__all__ = [
    "ask",
    "converse",
    "decide",
    "evaluate",
    "framework_check",
    "framework_draw",
    "framework_explain",
    "framework_facts",
    "glossary",
    "library_affected",
    "library_differences",
    "library_list",
    "library_show",
    "library_status",
    "records_erase",
    "records_export",
    "records_list",
    "records_show",
    "records_verify",
    "search",
]
