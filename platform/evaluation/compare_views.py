"""The observatory's page that compares; all that was chosen stands in its address."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from evaluation.choosing import asked_report, form_of
from evaluation.citing import TYPES, WRITTEN, Cited, as_bibtex, in_words
from evaluation.comparing import Choice, alike, compare, narrowed, places_in
from evaluation.forms import CompareForm
from evaluation.models import NetworkReport
from evaluation.side_by_side import MOST, heading, lines, over_time, spread_of, unseen

ENOUGH = 5  # for a distribution to be one
ONLY = ("kind", "country", "region", "circle")


@require_GET
def observatory_compare(request: HttpRequest) -> HttpResponse:
    report = asked_report(request.GET.get("period", ""))
    if report is None:
        return render(request, "evaluation/no_network_report.html")
    form = form_of(report, request.GET)
    cited = _cited(report, form)
    context = {
        "report": report, "form": form, **_compared(report, form),
        "citation": in_words(cited), "bibtex": as_bibtex(cited), "cited": cited, "chosen": form.address(),
    }  # fmt: skip
    return render(request, "evaluation/compare.html", context)


@require_GET
def compare_citation(request: HttpRequest, format: str) -> HttpResponse:
    """Of what was chosen, for a reference manager: bib, ris or csl (CSL-JSON)."""
    report = asked_report(request.GET.get("period", ""))
    if report is None or format not in WRITTEN:
        raise Http404
    cited = _cited(report, form_of(report, request.GET))
    answer = HttpResponse(WRITTEN[format](cited), content_type=TYPES[format])
    answer["Content-Disposition"] = f'attachment; filename="{cited.key}.{format}"'
    return answer


def _cited(report: NetworkReport, form: CompareForm) -> Cited:
    """Under an address that names the period, so that it shows the same ever after."""
    return Cited(report, form.address(period=report.period), form.told())


def _compared(report: NetworkReport, form: CompareForm) -> dict[str, Any]:
    by, near, only = form.chosen("by") or "community", form.chosen("near"), {key: form.chosen(key) for key in ONLY}
    chosen = narrowed(places_in(report.content), **only)
    peers = alike(chosen, near) if near else chosen
    found = compare(peers, by)
    choice = Choice(by, only, frozenset(one.slug for one in peers) if near else frozenset())
    return {
        "by": by, "near": dict(form.communities).get(near, ""),
        "lines": lines(found, by, near), "unseen": unseen(found, by),
        "hidden": found.hidden + len(chosen) - len(peers), "heading": heading(by),
        "distribution": spread_of(found) if by == "community" and len(found.groups) >= ENOUGH else None,
        "over_time": over_time(report, found, choice),
        "too_many": not choice.is_everything and len(found.groups) > MOST,
        "narrowed": any(map(form.chosen, (*ONLY, "near", "period"))),
    }  # fmt: skip
