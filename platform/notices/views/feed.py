"""A person's calendar, for a program that knows its address; and the page that gives the address."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.language import as_read_by
from accounts.models import Person
from api.idempotency import never_stored
from notices.feed_keys import fits, make_address, person_in, revoke_address
from notices.feeds import calendar_answer, my_entries
from notices.models import FeedKey
from tenancy.scope import as_person


@require_GET
def feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """Without signing in: the address is the secret."""
    person_id = person_in(token)
    person = Person.objects.filter(pk=person_id, is_active=True).first() if person_id else None
    if person is None:
        raise Http404
    with as_person(person.pk), as_read_by(person):
        if not fits(token):
            raise Http404
        return calendar_answer(request, settings.NETWORK_NAME, my_entries())


@never_stored
@require_http_methods(["GET", "POST"])
def feed_page(request: Any) -> HttpResponse:
    address = make_address() if request.method == "POST" else ""
    return render(request, "notices/feed.html", {"key": FeedKey.objects.first(), "address": address})


@require_POST
def feed_revoke(request: HttpRequest) -> HttpResponse:
    revoke_address()
    messages.success(request, _("That address no longer works."))
    return redirect("notices-feed-page")
