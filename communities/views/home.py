"""A community's front door: the dashboard for its members, the public page for everyone else."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from communities import calendar
from communities.access import CommunityRequest, open_to
from communities.models import Community
from web.amounts import write_day
from web.registry import COMMUNITY_HOME, PUBLIC_PAGE, panels_for


@require_GET
@open_to("public")
def home(request: CommunityRequest) -> HttpResponse:
    return dashboard(request) if request.access.membership else about(request)


def dashboard(request: CommunityRequest) -> HttpResponse:
    """What waits for the reader comes first; the title says how much it is."""
    panels = panels_for(request, COMMUNITY_HOME)
    waiting = sum(panel.get("waiting", 0) for panel in panels)
    community = request.access.community
    shown = {
        "panels": panels,
        "title": title_of(waiting, community),
        "today": today_in(community, timezone.localdate()),
    }
    return render(request, "communities/home.html", shown)


@require_GET
@open_to("public")
def about(request: CommunityRequest) -> HttpResponse:
    """What anyone may know, and no more: the public card, and what apps publish."""
    community = request.access.community
    today = timezone.localdate()
    shown: dict[str, Any] = {
        "community": community,
        "term": calendar.term_on(community, today),
        "next_term": calendar.next_term(community, today),
        "panels": panels_for(request, PUBLIC_PAGE),
    }
    return render(request, "communities/about.html", shown)


def title_of(waiting: int, community: Community) -> str:
    if not waiting:
        return community.name
    return ngettext("One thing waits for you", "%(number)s things wait for you", waiting) % {"number": waiting}


def today_in(community: Community, today: date) -> str:
    """The day, and where it stands in the term."""
    day, term = write_day(today), calendar.term_on(community, today)
    if holiday := calendar.holiday_on(community, today):
        return _("%(day)s, %(holiday)s") % {"day": day, "holiday": holiday}
    if term is None:
        return day
    told = {"day": day, "term": term.name, "week": term.week_of(today), "weeks": term.weeks}
    return _("%(day)s, %(term)s, week %(week)s of %(weeks)s") % told
