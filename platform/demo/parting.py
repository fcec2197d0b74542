"""Two learners who left Alder Bridge: one asks to have erased what it recorded, another was told why not yet.

And one who says that a record is wrong."""

from accounts.models import Person
from communities.access import MemberHere
from communities.actions import end_membership
from communities.models import Membership
from demo.planting import Garden, Home
from learners.actions import withdraw
from learners.consents.acting import for_oneself
from learners.models import BELONGING, Enrolment
from learners.mydata.asking import ask_to_erase, refuse_to_erase
from learners.mydata.correcting import ask_to_correct, records_at
from learners.mydata.models import ErasureRequest
from learners.mydata.places import places
from learners.mydata.rules import needs_of_owner
from learners.queries import guardians
from tenancy.scope import as_person, in_community


def part(garden: Garden) -> None:
    alder = garden.homes["alder-bridge"]
    known = {one.pk for one in garden.people.values()}
    leaving = [one for one in reversed(alder.folk["learner"]) if one.person_id not in known and _decides(one)][:2]
    asked = [_leave(one, alder) for one in leaving]
    if len(asked) == 2:
        _say_why(asked[0], alder)
    _object(garden.people["mika"])


def _object(mika: Person) -> None:
    with for_oneself(mika) as who:
        place = next(one for one in places() if one.community.slug == "alder-bridge")
        record = next(one for one in records_at(place) if one.key.startswith("attendance."))
        wrong, right = "I was there. I came through the back door.", "There, and on time."
        ask_to_correct(who, place=place, record=record.key, wrong=wrong, right=right)


def _decides(member: Membership) -> bool:
    """Alone, by their age."""
    with as_person(member.person_id):
        mine = list(Membership.objects.filter(until__isnull=True).select_related("community"))
        return any(one.pk == member.pk for one in mine) and (
            not needs_of_owner(mine, guarded=guardians().exists()).guardian
        )


def _leave(member: Membership, home: Home) -> ErasureRequest:
    with in_community(home.community.pk):
        for enrolment in Enrolment.objects.filter(person=member.person_id, state__in=BELONGING):
            withdraw(enrolment, by=None)
        end_membership(Membership.objects.get(pk=member.pk))
    with for_oneself(Person.objects.get(pk=member.person_id)) as who:
        return ask_to_erase(who, community=home.community, words="I learn elsewhere now.")


def _say_why(asked: ErasureRequest, home: Home) -> None:
    with in_community(home.community.pk):
        keeper = Membership.objects.select_related("person").get(person=home.administrator, until__isnull=True)
        by = MemberHere(person=keeper.person, community=home.community, membership=keeper)
        refuse_to_erase(asked, by=by, answer="The school inspectorate asks us to keep attendance for two more years.")
