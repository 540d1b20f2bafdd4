"""The parts of the Ask page, one a file."""
