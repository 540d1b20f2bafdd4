"""Every error sharebot raises on purpose, as one tree.

SharebotError
├── CallerError            the person or program calling us made a mistake: the message says how to put it right
│   ├── MessageError       a message cannot be read: empty, too long, not text
│   ├── AnswerError        an answer names a fact or option that does not exist
│   └── SettingsError      an environment variable is wrong
├── KnowledgeError         a file in knowledge/ is wrong: the message names the file, the entry and the fix
│   └── FrameworkError     a rules file is wrong
├── LibraryError           the guidance library is missing, damaged, or was built some other way
├── DocumentError          one document cannot be read: the message is the reason
└── RecordError            a decision record could not be written, found or trusted
"""


class SharebotError(Exception):
    """The parent of all. Its message is one sentence fit to show to a person."""


class CallerError(SharebotError):
    """The caller can put this right."""


class MessageError(CallerError):
    """The worker's message cannot be read."""


class AnswerError(CallerError):
    """An answer or a fact names something the framework does not have."""


class SettingsError(CallerError):
    """A setting has a value that cannot be used."""


class KnowledgeError(SharebotError):
    """A file in knowledge/ does not hold what it should."""


class FrameworkError(KnowledgeError):
    """The rules do not hold together; every problem found is listed, one a line."""


class LibraryError(SharebotError):
    """The library cannot be searched; the message ends with the command that builds it."""


class DocumentError(SharebotError):
    """A document could not be read; the message is the reason in plain words."""


class RecordError(SharebotError):
    """A record could not be written, found or trusted."""
