"""Can I share this? Decision support for frontline workers in Scotland."""
