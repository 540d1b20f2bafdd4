"""The other kinds of file, and what several readers share."""
