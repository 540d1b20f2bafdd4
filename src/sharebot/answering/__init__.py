"""Recommendation and passages in, one turn out."""
