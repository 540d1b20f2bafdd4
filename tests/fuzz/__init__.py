"""Reading thousands of damaged files."""
