"""What the funder is told, and who is told that it is due."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from communities.models import Membership
from funding.grants import news
from funding.grants.models import Due, Grant, Report
from funding.grants.queries import grants, spent_on, standings, waits
from tenancy.refusal import Refused, refusing
from web.amounts import write_day, write_money

AHEAD = timedelta(days=14)


@transaction.atomic
def expect_report(grant: Grant, *, due_on: date, about: str) -> Due:
    with refusing({"one_report_a_day_and_subject": _("This report is expected that day already.")}):
        return Due.objects.create(grant=grant, due_on=due_on, about=about)


def drafted(due: Due) -> str:
    """What a report can begin with: what came, what was spent by line, and which conditions are met."""
    [standing] = standings(list(grants().filter(pk=due.grant_id)))
    grant = standing.grant

    def money(amount: int) -> str:
        return write_money(amount, grant.currency)

    told = {"received": money(standing.received), "amount": money(grant.amount), "spent": money(standing.spent)}
    lines = [f"- {one.account.name}: {money(one.posted)}" for one in spent_on(grant)]
    asked = [
        f"- {one.text}: {write_day(one.met_on)}, {one.evidence}" if one.met_on else f"- {one.text}: {_('not yet')}"
        for one in grant.conditions.order_by("id")
    ]
    parts = [
        f"{grant.fund.name}: {due.about}",
        _("Of %(amount)s, %(received)s came and %(spent)s was spent:") % told,
        "\n".join(lines) or _("Nothing was spent yet."),
        *([_("What was asked for:"), "\n".join(asked)] if asked else []),
    ]
    return "\n\n".join(parts)


@transaction.atomic
def write_report(due: Due, *, text: str) -> Due:
    """Kept as a draft."""
    due.text = text
    due.save(update_fields=["text"])
    return due


@transaction.atomic
def send_report(due: Due, *, text: str, sent_on: date, by: Membership) -> Report:
    """Keep what was sent to the funder, with what had been spent; nobody changes it, sent again it is a new version."""
    due = Due.objects.select_for_update().select_related("grant").get(pk=due.pk)
    if not text.strip():
        raise Refused(_("Write the report first."))
    spent: list[dict[str, Any]] = [
        {"line": str(one.account.line), "posted": one.posted, "held": one.held} for one in spent_on(due.grant)
    ]
    due.text = text
    due.save(update_fields=["text"])
    number = due.reports.count() + 1
    return Report.objects.create(
        due=due, number=number, text=text, spent=spent, sent_on=sent_on, by=by, by_name=by.display_name
    )


@transaction.atomic
def tell_due(*, today: date) -> int:
    """Whoever keeps the books, once of each: a report due in two weeks or over its day, an instalment that is late."""
    found = waits(today, today + AHEAD)
    for what, one in found:
        news.tell(what, one, is_late=one.due_on < today)
    return len(found)
