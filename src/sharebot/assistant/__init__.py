"""The conversation: reads the steps from message to turn aloud, in order."""

from sharebot.assistant.assistant import Assistant
from sharebot.assistant.conversation import Conversation

__all__ = ["Assistant", "Conversation"]
