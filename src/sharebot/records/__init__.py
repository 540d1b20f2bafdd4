"""The decision log."""

from sharebot.records.casenote import as_case_note
from sharebot.records.conversations import ConversationStore
from sharebot.records.entries import Checkpoint, Entry, Record
from sharebot.records.log import RecordLog
from sharebot.records.model import DecisionRecord, decision_record
from sharebot.records.verification import Verification

__all__ = [
    "Checkpoint",
    "ConversationStore",
    "DecisionRecord",
    "Entry",
    "Record",
    "RecordLog",
    "Verification",
    "as_case_note",
    "decision_record",
]
