"""Who may read, approve and pay a request."""

from uuid import UUID

from django.db.models import Q

from accounts.models import Person
from communities.access import Access
from funding.expenses.models import Request, State
from learners.guardianship import children_of, guardians_of, live_guardianship

ASK, APPROVE, PAY, READ = "funding.ask", "funding.approve", "funding.post", "funding.see_books"


def reads_any(access: Access) -> bool:
    """Whether the list of requests is for them at all."""
    return any(access.can(one) for one in (ASK, APPROVE, PAY, READ))


def answers(access: Access) -> bool:
    """Approvers and payers read what is private in every request."""
    return access.can(APPROVE) or access.can(PAY)


def readable(access: Access) -> Q:
    """Requests whose public part this reader finds: one's own, and others' that were asked, but out of a learner's own
    fund to whoever answers or whose fund it is."""
    assert access.person
    mine = Q(person=access.person)
    others = ~Q(state__in=[State.DRAFT])
    if answers(access):
        return mine | others
    own = Q(fund__person__in=[access.person.pk, *(one.other_id for one in children_of(access.person))])
    return mine | (others & (own | Q(fund__person=None) if access.can(READ) else own))


def reads_privately(access: Access, request: Request) -> bool:
    """Why, to whom, and the receipts."""
    person = access.person
    if person is None or person.pk == request.person_id:
        return person is not None
    return answers(access) or is_learners_side(person, request.fund.person_id)


def is_close(person: Person, asker: UUID) -> bool:
    """Whether somebody asked themself, or for a child of theirs, or is the child of who asks: others answer that."""
    return person.pk == asker or person.pk in guardians_of(asker) or asker in guardians_of(person.pk)


def is_learners_side(person: Person, learner: UUID | None) -> bool:
    """The learner whose fund it is, or who looks after them now."""
    return learner is not None and (person.pk == learner or live_guardianship(person, learner) is not None)
