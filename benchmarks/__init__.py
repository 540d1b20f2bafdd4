"""Speed beside the plain tutorial pipeline, as ratios in one run on one machine."""
