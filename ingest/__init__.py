"""Documents in, library out."""
