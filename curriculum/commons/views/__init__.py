"""Pages of what is shared, and of what goes up and down the thread."""
