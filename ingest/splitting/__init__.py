"""Where a document may be cut, and what belongs together."""
