"""Find the guidance: passages, the embedder, and the library that is searched with both."""
