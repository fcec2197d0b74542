"""Approve or refuse, by people of whom none asked; decide; and the word of a learner on their own fund."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Person
from funding.expenses import news
from funding.expenses.actions.asking import end
from funding.expenses.holding import covered_amount, hold
from funding.expenses.locking import locked, note, refuse_own
from funding.expenses.models import Request, State, Step
from funding.expenses.queries import approvals, wanted
from funding.expenses.rules import is_learners_side
from learners.guardianship import as_guardian
from tenancy.refusal import Refused, refusing
from web.amounts import write_day
from web.sentences import Sentence


@transaction.atomic
def approve_request(request: Request, *, by: Person, why: str = "") -> Request:
    """One person's yes; the last that is needed holds the money, unless a decision is still to come.

    Refused: one's own, twice, more than the fund has free, after the fund's end, without the learner's word."""
    request = locked(request, State.ASKED)
    refuse_own(request, by)
    _refuse_unready(request)
    asks, before = wanted(request), approvals(request)
    # Since the limits changed, or another request was taken back, what was said may be enough already.
    is_enough = before >= asks.approvals and not asks.decision
    if not (is_enough and request.steps.filter(what=Step.What.APPROVED, by=by).exists()):
        with refusing({"approves_not_own": _("You approved it already; somebody else is needed.")}):
            Step.objects.create(request=request, what=Step.What.APPROVED, by=by, why=why)
        is_enough = before + 1 >= asks.approvals and not asks.decision
    if is_enough:
        take_up(request, by=by)
    return request


@transaction.atomic
def decide_request(request: Request, *, by: Person, number: int, voted: bool, why: str = "") -> Request:
    """Approve by the decision of that number. One who decides alone decides nothing they asked for, and from the
    community's limit on not without a second person's approval."""
    request = locked(request, State.ASKED)
    _refuse_unready(request)
    if not voted:
        refuse_own(request, by)
        others = request.steps.filter(what=Step.What.APPROVED).exclude(by=by).count()
        if others + 1 < wanted(request).approvals:
            raise Refused(_("Somebody else approves it first: so much nobody spends alone."))
    note(request, Step.What.DECIDED, by=by, decision=number, why=why)
    take_up(request, by=by)
    return request


@transaction.atomic
def refuse_request(request: Request, *, by: Person, why: str) -> Request:
    """Say no and why, until it is paid; what was held is free again."""
    request = locked(request, State.ASKED, State.APPROVED)
    refuse_own(request, by)
    if not why.strip():
        raise Refused(_("Say why."))
    end(request, State.REFUSED, by=by)
    request.answer = why
    request.save(update_fields=["answer"])
    note(request, Step.What.REFUSED, by=by, why=why)
    news.tell_refused(request, by=by)
    return request


@transaction.atomic
def give_word(request: Request, *, by: Person) -> Request:
    """The learner whose fund it is agrees, or a guardian for them, which the learner sees."""
    request = locked(request, State.ASKED)
    learner = request.fund.person_id
    if learner is None or not is_learners_side(by, learner):
        raise Refused(_("Only the learner whose fund it is, or a guardian of theirs, agrees to it."))
    if by.pk != learner:
        what = Sentence(gettext_lazy("Agreed for you that your fund pays: %(title)s"), title=request.title)
        with as_guardian(learner, by, what=what, did=True):
            pass
    note(request, Step.What.WORD, by=by)
    return request


def take_up(request: Request, *, by: Person) -> None:
    """Hold its money, or, where an advance covers all of it, it is settled."""
    hold(request, by=by)
    request.state = State.APPROVED if request.hold else State.PAID
    request.save(update_fields=["state", "hold", "cover"])
    if request.advance and request.cover:
        covered = covered_amount(request)
        request.advance.left -= covered
        request.advance.save(update_fields=["left"])
        note(request, Step.What.SETTLED, by=by, amount=covered, entry=request.cover)
    news.tell_approved(request, by=by)


def _refuse_unready(request: Request) -> None:
    ends_on = request.fund.ends_on
    if ends_on and timezone.localdate() > ends_on:
        told = {"fund": request.fund.name, "day": write_day(ends_on)}
        raise Refused(_("“%(fund)s” ended on %(day)s; nothing is paid out of it any more.") % told)
    if request.fund.person_id and not request.steps.filter(what=Step.What.WORD).exists():
        raise Refused(_("It is a learner’s own fund: they, or a guardian of theirs, agree first."))
