"""What a community has decided."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from communities.access import MemberRequest, needs
from communities.governance.ballots.delegating import matters_to_delegate
from communities.governance.changes import changes
from communities.governance.forms import DecisionsFilter
from communities.governance.kinds import KINDS
from communities.governance.models import Decision
from communities.governance.proposals.queries import open_proposals, waiting_for
from communities.governance.queries import before, decisions
from communities.governance.record.chain import head, record_name
from web.exports import csv_file
from web.paging import page_of


@require_GET
@needs("governance.see_decisions")
def list_of_decisions(request: MemberRequest) -> HttpResponseBase:
    form = DecisionsFilter(request.GET, auto_id="filter_%s")
    chosen = form.chosen()
    found = decisions(**chosen, sort=request.GET.get("sort", "-number"))
    if request.GET.get("format") == "csv":
        heading = (_("Number"), _("Decision"), _("Kind"), _("By"), _("Date"), _("Why"))
        return csv_file(f"{request.access.community}-decisions.csv", heading, _lines(found))
    query = request.GET.copy()
    query["format"] = "csv"
    member = request.access.membership
    waiting = waiting_for(member)
    shown = {
        "waiting": waiting, "waits": {one.number for one in waiting}, "open": list(open_proposals(member)),
        "form": form, "chosen": chosen, "page": page_of(request, found), "export": f"?{query.urlencode()}",
        "may_delegate": bool(matters_to_delegate()), "head": head(),
        "record_name": record_name(request.access.community),
    }  # fmt: skip
    return render(request, "governance/decisions.html", shown)


def _lines(found: Any) -> Any:
    for one in found.iterator():
        yield one.number, one.title, one.get_kind_display(), one.decided_by_name, one.decided_at, one.reason


@require_GET
@needs("governance.see_decisions")
def decision(request: MemberRequest, number: int) -> HttpResponse:
    one: Decision = get_object_or_404(decisions(), number=number)
    changed = []
    for row in one.settings.order_by("pk"):
        if row.key in KINDS:
            row.decision = one
            old = before(row) if one.kind != Decision.Kind.FOUNDING else None
            changed.append(
                {"kind": KINDS[row.key], "changes": changes(KINDS[row.key], old.value if old else None, row.value)}
            )
    return render(
        request, "governance/decision.html", {"proposal": one.proposals.first(), "decision": one, "changed": changed}
    )
