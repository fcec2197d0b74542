"""The observatory's page that compares; all that was chosen stands in its address."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from evaluation.comparing import Choice, alike, compare, narrowed, places_in
from evaluation.forms import CompareForm
from evaluation.models import NetworkReport
from evaluation.periods import parse_period
from evaluation.queries import network_reports
from evaluation.side_by_side import MOST, choices_of, heading, lines, over_time, spread_of

ENOUGH = 5  # for a distribution to be one
ONLY = ("kind", "country", "region", "circle")


@require_GET
def observatory_compare(request: HttpRequest) -> HttpResponse:
    report = _report(request.GET.get("period", ""))
    if report is None:
        return render(request, "evaluation/no_network_report.html")
    return render(request, "evaluation/compare.html", {"report": report, **_compared(request, report)})


def _compared(request: HttpRequest, report: NetworkReport) -> dict[str, Any]:
    places = places_in(report.content)
    form = CompareForm(
        request.GET, choices=choices_of(places), periods=[(key, str(parse_period(key))) for key in _periods()]
    )
    by, near, only = form.chosen("by") or "community", form.chosen("near"), {key: form.chosen(key) for key in ONLY}
    chosen = narrowed(places, **only)
    peers = alike(chosen, near) if near else chosen
    found = compare(peers, by)
    choice = Choice(by, only, frozenset(one.slug for one in peers) if near else frozenset())
    return {
        "form": form, "by": by, "near": dict(form.communities).get(near, ""),
        "lines": lines(found, by, near), "hidden": found.hidden + len(chosen) - len(peers), "heading": heading(by),
        "distribution": spread_of(found) if by == "community" and len(found.groups) >= ENOUGH else None,
        "over_time": over_time(report, found, choice),
        "too_many": not choice.is_everything and len(found.groups) > MOST,
        "narrowed": any(map(form.chosen, (*ONLY, "near", "period"))),
    }  # fmt: skip


def _report(period: str) -> NetworkReport | None:
    """That of the period, else the latest."""
    return (network_reports().filter(period=period).first() if period else None) or network_reports().first()


def _periods() -> list[str]:
    return list(network_reports().values_list("period", flat=True)[:60])
