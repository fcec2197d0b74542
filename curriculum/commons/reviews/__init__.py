"""What those say of a shared curriculum who taught it, and what its community answers."""
