"""A community's reports for those it lets read them, and the observatory for everyone."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from communities.access import MemberRequest, needs
from evaluation import drawing, observatory, reading
from evaluation.citing import TYPES, WRITTEN, as_bibtex, in_words
from evaluation.corrections import as_read, groups_of, lines_of
from evaluation.downloads import network_csv, network_package
from evaluation.feeds import network_feed
from evaluation.models import NetworkReport, Report
from evaluation.package import package_of
from evaluation.queries import network_reports, reports_here, weeks_up_to
from evaluation.takeaways import ENDINGS, JSON, report_json, report_table
from files.views import table_file
from web.paging import page_of


@require_GET
@needs("evaluation.see_reports")
def reports(request: MemberRequest) -> HttpResponse:
    """The latest, and the way to all others."""
    found = reports_here().first()
    if found is None:
        return render(request, "evaluation/no_reports.html")
    return _report(request, found)


@require_GET
@needs("evaluation.see_reports")
def report(request: MemberRequest, period: str) -> HttpResponse:
    found = reports_here().filter(period=period).first()
    if found is None:
        raise Http404
    return _report(request, found)


@require_GET
@needs("evaluation.see_reports")
def report_file(request: MemberRequest, period: str, format: str) -> HttpResponseBase:
    """For each reader the same as the page shows them."""
    found = reports_here().filter(period=period).first()
    if found is None or format not in ENDINGS:
        raise Http404
    read = as_read(found, request.access)
    return report_json(read) if format == JSON else table_file(report_table(read, request.access.community, format))


def _report(request: MemberRequest, shown: Report) -> HttpResponse:
    read = as_read(shown, request.access)
    content = read.content
    rows = lines_of(read, request.access.community)
    context = {
        "report": shown,
        "before": content["before"],
        "headline": reading.headline(content),
        "rows": rows,
        "corrected_at": read.corrected_at,
        "facts": reading.facts(line for line, _corrected in rows),
        "chart": drawing.chart_of(weeks_up_to(shown), content),
        "groups": groups_of(read),
        "gaps": drawing.gaps_of(content),
        "definitions": reading.definitions(content),
        "page": page_of(request, reports_here().defer("content", "salts"), 20),
    }
    return render(request, "evaluation/report.html", context)


@require_GET
def observatory_home(request: HttpRequest) -> HttpResponse:
    """The latest network report, or what will stand here."""
    found = network_reports().first()
    if found is None:
        return render(request, "evaluation/no_network_report.html")
    return _network_report(request, found)


@require_GET
def network_report(request: HttpRequest, period: str) -> HttpResponse:
    return _network_report(request, get_object_or_404(network_reports(), period=period))


@require_GET
def network_report_csv(request: HttpRequest, period: str) -> FileResponse:
    return network_csv(get_object_or_404(network_reports(), period=period))


@require_GET
def network_report_package(request: HttpRequest, period: str) -> HttpResponseBase:
    """The open data, or 304 to whoever has it."""
    return network_package(request, get_object_or_404(network_reports(), period=period))


@require_GET
def network_report_citation(request: HttpRequest, period: str, format: str) -> HttpResponse:
    """For a reference manager: bib, ris or csl (CSL-JSON)."""
    report = get_object_or_404(network_reports(), period=period)
    if format not in WRITTEN:
        raise Http404
    answer = HttpResponse(WRITTEN[format](report), content_type=TYPES[format])
    answer["Content-Disposition"] = f'attachment; filename="observatory-{period}.{format}"'
    return answer


@require_GET
def observatory_feed(request: HttpRequest) -> HttpResponseBase:
    return network_feed(request)


def _network_report(request: HttpRequest, shown: NetworkReport) -> HttpResponse:
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
        "package": package_of(shown),
        "citation": in_words(shown),
        "bibtex": as_bibtex(shown),
        "page": page_of(request, network_reports().defer("content"), 20),
    }
    return render(request, "evaluation/network_report.html", context)
