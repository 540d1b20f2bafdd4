"""A document read apart from everything else, within limits, and made harmless."""
