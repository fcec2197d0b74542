"""A sum shared among several communities: first what each gets, then written in the books of all."""

from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import ngettext

from communities.access import MemberRequest, needs
from funding.forms.sharing import SharingForm
from funding.queries import partners
from funding.sharing import AT_MOST, Share, share, shares_of
from funding.views.answering import done
from web.amounts import write_money
from web.links import url_here


@needs("funding.post")
def share_among(request: MemberRequest) -> HttpResponse:
    """Nothing is written before its preview was seen as it stands."""
    here: Any = request.access.community
    among = "\n".join(one.slug for one in partners()[:AT_MOST]) if "everyone" in request.GET else ""
    form = SharingForm(request.POST or None, currency=here.currency, initial={"among": among})
    shares = done(form, lambda **_given: shares_of(form.sharing())) or []
    seen = _seal(form, shares)
    is_seen = bool(shares) and request.POST.get("seen") == seen
    if is_seen and done(form, lambda **_given: share(form.sharing(), here=here, by=request.access.person)):
        return _told(request, form, shares)
    more = {"form": form, "shares": shares, "seen": seen, "total": sum(one.amount for one in shares)}
    is_wrong = form.is_bound and not form.is_valid()
    return render(request, "funding/sharing.html", more, status=422 if is_wrong else 200)


def _seal(form: SharingForm, shares: list[Share]) -> str:
    """Of everything that is shown, so that what is written is what was seen."""
    if not shares:
        return ""
    given = form.cleaned_data
    parts = [(str(one.part.community.pk), str(one.part.weight), one.amount) for one in shares]
    told = (given["id"], given["what"], given["per"], given["amount"], given["on"], given["memo"], parts)
    return sha256(repr(told).encode()).hexdigest()


def _told(request: MemberRequest, form: SharingForm, shares: list[Share]) -> HttpResponse:
    """The entries, in the register."""
    given = form.cleaned_data
    number = sum(1 for one in shares if one.amount)
    total = write_money(sum(one.amount for one in shares), request.access.community.currency)
    said = ngettext(
        "%(sum)s stands in the books of %(n)s community.", "%(sum)s stands in the books of %(n)s communities.", number
    )
    messages.success(request, said % {"sum": total, "n": number})
    query = urlencode({"text": given["memo"], "since": given["on"], "until": given["on"]})
    return HttpResponseRedirect(f"{url_here(request, 'funding-entries')}?{query}")
