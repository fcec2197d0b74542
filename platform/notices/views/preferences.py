"""What reaches a person, and when; and the way out in each letter."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from notices.choosing import choose, stop_mail
from notices.forms import PreferencesForm
from notices.kinds import TOPICS
from notices.queries import preferences
from notices.unsubscribing import wish_in
from tenancy.refusal import Refused
from tenancy.scope import as_person


@require_http_methods(["GET", "POST"])
def preferences_page(request: Any) -> HttpResponse:
    form = PreferencesForm(request.POST or None, chosen=preferences())
    if form.is_valid():
        try:
            choose(**form.chosen())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your choices are kept."))
            return redirect("notices-preferences")
    shown = {"form": form, "person": request.access.person}
    return render(request, "notices/preferences.html", shown, status=422 if form.errors else 200)


@csrf_exempt  # a mail program sends it, from nowhere; the signature vouches (RFC 8058)
@require_http_methods(["GET", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    wish = wish_in(token)
    if wish is None:
        raise Http404
    if request.method == "POST":
        with as_person(wish.person_id):
            stop_mail(wish.topics)
    topics = [TOPICS[topic].label for topic in wish.topics if topic in TOPICS]
    return render(request, "notices/unsubscribe.html", {"topics": topics, "done": request.method == "POST"})
