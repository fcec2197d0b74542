"""Places given by lot in a community that decided so: drawn, taking applications; and one that became free."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from communities.governance.secrecy.keys import new_receipt
from demo.planting import Garden, Home
from demo.words import say
from learners.actions import change_offering, enrol, open_offering, publish_offering, withdraw
from learners.admissions.actions import appeal, apply, draw, open_round
from learners.admissions.models import Application, Round
from learners.admissions.queries import groups_on_record
from learners.admissions.rules import rule_now
from learners.admissions.seeds import make_seed
from learners.models import Enrolment, Offering
from tenancy.keys import uuid7
from tenancy.scope import in_community

PLACES, OPENED, CLOSED = 6, timedelta(days=20), timedelta(days=6)


def draw_lots(garden: Garden) -> None:
    for home in garden.homes.values():
        with in_community(home.community.pk):
            if rule_now()["order"] == "lottery" and len(home.versions) > 1:
                _drawn(garden, home, home.versions[0])
                _open(garden, home, home.versions[1])
                _offered(garden, home, home.versions[1])


def _drawn(garden: Garden, home: Home, version: Any) -> None:
    """Opened and closed before today, so its rows are written as they were then, and drawn by the product itself."""
    offering, rule, now, pk = _offering(garden, home, version), rule_now(), timezone.now(), uuid7()
    held: Round = Round.objects.create(
        pk=pk, offering=offering, order=rule["order"], groups=rule["groups"], commitment=make_seed(pk),
        opened_at=now - OPENED, closes_at=now - CLOSED, opened_by_name=str(home.administrator),
    )  # fmt: skip
    Application.objects.bulk_create(
        Application(
            round=held, card_id=offering.pk, person=one.person, display_name=one.display_name, home=home.community,
            code=new_receipt(), number=number, granted=_granted(one.person_id, offering, held),
            made_at=now - OPENED + timedelta(hours=9 * number),
        )
        for number, one in enumerate(garden.chance.sample(home.folk["learner"], PLACES + 5), 1)
    )  # fmt: skip
    draw(Round.objects.select_related("offering").get(pk=held.pk))
    last = Enrolment.objects.filter(offering=offering, offered_until=None, place__isnull=False).order_by("-place")[0]
    asked = Application.objects.select_related("round__offering", "person").get(round=held, person=last.person)
    appeal(asked, text=say(home.place, "My sister learns here, and we have one bicycle."), by=asked.person)


def _open(garden: Garden, home: Home, version: Any) -> None:
    """Whom one signs in as has applied, too."""
    offering = _offering(garden, home, version)
    made = open_round(offering, closes_at=timezone.now() + timedelta(days=9), by=home.administrator)
    for one in garden.chance.sample(home.folk["learner"], 4):
        who: dict[str, Any] = {"person": one.person, "by": home.administrator, "home": home.community}
        apply(made, **who, display_name=one.display_name, claims=["near"])
    apply(made, **_mika(garden))


def _offered(garden: Garden, home: Home, version: Any) -> None:
    """Whom one signs in as is next in a waiting list, and a place is kept for them."""
    left, by = home.folk["learner"][-1], home.administrator
    offering = _offering(garden, home, version, capacity=None)
    one = enrol(offering, person=left.person, home=home.community, by=by, display_name=left.display_name)
    change_offering(offering, by=by, capacity=1)
    enrol(offering, **_mika(garden))
    withdraw(one, by=left.person)


def _mika(garden: Garden) -> dict[str, Any]:
    """Asked for by a guardian: too young to do it alone."""
    mika, home = garden.people["mika"], garden.homes["alder-bridge"].community
    return {"person": mika, "by": garden.people["sol"], "home": home, "display_name": str(mika)}


def _granted(person_id: Any, offering: Offering, held: Round) -> list[str]:
    return [one for one in groups_on_record(person_id, offering) if one in held.groups]


def _offering(garden: Garden, home: Home, version: Any, capacity: int | None = PLACES) -> Offering:
    starts_on = garden.today + timedelta(days=70)
    offering = open_offering(
        version, teachers=home.folk["teacher"][:1], starts_on=starts_on, ends_on=starts_on + timedelta(days=60),
        capacity=capacity,
    )  # fmt: skip
    return publish_offering(offering)
