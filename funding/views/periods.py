"""How far the books are closed, and what there was before they began."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from communities.access import MemberRequest, needs
from communities.models import Membership
from funding import actions
from funding.forms.books import ClosingForm
from funding.forms.openings import OpeningsForm, OpeningTableForm
from funding.models import Closing, Fund
from funding.opening_table import read_openings
from funding.periods import checks, next_end, years
from funding.queries import funds, the_books
from funding.views.answering import done, shown
from web.links import redirect_here
from web.paging import page_of


@needs("funding.see_books")
def periods(request: MemberRequest) -> HttpResponse:
    closings = page_of(request, Closing.objects.order_by("-through"))
    people = {one.closed_by_id for one in closings}
    names = {who.person_id: who.display_name for who in Membership.objects.filter(person__in=people).order_by("since")}
    more = {
        "books": the_books(),
        "years": years(),
        "closings": closings,
        "rows": [(one, names.get(one.closed_by_id, "")) for one in closings],
        "may_close": request.access.can("funding.close_books"),
    }
    return shown(request, "funding/periods.html", None, **more)


@needs("funding.close_books")
def close(request: MemberRequest) -> HttpResponse:
    """Shows first what would better be done before; `through` asks for the end of one month."""
    asked = ClosingForm(request.GET or None)
    end = asked.cleaned_data["through"] if asked.is_valid() else next_end()
    form = ClosingForm(request.POST or None, initial={"through": end})
    if done(form, lambda through: actions.close_books(through, by=request.access.person) or through):
        messages.success(request, _("The books are closed up to that day."))
        return redirect_here(request, "funding-periods")
    return shown(request, "funding/close.html", form, books=the_books(), checks=checks(end))


@needs("funding.post")
def openings(request: MemberRequest) -> HttpResponse:
    here: Any = request.access.community
    fund = _fund(request)
    form = OpeningsForm(request.POST or None, fund=fund, currency=here.currency)
    entry = done(form, lambda **given: actions.record_openings(by=request.access.person, **given))
    if entry:
        messages.success(request, _("The opening balances are in the books."))
        return redirect_here(request, "funding-entry", entry.pk)
    return shown(request, "funding/openings.html", form, fund=fund, funds=funds())


@needs("funding.post")
def opening_table(request: MemberRequest) -> HttpResponse:
    here: Any = request.access.community
    form = OpeningTableForm(request.POST or None, request.FILES or None)

    def act(file: str, **given: Any) -> Any:
        read = read_openings(file, currency=here.currency)
        return actions.record_openings(read, by=request.access.person, **given)

    entry = done(form, act)
    if entry:
        messages.success(request, _("The opening balances are in the books."))
        return redirect_here(request, "funding-entry", entry.pk)
    return shown(request, "funding/opening_table.html", form)


def _fund(request: MemberRequest) -> Fund:
    asked = request.POST.get("fund") or request.GET.get("fund", "")
    return next((one for one in funds() if str(one.pk) == asked), None) or funds()[0]
