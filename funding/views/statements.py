"""The statements: which there are, and each of a day or a period."""

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from communities.access import MemberRequest, needs
from files.views import export
from funding.forms.statements import StatementForm
from funding.privacy import sees_all
from funding.reports.catalogue import STATEMENTS


@require_GET
@needs("funding.see_books")
def statements(request: MemberRequest) -> HttpResponse:
    """Every one, and what it tells."""
    return render(
        request, "funding/statements/list.html", {"statements": STATEMENTS.items(), "keeps": sees_all(request.access)}
    )


@require_GET
@needs("funding.see_books")
def statement(request: MemberRequest, key: str) -> HttpResponse:
    if key not in STATEMENTS:
        raise Http404
    kept = STATEMENTS[key]
    form = StatementForm(request.GET, community=request.access.community, plans=kept.plans)
    shown = {
        "form": form,
        "kept": kept,
        "key": key,
        "statements": STATEMENTS.items(),
        "statement": kept.tell(form.told(kept=sees_all(request.access))),
        "query": request.GET.urlencode(),
    }
    return render(request, "funding/statements/statement.html", shown)


@needs("funding.see_books")
def statement_file(request: MemberRequest, key: str, format: str) -> HttpResponseBase:
    kind = "funding.statement_kept" if sees_all(request.access) else "funding.statement"
    return export(request, kind, {**request.GET.dict(), "statement": key, "format": format})


@needs("funding.see_books")
def entries_file(request: MemberRequest, format: str) -> HttpResponseBase:
    kind = "funding.entries_kept" if sees_all(request.access) else "funding.entries"
    return export(request, kind, {**request.GET.dict(), "format": format})


@needs("funding.see_books")
def account_file(request: MemberRequest, pk: UUID, format: str) -> HttpResponseBase:
    kind = "funding.account_kept" if sees_all(request.access) else "funding.account"
    return export(request, kind, {**request.GET.dict(), "account": str(pk), "format": format})


@needs("funding.post")
def journal_file(request: MemberRequest, format: str) -> HttpResponseBase:
    return export(request, "funding.journal", {"format": format})
