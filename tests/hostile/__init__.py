"""Hostile text in every text field of curricula and of what is decided about them, and what comes back."""
