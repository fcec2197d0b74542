"""Addresses inside the community where a request is."""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse


def address(name: str, *args: Any) -> str:
    """The address of a page; remembered, since a page names some thirty others."""
    return _address(name, args, get_urlconf() or settings.ROOT_URLCONF, get_script_prefix())


@lru_cache(maxsize=10_000)
def _address(name: str, args: tuple[Any, ...], urlconf: str, _prefix: str) -> str:
    return reverse(name, urlconf=urlconf, args=args)


def url_at(community: Any, name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a page under /c/<slug>/ of that community."""
    if kwargs:
        return reverse(name, kwargs={"slug": community.slug, **kwargs})
    return address(name, community.slug, *args)


def url_here(request: HttpRequest, name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a page of the community the request is in."""
    access = getattr(request, "access", None)
    if access is None or access.community is None:
        raise NoReverseMatch(f"{name} is a page of a community, and this request is in none.")
    return url_at(access.community, name, *args, **kwargs)


def redirect_here(request: HttpRequest, name: str, *args: Any, **kwargs: Any) -> HttpResponseRedirect:
    return HttpResponseRedirect(url_here(request, name, *args, **kwargs))
