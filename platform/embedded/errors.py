class CannotStart(Exception):  # noqa: N818  it reads as a sentence where it is raised
    """Says in plain words what keeps the embedded services from running."""
