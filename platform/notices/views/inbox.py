"""The inbox."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from notices.actions import mark_all_read, mark_read
from notices.forms import InboxFilter
from notices.kinds import icon_of, words_of
from notices.models import Notice
from notices.queries import inbox
from web.paging import page_of


@require_GET
def notice_list(request: Any) -> HttpResponse:
    form = InboxFilter(request.GET)
    chosen = form.chosen()
    page = page_of(request, inbox(**chosen), size=30)
    shown = {
        "form": form,
        "filtered": any(chosen.values()),
        "page": page,
        "rows": [(one, words_of(one.kind, one.params), icon_of(one.kind)) for one in page.rows],
        "title": title_of(request.access.unread),
        "now": timezone.now().isoformat(),
    }
    return render(request, "notices/inbox.html", shown)


def title_of(unread: int) -> str:
    if not unread:
        return _("Notices")
    return ngettext("One new notice", "%(number)s new notices", unread) % {"number": unread}


@require_GET
def notice_open(request: Any, pk: UUID) -> HttpResponse:
    """To the page that it is about; it has been read then."""
    notice = mark_read(get_object_or_404(Notice.objects.select_related("community"), pk=pk))
    if notice.community_id not in {one.community_id for one in request.access.memberships}:
        told = {"community": notice.community}
        messages.info(request, _("That page is for members of %(community)s, and you are none now.") % told)
        return redirect("notices-list")
    return HttpResponseRedirect(notice.path or notice.community.get_absolute_url())


@require_POST
def notice_read(request: HttpRequest, pk: UUID) -> HttpResponse:
    mark_read(get_object_or_404(Notice, pk=pk))
    return redirect("notices-list")


@require_POST
def notices_read(request: HttpRequest) -> HttpResponse:
    """All that stood on the page, not what has come since."""
    given = request.POST.get("until", "")
    try:
        until = parse_datetime(given)
    except ValueError:
        until = None
    number = mark_all_read(until=until if until and timezone.is_aware(until) else None)
    told = ngettext("One notice is marked as read.", "%(number)s notices are marked as read.", number)
    messages.success(request, told % {"number": number})
    return redirect("notices-list")
