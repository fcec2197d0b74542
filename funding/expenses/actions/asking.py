"""Ask, when everything the community wants is there; or take it back."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from funding.expenses import news
from funding.expenses.holding import free
from funding.expenses.locking import locked, note, refuse_other
from funding.expenses.models import Kind, Request, State, Step
from funding.expenses.queries import rules_of
from funding.expenses.rules import is_learners_side
from funding.spending import Rules
from learners.mydata.erasing import forget_files
from tenancy.refusal import Refused
from web.amounts import write_day, write_money


@transaction.atomic
def ask_request(request: Request, *, by: Person) -> Request:
    """Hand it in. Refused while something is missing that the community's spending limits or the fund want; handed in
    already, nothing happens."""
    request = locked(request, State.DRAFT, State.ASKED)
    refuse_other(request, by)
    if request.state == State.ASKED:
        return request
    refuse_incomplete(request, rules_of(request))
    request.state, request.asked_at = State.ASKED, timezone.now()
    request.save(update_fields=["state", "asked_at"])
    note(request, Step.What.ASKED, by=by)
    if is_learners_side(by, request.fund.person_id):
        note(request, Step.What.WORD, by=by)
    news.tell_asked(request)
    return request


@transaction.atomic
def withdraw_request(request: Request, *, by: Person) -> Request:
    """Take it back before it is paid; what was held is free again."""
    request = locked(request, State.ASKED, State.APPROVED)
    refuse_other(request, by)
    end(request, State.WITHDRAWN, by=by)
    note(request, Step.What.WITHDRAWN, by=by)
    return request


@transaction.atomic
def remove_draft(request: Request, *, by: Person) -> None:
    """What nobody was asked yet leaves no trace."""
    request = locked(request, State.DRAFT)
    refuse_other(request, by)
    files = list(request.receipts.values_list("file_id", flat=True))
    request.delete()
    forget_files(files)


def end(request: Request, state: State, *, by: Person) -> None:
    """Of a locked request: nothing of it is held any more."""
    if request.state == State.APPROVED:
        if request.advance and request.cover:
            request.advance.left += sum(one.amount for one in request.cover.transfers.all())
            request.advance.save(update_fields=["left"])
        free(request, by=by)
    request.state = state
    request.save(update_fields=["state"])


def refuse_incomplete(request: Request, rules: Rules) -> None:
    """What a request needs before anybody looks at it."""
    if request.kind == Kind.EXPENSE and not request.payee:
        raise Refused(_("Say to whom it is paid."))
    if request.fund.is_restricted and not request.fund.person_id and not request.serves.strip():
        told = {"fund": request.fund.name, "purpose": request.fund.purpose}
        raise Refused(_("“%(fund)s” is for one thing: %(purpose)s. Say how this serves it.") % told)
    if request.kind != Kind.ADVANCE:
        _refuse_unproved(request, rules)
    _refuse_late(request, rules)
    if request.advance and not request.advance.left:
        raise Refused(_("This advance is accounted for already."))


def _refuse_unproved(request: Request, rules: Rules) -> None:
    if rules.receipt_from is not None and request.amount >= rules.receipt_from and not request.receipts.exists():
        told = {"limit": write_money(rules.receipt_from, request.currency)}
        raise Refused(_("From %(limit)s on a request needs a receipt: add a picture of it.") % told)


def _refuse_late(request: Request, rules: Rules) -> None:
    today, spent_on, ends_on = timezone.localdate(), request.spent_on, request.fund.ends_on
    if ends_on and max(today, spent_on or today) > ends_on:
        told = {"fund": request.fund.name, "day": write_day(ends_on)}
        raise Refused(_("“%(fund)s” ended on %(day)s; nothing is paid out of it any more.") % told)
    if request.kind == Kind.ADVANCE:
        return
    if spent_on is None or spent_on > today:
        raise Refused(_("Say on which day it was spent; for what is still to come ask for an advance."))
    if rules.days is not None and spent_on < today - timedelta(days=rules.days):
        raise Refused(_("One asks at most %(days)s days after spending; this is longer ago.") % {"days": rules.days})
