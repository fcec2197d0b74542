"""Whether two may be one person. Whoever asks has shown that they are both; this is what speaks against it."""

from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from accounts.queries import has_two_factor
from communities.governance.models import Voter
from communities.models import Membership
from learners.consents.rules import needs_of
from learners.guardianship import live_guardianship
from learners.identity.carrying import clashes, places_of
from learners.identity.tables import own_tables, tables_here
from learners.models import Enrolment, Guardianship
from learners.queries import guardians
from tenancy.refusal import Refused
from tenancy.scope import as_person, in_community


def refuse_strangers(main: Person, other: Person, *, by: Person) -> None:
    """What is known of the two says that they are two, or that somebody else decides."""
    if main.pk == other.pk:
        raise Refused(_("This is you already."))
    if main.alias_of_id or other.alias_of_id:
        raise Refused(_("One of these is joined to another already."))
    if _look_after_each_other(main, other):
        raise Refused(_("One of you looks after the other: these are two people."))
    theirs, born = _memberships(main) + _memberships(other), []
    for person in (main, other):
        born.append({one.born_on for one in _memberships(person) if one.born_on})
    if all(born) and born[0].isdisjoint(born[1]):
        raise Refused(
            _("Different days of birth are known of the two. Have a community correct the one that is wrong.")
        )
    if has_two_factor(other) and not has_two_factor(main):
        raise Refused(_("The other account asks for a second factor. Switch it on here first."))
    _refuse_without_guardian(main, other, theirs, by)


def refuse_clashes(main: Person, other: Person) -> None:
    """What only one can have at a time, and both have: nobody but they can say which should go on."""
    found = [clashes(one, other.pk, main.pk, scope=as_person) for one in own_tables() if one.model is not Guardianship]
    places = places_of(other.pk)
    for place in places:
        with in_community(place):
            found += [
                clashes(one, other.pk, main.pk, scope=lambda _person, here=place: in_community(here))
                for one in tables_here()
            ]
            _refuse_two_places(main, other)
    if any(under_way for one in found for under_way in one.values()):
        raise Refused(
            _("Both have something under way that only one can have, such as a move or a test. Finish one of them.")
        )


def refuse_merging(mine: Membership, theirs: Membership) -> None:
    """Of two memberships of one community, in its scope."""
    if mine.will_be_suspended or theirs.will_be_suspended:
        raise Refused(_("A membership of %(place)s is suspended. Join them after that.") % {"place": mine.community})
    voting = Q(closes_at__gt=timezone.now())
    counted = [
        set(Voter.objects.filter(voting, member=one).values_list("proposal", flat=True)) for one in (mine, theirs)
    ]
    if counted[0] & counted[1]:
        raise Refused(
            _("Both of you are counted in a vote of %(place)s. Join them when it is closed.")
            % {"place": mine.community}
        )


def _memberships(person: Person) -> list[Membership]:
    with as_person(person.pk):
        return list(Membership.objects.filter(until__isnull=True).select_related("community"))


def _look_after_each_other(one: Person, other: Person) -> bool:
    with as_person(one.pk):
        return Guardianship.objects.filter(other=other).exists()


def _refuse_without_guardian(main: Person, other: Person, theirs: list[Membership], by: Person) -> None:
    """For whoever is too young to decide alone, a guardian of both does it."""
    guarded = [_is_guarded(main.pk), _is_guarded(other.pk)]
    if not theirs or not any(needs_of(theirs, one.community, guarded=any(guarded)).guardian for one in theirs):
        if by.pk != main.pk:
            raise Refused(_("They are old enough to decide this alone."))
        return
    if by.pk == main.pk:
        raise Refused(_("At your age a guardian joins the two for you: one who looks after both of you."))
    if not all(live_guardianship(by, one.pk) for one in (main, other)):
        raise Refused(_("You have to be the guardian of both."))


def _is_guarded(person_id: UUID) -> bool:
    with as_person(person_id):
        return guardians().exists()


def _refuse_two_places(main: Person, other: Person) -> None:
    """In the scope of a community: it cannot be said which of two places in one offering is theirs."""
    mine = Enrolment.objects.filter(person=main).values("offering")
    double = Enrolment.objects.filter(person=other, offering__in=mine).select_related("offering")
    for one in double:
        if one.is_here:
            raise Refused(
                _("Both have a place in “%(title)s”. Leave it as the one that you join.")
                % {"title": one.offering.title}
            )
