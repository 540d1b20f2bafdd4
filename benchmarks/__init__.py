"""Retrieval, speed and memory beside the plain tutorial pipeline, in one run on one machine."""
