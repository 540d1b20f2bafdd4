"""The rules engine: pure functions from facts to a recommendation."""
