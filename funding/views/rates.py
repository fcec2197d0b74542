"""What there is in other currencies, at which rates."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import ngettext

from communities.access import MemberRequest, needs
from funding import actions
from funding.forms.rates import RateForm, RateTableForm
from funding.models import Rate
from funding.rates import positions, read_table, unrealised
from funding.views.answering import done, shown
from web.links import redirect_here
from web.paging import page_of


@needs("funding.see_books")
def currencies(request: MemberRequest) -> HttpResponse:
    here: Any = request.access.community
    found = positions(request.access, here.currency)
    gained = unrealised(found)
    more = {
        "positions": found,
        "total": sum(one.worth for one in found if one.worth is not None),
        "missing": [one.currency for one in found if one.worth is None and one.amount],
        "unrealised": gained,
        "lost": -(gained or 0),
        "rates": page_of(request, Rate.objects.filter(base=here.currency).order_by("-on", "currency", "-id")),
        "base": here.currency,
        "may_post": request.access.can("funding.post"),
    }
    return shown(request, "funding/currencies.html", None, **more)


@needs("funding.post")
def add(request: MemberRequest) -> HttpResponse:
    here: Any = request.access.community
    form = RateForm(request.POST or None, base=here.currency)
    stored = done(form, lambda **given: actions.store_rate(base=here.currency, by=request.access.person, **given))
    if stored:
        return redirect_here(request, "funding-currencies")
    return shown(request, "funding/new_rate.html", form)


@needs("funding.post")
def table(request: MemberRequest) -> HttpResponse:
    here: Any = request.access.community
    form = RateTableForm(request.POST or None, request.FILES or None)

    def act(file: str, source: str) -> Any:
        quotes = read_table(file, base=here.currency)
        return (actions.store_rates(quotes, base=here.currency, source=source, by=request.access.person),)

    stored = done(form, act)
    if stored:
        told = ngettext("%(n)s rate is new.", "%(n)s rates are new.", stored[0]) % {"n": stored[0]}
        messages.success(request, told)
        return redirect_here(request, "funding-currencies")
    return shown(request, "funding/rate_table.html", form)
