"""Whether the installation is well, answered before anything asks the database for the visitor."""

from collections.abc import Callable

from django.core.cache import cache
from django.db import DatabaseError, InterfaceError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse

from tenancy.keys import uuid7

Next = Callable[[HttpRequest], HttpResponse]


def at_health(get_response: Next) -> Next:
    """`GET /health/`: 200 when the database and the cache answer, 503 otherwise; JSON says which."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path_info != "/health/":
            return get_response(request)
        found = {"database": database_answers(), "cache": cache_answers()}
        response = JsonResponse(found, status=200 if all(found.values()) else 503)
        response["Cache-Control"] = "no-store"
        return response

    return middleware


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return bool(cursor.fetchone() == (1,))
    except (DatabaseError, InterfaceError):
        connection.close()
        return False


def cache_answers() -> bool:
    """The cache forgives being away, so only reading back what was written proves that it is there."""
    token = str(uuid7())
    cache.set("health", token, timeout=5)
    return cache.get("health") is not None
