"""What every page shows around its content."""

from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from jobs import queue
from web.navigation import here_now, my_menu, my_places, network_menu, rooms


def page(request: HttpRequest) -> dict[str, Any]:
    """Callables are called by the template that shows them, and by no other."""
    return {
        "access": getattr(request, "access", None),
        "network_name": settings.NETWORK_NAME,
        "here_now": partial(here_now, request),
        "my_places": partial(my_places, request),
        "rooms": partial(rooms, request),
        "my_menu": partial(my_menu, request),
        "network_menu": partial(network_menu, request),
        "jobs_waiting": queue.is_down,
    }
