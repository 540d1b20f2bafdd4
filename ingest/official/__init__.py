"""Official documents: the register of sources, and what is fetched from their published addresses."""
