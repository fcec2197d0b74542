"""Pages of curricula in their community."""
