"""A worker's message in, intent and facts out."""
