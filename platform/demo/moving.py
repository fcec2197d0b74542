"""Homes that move: one that has, one that is asked for; and places that are paused or on trial."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext_lazy

from accounts.models import Person
from communities.governance.models import JoinRequest
from communities.governance.people.admitting import admit_member
from communities.governance.queries import rule_in_force
from communities.models import Membership
from demo.planting import Garden, Home
from demo.words import say
from learners.actions import enrol, pause
from learners.consents.acting import acting, for_oneself
from learners.consents.actions import agree, give_consent, save_profile
from learners.models import Enrolment, Offering, OpenTo
from learners.models import State as Stands
from learners.moves.actions import agree_move, ask_move
from learners.moves.models import HomeMove
from learners.moves.turning import turn
from tenancy.scope import in_community


def move_homes(garden: Garden) -> None:
    alder, river = garden.homes["alder-bridge"], garden.homes["rio-claro"]
    _moved(garden, alder)
    _ask(alder.folk["learner"][1], garden.people["sol"], alder, river, garden.today + timedelta(days=40))
    for home in garden.homes.values():
        _rest(garden, home)
    _try_out(garden, river)


def _moved(garden: Garden, alder: Home) -> None:
    """A family that has moved to where new members are let in by those who look after them."""
    child, guardian = alder.folk["learner"][3], alder.folk["guardian"][1].person
    with for_oneself(child.person) as who:
        save_profile(who, said={"interests": ("Bees, and who lives in the hedge.", "communities")})
    with acting(guardian, child.person_id, what=gettext_lazy("Your consents")) as who:
        given = give_consent(who, community=alder.community, purpose="teaching", fields=["interests"], days=183)
    with for_oneself(child.person) as who:
        agree(who, pk=given.pk)
    new = next(home for home in garden.homes.values() if home is not alder and _admits_alone(home))
    move = _ask(child, guardian, alder, new, timezone.localdate(timezone=ZoneInfo(new.place.time_zone)))
    with in_community(new.community.pk):
        asked = JoinRequest.objects.get(person=child.person_id, state="open")
        admit_member(asked, role="learner", by=new.administrator, reason=say(new.place, "They live here now."))
    turn(child.person_id, move.pk)


def _ask(child: Membership, guardian: Person, old: Home, new: Home, on: date) -> HomeMove:
    """By a guardian, and the child agrees."""
    with acting(guardian, child.person_id, what=gettext_lazy("Where you are at home")) as who:
        asked = ask_move(who, source=old.community, target=new.community, on=on, words="We move for work.")
    with for_oneself(child.person) as who:
        return agree_move(who, pk=asked.pk)


def _admits_alone(home: Home) -> bool:
    with in_community(home.community.pk):
        return bool(rule_in_force("admission").is_entrusted)


def _rest(garden: Garden, home: Home) -> None:
    """One learner of each community pauses for a while."""
    known = [one.pk for one in garden.people.values()]
    with in_community(home.community.pk):
        running = Enrolment.objects.filter(state=Enrolment.State.ENROLLED, offering__state=Stands.OPEN)
        one = running.exclude(person__in=known).select_related("offering").order_by("-display_name", "id").first()
        if one:
            pause(one, by=one.person)


def _try_out(garden: Garden, home: Home) -> None:
    """Whom one signs in as tries something elsewhere, as her guardian asked for."""
    mika, sol, alder = garden.people["mika"], garden.people["sol"], garden.homes["alder-bridge"]
    with in_community(home.community.pk):
        taken = Enrolment.objects.filter(person=mika).values("offering")
        free = Offering.objects.filter(state=Stands.OPEN, open_to=OpenTo.PUBLIC, by_application=False)
        offering = free.exclude(pk__in=taken).order_by("starts_on", "title", "id").first()
        if offering:
            enrol(offering, person=mika, home=alder.community, by=sol, display_name=str(mika), kind="trial")
