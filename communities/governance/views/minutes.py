"""The minutes of a month, to read, to print and to keep."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_GET

from communities.access import MemberRequest, needs
from communities.governance.minutes import as_text, following, minutes_of, month_of, preceding
from web.amounts import write_day

MONTH = "YEAR_MONTH_FORMAT"


@require_GET
@needs("governance.see_decisions")
def minutes(request: MemberRequest) -> HttpResponse:
    community, now = request.access.community, timezone.now()
    month = month_of(request.GET.get("month", ""), community, now)
    found = minutes_of(community, month)
    if request.GET.get("format") == "txt":
        lines = as_text(community, found, write_day, lambda day: date_format(day, MONTH))
        response = HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{community.slug}-{month:%Y-%m}.txt"'
        return response
    shown = {
        "minutes": found, "month": date_format(month, MONTH), "key": f"{month:%Y-%m}",
        "before": f"{preceding(month):%Y-%m}",
        "after": f"{following(month):%Y-%m}" if following(month) <= now.date() else "",
    }  # fmt: skip
    return render(request, "governance/minutes.html", shown)
