"""Collections: what a community recommends of the commons."""
