"""How well sharebot reads and decides: worked cases and labelled messages, answered by a simulated worker."""
