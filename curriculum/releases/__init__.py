"""How a version comes about where not its author alone publishes, and which version a community uses."""
