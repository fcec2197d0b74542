"""The pages that belong to no app: the network's home, one's own, search, language and the style guide."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from web.catalogue import shown
from web.examples import material
from web.registry import MY_HOME, NETWORK_HOME, panels_for
from web.searching import grouped

YEAR = 365 * 24 * 3600  # seconds


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


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """The reader's language, kept in a cookie for a year, and with the person who is signed in."""
    code, back = request.POST.get("language", ""), request.POST.get("next", "")
    if code not in dict(settings.LANGUAGES):
        return HttpResponseBadRequest()
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    if request.user.is_authenticated:
        get_user_model().objects.filter(pk=request.user.pk).update(language=code)
    response = HttpResponseRedirect(back)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, code, max_age=YEAR, samesite="Lax", secure=request.is_secure(), httponly=True
    )
    return response
