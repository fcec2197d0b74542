"""A person's keys to the API."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts.confirming import confirmed_lately
from api.idempotency import never_stored
from communities.forms import KeyForm
from communities.keys import keys_of, make_key, revoke_key
from tenancy.refusal import Refused


@require_GET
def key_list(request: Any) -> HttpResponse:
    return render(request, "communities/keys.html", {"keys": keys_of(request.user)})


@never_stored
@never_cache
@confirmed_lately
def key_new(request: Any) -> HttpResponse:
    """The answer to the form is the one page that ever shows the key."""
    form = KeyForm(request.POST or None, communities=[m.community for m in request.access.memberships])
    if form.is_valid():
        try:
            key, secret = make_key(
                request.user,
                name=form.cleaned_data["name"],
                community=form.community,
                may_write=form.cleaned_data["may_write"],
                expires_at=form.expires_at,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return render(request, "communities/key_made.html", {"key": key, "secret": secret}, status=201)
    return render(request, "communities/key_new.html", {"form": form}, status=422 if form.is_bound else 200)


@require_POST
def key_revoke(request: Any, pk: UUID) -> HttpResponse:
    if not revoke_key(request.user, pk):
        raise Http404
    messages.success(request, _("That key no longer works."))
    return redirect("keys-list")
