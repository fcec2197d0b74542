"""The minutes of a month and of one proposal, to read, to print and to keep."""

from collections.abc import Iterable

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_GET

from communities.access import MemberRequest, needs
from communities.governance.minutes import proposal as of_proposal
from communities.governance.minutes.month import as_text, following, minutes_of, month_of, preceding
from communities.governance.views.proposals import found as found_proposal
from web.amounts import write_day, write_moment

MONTH = "YEAR_MONTH_FORMAT"


@require_GET
@needs("governance.see_decisions")
def minutes(request: MemberRequest) -> HttpResponse:
    community, now = request.access.community, timezone.now()
    month = month_of(request.GET.get("month", ""), community, now)
    found = minutes_of(community, month)
    if request.GET.get("format") == "txt":
        lines = as_text(community, found, write_day, lambda day: date_format(day, MONTH))
        return _text(lines, f"{community.slug}-{month:%Y-%m}")
    shown = {
        "minutes": found, "month": date_format(month, MONTH), "key": f"{month:%Y-%m}",
        "before": f"{preceding(month):%Y-%m}",
        "after": f"{following(month):%Y-%m}" if following(month) <= now.date() else "",
    }  # fmt: skip
    return render(request, "governance/minutes.html", shown)


@require_GET
@needs("governance.see_decisions")
def proposal_minutes(request: MemberRequest, number: int) -> HttpResponse:
    """Once it is over."""
    one = found_proposal(request, number)
    if one.is_open or one.state == one.State.DRAFT:
        raise Http404
    minutes = of_proposal.minutes_of_proposal(one)
    if request.GET.get("format") == "txt":
        return _text(of_proposal.as_text(minutes, write_moment), f"{request.access.community.slug}-proposal-{number}")
    return render(request, "governance/proposal_minutes.html", {"proposal": one, "minutes": minutes})


def _text(lines: Iterable[str], name: str) -> HttpResponse:
    response = HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.txt"'
    return response
