"""The statements: which there are, and each of a day or a period."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from communities.access import MemberRequest, needs
from funding.forms.statements import StatementForm
from funding.reports.catalogue import STATEMENTS


@require_GET
@needs("funding.see_books")
def statements(request: MemberRequest) -> HttpResponse:
    """Every one, and what it tells."""
    return render(request, "funding/statements/list.html", {"statements": STATEMENTS.items()})


@require_GET
@needs("funding.see_books")
def statement(request: MemberRequest, key: str) -> HttpResponse:
    if key not in STATEMENTS:
        raise Http404
    form = StatementForm(request.GET, community=request.access.community)
    shown = {
        "form": form,
        "kept": STATEMENTS[key],
        "key": key,
        "statements": STATEMENTS.items(),
        "statement": STATEMENTS[key].tell(form.told()),
        "query": request.GET.urlencode(),
    }
    return render(request, "funding/statements/statement.html", shown)
