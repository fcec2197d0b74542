"""What the pages say about work that waits."""

from jobs import queue


def queue_is_down() -> bool:
    """Whether jobs only wait now: the broker does not answer (as seen in this process at most some seconds ago)."""
    return queue.is_down()
