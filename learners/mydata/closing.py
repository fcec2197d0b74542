"""Close an account for good: days in which it can be taken back, then each community in turn, then the person."""

from collections import Counter
from collections.abc import Iterable
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actions import close_account, end_sessions
from accounts.models import Person
from communities.actions import end_membership, refuse_the_last
from communities.governance.models import JoinRequest
from communities.governance.people.admitting import withdraw_request
from communities.models import ApiKey, Membership
from communities.rules import keeps_the_keys
from jobs.outbox import enqueue
from learners.actions import end_guardianship, withdraw
from learners.admissions.models import Application
from learners.consents.acting import Acting
from learners.consents.queries import own_memberships
from learners.identity.forgetting import forget_aliases
from learners.models import BELONGING, Enrolment, Guardianship, GuardianshipRecord
from learners.mydata import news
from learners.mydata.actions import forget_copy
from learners.mydata.erasing import erase_here, recorded_tables
from learners.mydata.foreseeing import places_of
from learners.mydata.models import Closing, Copy, ErasureRequest
from learners.mydata.parts import own_parts
from learners.mydata.retention import RECORDS
from learners.mydata.rules import needs_of_owner
from learners.queries import guardians
from notices.models import Post
from tenancy.models import PersonModel
from tenancy.refusal import Refused, refusing
from tenancy.scope import as_person, erasing, in_community

State = Closing.State


@transaction.atomic
def ask_to_close(acting: Acting) -> Closing:
    """Once the days of grace are over. Refused for the last who keeps the keys of a place, and who is not asked."""
    if acting.by.young:
        raise Refused(_("Whoever comes in by a class code closes no account. Ask your guardian or your teacher."))
    memberships = own_memberships()
    needs = needs_of_owner(memberships, guarded=guardians().exists())
    if acting.child and not needs.guardian:
        raise Refused(_("They are old enough to decide this alone."))
    if not acting.child and needs.guardian:
        raise Refused(_("At your age your guardian decides this. Ask them."))
    _refuse_last_keeper(memberships)
    acting.log(gettext_lazy("Asked for your account to be closed and erased"))
    now = timezone.now()
    with refusing({"one_closing_at_a_time": _("This account is being closed already.")}):
        closing: Closing = Closing.objects.create(by=acting.by, by_name=str(acting.by), due_at=now + Closing.GRACE)
    enqueue("mydata.close", acting.learner, closing.pk, not_before=closing.due_at)
    news.tell_closing(closing, "closing")
    return closing


@transaction.atomic
def take_back(acting: Acting) -> Closing:
    """Until its day: by the person at any age, or a guardian who may ask for it."""
    closing: Closing | None = Closing.objects.select_for_update().filter(state=State.WAITING).first()
    if closing is None:
        raise Refused(_("No account is being closed, or it is too late."))
    acting.log(gettext_lazy("Took back that your account is closed"))
    _end(closing, State.TAKEN_BACK)
    return closing


@transaction.atomic
def begin(pk: UUID) -> Closing | None:
    """In the person's scope, once it is due: nobody signs in any more, and each community is visited in turn."""
    waiting = Closing.objects.select_for_update(of=["self"]).select_related("person").filter(pk=pk, state=State.WAITING)
    closing = waiting.first()
    if closing is None or closing.due_at > timezone.now():
        return None
    try:
        with transaction.atomic():
            close_account(closing.person)
    except Refused as refusal:
        closing.problem = str(refusal)
        _end(closing, State.STOPPED)
        news.tell_closing(closing, "stopped")
        return closing
    closing.state, closing.left = State.ERASING, places_of(closing.person)
    closing.save()
    enqueue("mydata.erase_next", closing.person.pk, closing.pk)
    return closing


@transaction.atomic
def erase_next(pk: UUID) -> Closing | None:
    """In the person's scope: the next community, or the person where none is left. It goes on where it stopped."""
    going = Closing.objects.select_for_update(of=["self"]).select_related("person").filter(pk=pk, state=State.ERASING)
    closing = going.first()
    if closing is None:
        return None
    if not closing.left:
        _erase_person(closing)
        return closing
    with in_community(UUID(closing.left[0])):
        _leave(closing.person)
        gone = erase_here(closing.person.pk, but=_kept(closing.person))
    closing.left, closing.gone = closing.left[1:], _added(closing.gone, gone)
    closing.save()
    enqueue("mydata.erase_next", closing.person.pk, closing.pk)
    return closing


def _kept(person: Person) -> frozenset[str]:
    """In a community's scope: it was asked to erase what it recorded, and said which duty stands against it. Closing
    the account does not get round that: its records go when their time has come. Elsewhere closing is the erasure."""
    last = ErasureRequest.objects.filter(person=person).order_by("-asked_at").first()
    if last is None or last.state != ErasureRequest.State.REFUSED:
        return frozenset()
    return recorded_tables(table for record in RECORDS.values() for table in record.tables)


def _leave(person: Person) -> None:
    """In a community's scope: what is under way there ends, as if they had left by themself."""
    for enrolment in Enrolment.objects.filter(person=person, state__in=BELONGING).select_related("offering"):
        withdraw(enrolment, by=None)
    for request in JoinRequest.objects.filter(person=person, state=JoinRequest.State.OPEN):
        withdraw_request(request)
    undrawn = Application.objects.filter(person=person, withdrawn_at__isnull=True, round__draws__isnull=True)
    undrawn.update(withdrawn_at=timezone.now())
    members = list(Membership.objects.filter(person=person).values_list("pk", flat=True))
    for side in ("guardian", "child"):
        for record in GuardianshipRecord.objects.filter(**{f"{side}__in": members}):
            end_guardianship(record)
    for membership in Membership.objects.filter(person=person, until__isnull=True):
        end_membership(membership)


def _erase_person(closing: Closing) -> None:
    """What belongs to no community, and the account; the row that says so stays."""
    person, gone = closing.person, Counter[str]()
    forget_aliases(person)
    for copy in Copy.objects.all():
        forget_copy(copy)
    _forget_name(Guardianship.objects.values_list("other", flat=True), person)
    with erasing():
        for part in own_parts():
            if issubclass(part.model, PersonModel) and part.model is not Closing:
                gone[part.model._meta.label] += part.model.objects.all().delete()[0]
    for rows in (
        EmailAddress.objects.filter(user=person), Authenticator.objects.filter(user=person),
        ApiKey.objects.filter(person=person), Post.objects.filter(person=person),
    ):  # fmt: skip
        gone[rows.model._meta.label] += rows.delete()[0]
    end_sessions(person)
    person.username, person.name, person.email, person.is_active = f"gone-{person.pk.hex}", "", "", False
    person.set_unusable_password()
    person.save()
    closing.gone, closing.by_name = _added(closing.gone, gone), ""
    _end(closing, State.DONE)


def _forget_name(others: Iterable[UUID], person: Person) -> None:
    for other in set(others):
        with as_person(other):
            Guardianship.objects.filter(other=person).update(other_name=_("A former member"))


def _refuse_last_keeper(memberships: Iterable[Membership]) -> None:
    for membership in filter(keeps_the_keys, memberships):
        with in_community(membership.community.pk):
            try:
                refuse_the_last(membership)
            except Refused as refusal:
                raise Refused(f"{membership.community.name}: {refusal}") from refusal


def _end(closing: Closing, state: str) -> None:
    closing.state, closing.ended_at = state, timezone.now()
    closing.save()


def _added(told: dict[str, int], gone: Counter[str]) -> dict[str, int]:
    return dict(Counter(told) + gone)
