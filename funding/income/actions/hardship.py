"""Ask to pay less, and decide on it; what comes of it stands nowhere but here."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from communities.governance.queries import value_of
from communities.models import Membership
from files.actions import store_file
from files.models import StoredFile
from files.types import ALL
from funding.income import news
from funding.income.actions.charging import restate, take_turn
from funding.income.fees import lowered
from funding.income.hardship_setting import choices_of
from funding.income.models import Charge, ChargeRun, HardshipRequest, HardshipState, Reduction
from learners.guardianship import guardians_of
from learners.models import BELONGING, Enrolment
from learners.mydata.erasing import forget_files
from tenancy.refusal import Refused, refusing

OPEN = (HardshipState.WAITING, HardshipState.AGREED)


@transaction.atomic
def ask_to_pay_less(learner: Person, *, by: Person, words: str, file: Any = None) -> HardshipRequest:
    """By the learner or a guardian of theirs (the caller checks); only `by` and those who decide read it."""
    name = _name_here(learner)
    stored = store_file(file, allowed=ALL, audience=StoredFile.Audience.PRIVATE) if file else None
    with refusing({"one_open_hardship_request": _("You asked already; somebody will answer.")}):
        made: HardshipRequest = HardshipRequest.objects.create(
            asker=by, asker_name=str(by), learner=learner, learner_name=name, words=words, file=stored,
            file_name=stored.name if stored else "",
        )  # fmt: skip
    news.tell_asked(made)
    return made


@transaction.atomic
def grant_request(
    request: HardshipRequest, *, choice: str, since: date, until: date, by: Person, answer: str = ""
) -> HardshipRequest:
    """`choice`: a key of `choices_of` the setting. Where two decide, it waits for the second."""
    request = _locked(request, by=by)
    if request.state != HardshipState.WAITING:
        raise Refused(_("This request was decided already."))
    rule = value_of("hardship")
    known = choices_of(rule)
    if choice not in known:
        raise Refused(_("The rules of this community do not know this."))
    if until < since:
        raise Refused(_("Choose a last day on or after the first."))
    request.situation, request.percent = known[choice]
    request.since, request.until, request.answer = since, until, answer
    if rule["two_people"]:
        request.state, request.agreed_by = HardshipState.AGREED, by
        request.save()
        return request
    return _decided(request, HardshipState.GRANTED, by=by)


@transaction.atomic
def confirm_request(request: HardshipRequest, *, by: Person) -> HardshipRequest:
    """The second person's word."""
    request = _locked(request, by=by)
    if request.state != HardshipState.AGREED:
        raise Refused(_("This does not wait for a second person."))
    if request.agreed_by_id == by.pk:
        raise Refused(_("You agreed first: somebody else confirms it."))
    return _decided(request, HardshipState.GRANTED, by=by)


@transaction.atomic
def decline_request(request: HardshipRequest, *, by: Person, answer: str) -> HardshipRequest:
    request = _locked(request, by=by)
    if request.state not in OPEN:
        raise Refused(_("This request was decided already."))
    request.answer = answer
    if request.agreed_by_id == by.pk:
        request.agreed_by = None
    return _decided(request, HardshipState.DECLINED, by=by)


@transaction.atomic
def forget_old_requests(*, before: date) -> int:
    """The words, the file and the answer of what ended before a day; says how many."""
    over = HardshipRequest.objects.exclude(words="").exclude(state__in=OPEN)
    old = over.filter(decided_at__date__lt=before).exclude(until__gte=before)
    files = set(old.exclude(file=None).values_list("file_id", flat=True))
    forgotten = old.update(words="", answer="", situation="", file=None, file_name="")
    forget_files(files)
    return forgotten


def _name_here(learner: Person) -> str:
    member = Membership.objects.filter(person=learner, until__isnull=True, roles__contains=["learner"]).first()
    if member:
        return member.display_name
    enrolled = Enrolment.objects.filter(person=learner, state__in=BELONGING).first()
    if enrolled is None:
        raise Refused(_("Only who learns here has fees here."))
    return enrolled.display_name


def _locked(request: HardshipRequest, *, by: Person) -> HardshipRequest:
    """Nobody decides on their own request, or their child's."""
    locked: HardshipRequest = HardshipRequest.objects.select_for_update().get(pk=request.pk)
    if by.pk in {locked.asker_id, locked.learner_id} | guardians_of(locked.learner_id):
        raise Refused(_("Somebody else decides on your own request."))
    return locked


def _decided(request: HardshipRequest, state: str, *, by: Person) -> HardshipRequest:
    request.state, request.decided_by, request.decided_at = state, by, timezone.now()
    request.save()
    if state == HardshipState.GRANTED:
        take_turn()
        _lower_what_is_open(request, by=by)
    news.tell_answered(request)
    return request


def _lower_what_is_open(request: HardshipRequest, *, by: Person) -> None:
    """Charges due in its time, down to what was paid already; runs before charges, as everywhere."""
    mine = Charge.objects.filter(person=request.learner_id, due_on__gte=request.since, due_on__lte=request.until)
    runs = list(ChargeRun.objects.select_for_update().filter(pk__in=mine.values("run")).order_by("pk"))
    for run in runs:
        charge = Charge.objects.select_for_update().get(run=run, person=request.learner_id)
        before = Reduction.objects.filter(charge=charge).first()
        full = before.full if before else charge.amount
        amount = max(lowered(full, request.percent), charge.paid)
        if amount < charge.amount:
            charge.amount = amount
            charge.save(update_fields=["amount"])
            about = {"request": request, "full": full, "amount": amount, "at": timezone.now()}
            Reduction.objects.update_or_create(charge=charge, defaults=about)
            restate(run, by=by)
