class CannotStart(Exception):
    """Says in plain words what keeps the embedded services from running."""
