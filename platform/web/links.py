"""Addresses inside the community where a request is."""

from typing import Any

from django.http import HttpRequest, HttpResponseRedirect
from django.urls import NoReverseMatch, reverse


def url_at(community: Any, name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a page under /c/<slug>/ of that community."""
    if kwargs:
        return reverse(name, kwargs={"slug": community.slug, **kwargs})
    return reverse(name, args=(community.slug, *args))


def url_here(request: HttpRequest, name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a page of the community the request is in."""
    access = getattr(request, "access", None)
    if access is None or access.community is None:
        raise NoReverseMatch(f"{name} is a page of a community, and this request is in none.")
    return url_at(access.community, name, *args, **kwargs)


def redirect_here(request: HttpRequest, name: str, *args: Any, **kwargs: Any) -> HttpResponseRedirect:
    return HttpResponseRedirect(url_here(request, name, *args, **kwargs))
