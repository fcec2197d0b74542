"""The chart of accounts, and one line of it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from django.views.decorators.http import require_POST

from communities.access import MemberRequest, needs
from funding import actions
from funding.chart_templates import TEMPLATES, template_for
from funding.charted import by_kind, charted
from funding.forms.charting import LineForm, NewLineForm, TemplateForm
from funding.models import ChartLine
from funding.queries import headings
from funding.views.answering import done, shown
from tenancy.refusal import Refused
from web.links import redirect_here


@needs("funding.see_books")
def chart(request: MemberRequest) -> HttpResponse:
    more = {"kinds": by_kind(request.access), "may_post": request.access.can("funding.post")}
    return shown(request, "funding/chart.html", None, **more)


@needs("funding.see_books")
def line(request: MemberRequest, pk: UUID) -> HttpResponse:
    one = charted(request.access, get_object_or_404(ChartLine, pk=pk))[0]
    return shown(request, "funding/line.html", None, one=one, may_post=request.access.can("funding.post"))


@needs("funding.post")
def add(request: MemberRequest) -> HttpResponse:
    form = NewLineForm(request.POST or None)
    if done(form, actions.add_line):
        messages.success(request, _("The line is in the chart; funds that can use it have an account on it."))
        return redirect_here(request, "funding-chart")
    return shown(request, "funding/new_line.html", form, headings=headings())


@needs("funding.post")
def change(request: MemberRequest, pk: UUID) -> HttpResponse:
    one = get_object_or_404(ChartLine, pk=pk)
    form = LineForm(request.POST or None, line=one)
    if done(form, lambda **given: actions.change_line(one, **given)):
        return redirect_here(request, "funding-line", pk)
    return shown(request, "funding/change_line.html", form, line=one, headings=headings())


@require_POST
@needs("funding.post")
def retire(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Or bring back, what is retired."""
    one = get_object_or_404(ChartLine, pk=pk)
    try:
        actions.bring_back_line(one) if one.is_retired else actions.retire_line(one)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect_here(request, "funding-line", pk)


@needs("funding.post")
def template(request: MemberRequest) -> HttpResponse:
    """In the community's first language, as the usual lines are."""
    here: Any = request.access.community
    form = TemplateForm(request.POST or None, initial={"template": template_for(here.kind).key})
    with override(here.languages[0] if here.languages else "en"):
        added = done(form, lambda template: (actions.take_template(template),))
    if added:
        number = len(added[0])
        told = ngettext("%(n)s line was added.", "%(n)s lines were added.", number) % {"n": number}
        messages.success(request, told)
        return redirect_here(request, "funding-chart")
    return shown(request, "funding/chart_template.html", form, templates=TEMPLATES.values())
