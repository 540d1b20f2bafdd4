"""The pages; each asks the service, shows the result, and knows nothing else."""
