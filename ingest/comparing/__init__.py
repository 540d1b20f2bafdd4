"""An area's guidance beside national guidance."""
