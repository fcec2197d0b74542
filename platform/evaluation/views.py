"""A community's reports for those it lets read them, and the observatory for everyone."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from communities.access import AccessRequest, MemberRequest, needs
from communities.governance.queries import rule_in_force
from evaluation import drawing, observatory, reading
from evaluation.audiences import LAYOUTS, Audience, audience_of, laid_out, news_of
from evaluation.citing import TYPES, WRITTEN, Cited, as_bibtex, in_words
from evaluation.consent import audiences_of
from evaluation.corrections import as_read, groups_of, lines_of
from evaluation.downloads import network_csv, network_package
from evaluation.effect import proposal_on
from evaluation.feeds import network_feed
from evaluation.models import NetworkReport
from evaluation.own_names import own_tables
from evaluation.package import package_of
from evaluation.pictures import picture_of
from evaluation.publishing import MATTER, REVIEW, sees_drafts
from evaluation.queries import network_reports, published_report, reports_here, weeks_up_to
from evaluation.takeaways import ENDINGS, JSON, report_json, report_table
from files.views import table_file
from web.links import url_here
from web.paging import page_of


@require_GET
@needs("evaluation.see_reports")
def reports(request: MemberRequest) -> HttpResponse:
    """The latest published, and the way to all others."""
    drafts = sees_drafts(request.access)
    found = reports_here().first() or (reports_here(drafts=True).first() if drafts else None)
    if found is None:
        return render(request, "evaluation/no_reports.html", {"may_ask": request.access.can(REVIEW)})
    return _report(request, found, drafts)


@require_GET
@needs("evaluation.see_reports")
def report(request: MemberRequest, period: str) -> HttpResponse:
    drafts = sees_drafts(request.access)
    return _report(request, get_object_or_404(reports_here(drafts=drafts), period=period), drafts)


@require_GET
@needs("evaluation.see_reports")
def report_file(request: MemberRequest, period: str, format: str) -> HttpResponseBase:
    """For each reader the same as the page shows them."""
    if format not in ENDINGS:
        raise Http404
    found = get_object_or_404(reports_here(drafts=sees_drafts(request.access)), period=period)
    read = as_read(found, request.access)
    if format == JSON:
        return report_json(read)
    audience = audience_of(request.access, request.GET.get("for", ""))
    return table_file(report_table(read, request.access.community, format, audience))


def _report(request: MemberRequest, shown: Any, drafts: bool) -> HttpResponse:
    access, read = request.access, as_read(shown, request.access)
    content, audience = read.content, audience_of(request.access, request.GET.get("for", ""))
    layout, corrected = LAYOUTS[audience], dict(lines_of(read, access.community))
    rows = [(line, corrected[line]) for line in laid_out(corrected, audience)]
    context = {
        "report": shown,
        "before": content["before"],
        "headline": reading.headline(content),
        "query": f"for={audience.value}",
        "layout": layout,
        "tabs": _tabs(request, shown, audience),
        "news": news_of(line for line, _corrected in rows),
        "rows": rows,
        "corrected_at": read.corrected_at,
        "facts": reading.facts(corrected, layout.facts),
        "chart": picture_of(weeks_up_to(shown), access, layout.picture),
        "groups": groups_of(read) if layout.groups else [],
        "gaps": drawing.gaps_of(content) if layout.gaps else [],
        "definitions": reading.definitions(content),
        "page": page_of(request, reports_here(drafts=drafts).defer("content", "salts"), 20),
        "may_ask": access.can(REVIEW),
        **({} if shown.published_at else _draft(access, shown)),
    }
    return render(request, "evaluation/report.html", context)


def _tabs(request: MemberRequest, shown: Any, audience: Audience) -> list[dict[str, Any]]:
    address = url_here(request, "evaluation-report", shown.period)
    return [
        {"label": one.label, "url": f"{address}?for={one.value}", "current": one == audience} for one in Audience
    ]  # fmt: skip


def _draft(access: Any, shown: Any) -> dict[str, Any]:
    """What may be done with it, by whom."""
    entrusted, reviews = rule_in_force(MATTER).is_entrusted, access.can(REVIEW)
    return {
        "may_write": reviews,
        "may_publish": entrusted and reviews,
        "may_propose": not entrusted and rule_in_force(MATTER).may_propose(access.membership),
        "proposal": proposal_on(shown, access.membership),
    }


@require_GET
def observatory_home(request: AccessRequest) -> HttpResponse:
    """The latest network report, or what will stand here."""
    found = published_report()
    if found is None:
        return render(request, "evaluation/no_network_report.html")
    return _network_report(request, found)


@require_GET
def network_report(request: AccessRequest, period: str) -> HttpResponse:
    return _network_report(request, _published(period))


@require_GET
def network_report_csv(request: HttpRequest, period: str) -> FileResponse:
    return network_csv(_published(period))


@require_GET
def network_report_package(request: HttpRequest, period: str) -> HttpResponseBase:
    """The open data, or 304 to whoever has it."""
    return network_package(request, _published(period))


@require_GET
def network_report_citation(request: HttpRequest, period: str, format: str) -> HttpResponse:
    """For a reference manager: bib, ris or csl (CSL-JSON)."""
    report = _published(period)
    if format not in WRITTEN:
        raise Http404
    answer = HttpResponse(WRITTEN[format](Cited(report)), content_type=TYPES[format])
    answer["Content-Disposition"] = f'attachment; filename="observatory-{period}.{format}"'
    return answer


@require_GET
def observatory_feed(request: HttpRequest) -> HttpResponseBase:
    return network_feed(request)


def _published(period: str) -> NetworkReport:
    found = published_report(period)
    if found is None:
        raise Http404
    return found


def _network_report(request: AccessRequest, shown: NetworkReport) -> HttpResponse:
    content = shown.content
    tables = observatory.tables(content, shown.period)
    context = {
        "report": shown,
        "content": content,
        "headline": observatory.headline(content),
        "lead": observatory.lead(content),
        "chart": observatory.chart_of(content) if content["sums"] else None,
        "communities": [table for table in tables if not table.key],
        "groups": [table for table in tables if table.key],
        "own": own_tables(shown, audiences_of(request.access)),
        "package": package_of(shown),
        "citation": in_words(Cited(shown)),
        "bibtex": as_bibtex(Cited(shown)),
        "page": page_of(request, network_reports().defer("content"), 20),
    }
    return render(request, "evaluation/network_report.html", context)
