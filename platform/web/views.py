"""The pages that belong to no app: the network's home, one's own, search and the style guide."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from web.catalogue import shown
from web.examples import material
from web.registry import MY_HOME, NETWORK_HOME, panels_for
from web.searching import grouped


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "web/home.html", {"panels": panels_for(request, NETWORK_HOME)})


@require_GET
def me(request: HttpRequest) -> HttpResponse:
    return render(request, "web/me.html", {"panels": panels_for(request, MY_HOME)})


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    text = " ".join(request.GET.get("q", "").split())[:200]
    return render(request, "web/search.html", {"text": text, "groups": grouped(request, text)})


@require_http_methods(["GET", "POST"])
def styleguide(request: HttpRequest) -> HttpResponse:
    """What is sent to its example forms is looked at and not kept."""
    found = material(request.POST or None, in_use="filter-state" in request.GET)
    status = 422 if request.POST and not found["form"].is_valid() else 200
    return render(request, "web/styleguide.html", {"items": shown(), **found}, status=status)
