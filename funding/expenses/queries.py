"""Requests as they are listed, and what stands behind an approval."""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from communities.access import Access
from communities.models import Community, Membership
from communities.queries import acting_members
from communities.roles import ROLES, effective
from funding.expenses.models import Kind as RequestKind
from funding.expenses.models import Request, RequestLine, State, Step
from funding.expenses.rules import APPROVE, PAY, readable
from funding.expenses.together import Together, sums_of
from funding.models import ChartLine, Entry, Fund, Kind
from funding.queries import balance_of
from funding.spending import Rules, spending_rules
from funding.usual import usual_account
from learners.guardianship import children_of
from tenancy.scope import current_community
from tenancy.statements import ask

WAITING = """
    SELECT r.id, r.title, r.fund_name, r.amount, r.currency, r.person_name, r.state,
        count(*) OVER ()
    FROM expenses_request r
    WHERE r.community_id = %(here)s AND r.person_id <> %(person)s AND (
        (%(approves)s AND r.state = 'asked' AND NOT EXISTS (
            SELECT FROM expenses_step s WHERE s.community_id = %(here)s AND s.request_id = r.id
            AND s.by_id = %(person)s AND s.what = 'approved'))
        OR (%(pays)s AND r.state = 'approved'))
    ORDER BY r.state DESC, r.asked_at, r.id LIMIT 6
"""
VIEWS = ("all", "mine", "approve", "pay", "advances")


class Wanted(NamedTuple):
    """What a request needs to be approved."""

    approvals: int
    decision: bool
    together: Together  # what the limits looked at
    is_split: bool  # on its own it would need less


class Waiting(NamedTuple):
    id: UUID
    title: str
    fund_name: str
    amount: int
    currency: str
    person_name: str
    state: str


def requests_for(access: Access, view: str = "all") -> QuerySet[Request]:
    """What this reader may find, newest first: all, mine, to approve, to pay, or advances not accounted for."""
    found = Request.objects.filter(readable(access))
    if view == "mine":
        found = found.filter(person=access.person)
    elif view == "approve":
        mine = Step.objects.filter(by=access.person, what=Step.What.APPROVED).values("request")
        found = found.filter(state=State.ASKED).exclude(person=access.person).exclude(pk__in=mine)
    elif view == "pay":
        found = found.filter(state=State.APPROVED).exclude(person=access.person)
    elif view == "advances":
        found = found.filter(left__gt=0)
    lines = RequestLine.objects.order_by("pk")
    return found.select_related("fund").prefetch_related(Prefetch("lines", lines)).order_by("-made_at", "-pk")


def own_requests() -> QuerySet[Request]:
    """In the person's own scope: in every community."""
    return Request.objects.select_related("community").prefetch_related("lines").order_by("-made_at", "-pk")


def public_requests() -> QuerySet[Request]:
    """Approved or paid, of funds that are nobody's own: title, fund, lines, amount, day and state are for everyone."""
    found = Request.objects.filter(
        state__in=[State.APPROVED, State.PAID], fund__person=None, community=current_community()
    )
    return found.prefetch_related(Prefetch("lines", RequestLine.objects.order_by("pk"))).order_by("-asked_at", "-pk")


def waiting_for(person: UUID, *, approves: bool, pays: bool) -> tuple[list[Waiting], int]:
    """The first that wait for this person, and how many there are, in one query."""
    found = ask(WAITING, person=person, approves=approves, pays=pays)
    return [Waiting._make([*row[:3], int(row[3]), *row[4:7]]) for row in found], int(found[0][7]) if found else 0


def open_advances() -> QuerySet[Request]:
    return Request.objects.filter(left__gt=0).order_by("asked_at", "pk")


def approvals(request: Request) -> int:
    return request.steps.filter(what=Step.What.APPROVED).count()


def wanted(request: Request) -> Wanted:
    return wanted_of([request])[request.pk]


def wanted_of(requests: Iterable[Request]) -> dict[UUID, Wanted]:
    """Of each, by the limits in force and what the same person asked for around it; a learner's own fund is never
    talked over by all."""
    rules, sums = cache(spending_rules), sums_of(requests)
    found = {}
    for one in requests:
        limits, whole = rules(one.currency), sums[one.pk]
        decided = None if one.fund.person_id else limits.decide_from
        asks = (whole.reaches(limits.two_from), whole.reaches(decided))
        alone = Together(one.amount, 1)
        is_split = asks != (alone.reaches(limits.two_from), alone.reaches(decided))
        found[one.pk] = Wanted(2 if asks[0] else 1, asks[1], whole, is_split)
    return found


def may_undo(request: Request) -> bool:
    """Whether a payment may stand to be taken back, or an account that an advance paid for; the action has the last
    word."""
    if request.payment_id is None:
        return request.state == State.PAID
    return request.kind != RequestKind.ADVANCE or request.left == request.amount


def rules_of(request: Request) -> Rules:
    return spending_rules(request.currency)


def free_in(fund: Fund, currency: str) -> int:
    """What its bank account has, less what is held of it, minor units."""
    bank = balance_of(usual_account("bank", fund=fund, currency=currency).pk)
    return bank.balance - bank.held_out


def expense_lines() -> QuerySet[ChartLine]:
    return ChartLine.objects.filter(kind=Kind.EXPENSE, is_retired=False).order_by("number")


def funds_for(access: Access) -> QuerySet[Fund]:
    """Those out of which this person may ask: of a learner only to that learner, guardians, and who answers."""
    found = Fund.objects.order_by("is_restricted", "opened_on", "pk")
    if access.can(APPROVE) or access.can(PAY):
        return found
    assert access.person
    own = [access.person.pk, *(one.other_id for one in children_of(access.person))]
    return found.filter(Q(person=None) | Q(person__in=own))


def advances_of(person: UUID) -> QuerySet[Request]:
    """That they have still to account for."""
    return Request.objects.filter(person=person, left__gt=0).order_by("asked_at")


def steps_of(request: Request) -> list[tuple[Step, str]]:
    """The first first, each with the name of who did it as it is here now."""
    steps = list(request.steps.select_related("entry").order_by("at", "pk"))
    members = Membership.objects.filter(person__in={one.by_id for one in steps}).order_by("since")
    names = dict(members.values_list("person_id", "display_name"))
    return [(one, names.get(one.by_id, "")) for one in steps]


def who_may(permission: str) -> Iterable[UUID]:
    """The people of the open scope's community whom a permission is given."""
    decided = Community.objects.get(pk=current_community()).role_permissions
    roles = [role for role in ROLES if permission in effective([role], decided)]
    found: Iterable[UUID] = acting_members().filter(roles__overlap=roles).values_list("person_id", flat=True)
    return found


def request_of_entry(entry: Entry) -> Request | None:
    """That an entry holds money for, pays or accounts for."""
    of = entry.pk
    named = Q(hold=of) | Q(cover=of) | Q(payment=of)
    return Request.objects.filter(named).first()
