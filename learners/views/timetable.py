"""A week over all communities, by the reader's own clock."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from communities.access import MemberRequest
from learners.guardianship import looking
from learners.times.own import courses
from learners.times.weeks import week_of


@require_GET
def my_week(request: MemberRequest) -> HttpResponse:
    return render(request, "learners/week.html", week(request, courses()))


@require_GET
def child_week(request: MemberRequest, child: UUID) -> HttpResponse:
    """A child's, by their guardian's clock; the child sees the look."""
    with looking(child, request.access.person, what=_("Your week")) as guardianship:
        found = courses()
    return render(request, "learners/week.html", {**week(request, found), "child": guardianship})


def week(request: HttpRequest, cards: list[Any]) -> dict[str, Any]:
    monday, zone = monday_of(request.GET.get("week", "")), timezone.get_current_timezone()
    days = week_of(cards, monday, zone)
    return {
        "days": days,
        "monday": monday,
        "sunday": monday + timedelta(days=6),
        "before": monday - timedelta(days=7),
        "after": monday + timedelta(days=7),
        "zone": timezone.get_current_timezone_name(),
        "clashing": sum(bool(others) for _day, rows in days for _one, others in rows),
        "untimed": [card for card in cards if not card.times],
        "any": any(rows for _day, rows in days),
    }


def monday_of(text: str) -> date:
    """Of the week with that day (2026-11-27), or of this week."""
    try:
        day = date.fromisoformat(text)
        return max(date(2000, 1, 3), min(day - timedelta(days=day.weekday()), date(2100, 1, 4)))
    except (ValueError, OverflowError):
        today = timezone.localdate()
        return today - timedelta(days=today.weekday())
