"""Whether what is shared fits a community, and why."""
