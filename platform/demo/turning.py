"""A term that was closed: something ran in it that not all were through with, and runs again."""

from contextlib import suppress
from datetime import timedelta

from accounts.models import Person
from demo.calendars import last_term, present_term
from demo.learning import mark
from demo.planting import Garden, Home
from learners.actions import enrol, open_offering, publish_offering
from learners.admissions.actions import accept_offer
from learners.models import Enrolment, Offering, OfferingCard
from learners.progress.plans.actions import add_step, set_goal
from learners.turn.actions import turn_term
from tenancy.refusal import Refused
from tenancy.scope import as_person, in_community

TITLE = "Bread and fractions"
SATURDAY = [{"weekday": 5, "starts": "10:00", "ends": "11:30"}]


def close_a_term(garden: Garden) -> None:
    """Whoever one signs in as was in the middle of it, with a step of her plan."""
    home, mika = garden.homes["alder-bridge"], garden.people["mika"]
    calendar = home.community.calendar
    with in_community(home.community.pk):
        offering = _run(garden, home)
    _want(garden, mika, offering)
    with in_community(home.community.pk):
        key, into, ids = last_term(calendar)[0], present_term(calendar)[0], {offering.pk}
        turned = turn_term(key, by=home.administrator, into=into, copy=ids, keep=ids)
        for place in turned.places.filter(kept=True).exclude(person=mika).order_by("display_name")[:3]:
            again = Enrolment.objects.select_related("person").get(offering=place.into_id, person=place.person_id)
            with suppress(Refused):  # who is too young asks a guardian
                accept_offer(again, by=again.person)


def _run(garden: Garden, home: Home) -> Offering:
    """In the last term, on Saturdays."""
    key, starts_on, ends_on = last_term(home.community.calendar)
    version, teachers = next(one for one in home.versions if one.title == TITLE), home.folk["teacher"][:2]
    made = open_offering(
        version, teachers=teachers, title=f"{TITLE}, on Saturdays", term_key=key, starts_on=starts_on, ends_on=ends_on,
        times=SATURDAY,
    )  # fmt: skip
    publish_offering(made)
    for one in [home.folk["learner"][0], *home.folk["learner"][6:14]]:
        enrol(made, person=one.person, home=home.community, by=home.administrator, display_name=one.display_name)
    Enrolment.objects.filter(offering=made).update(enrolled_on=starts_on)
    mark(garden, home, made, teachers[0], starts_on, until=ends_on)
    return made


def _want(garden: Garden, person: Person, offering: Offering) -> None:
    with as_person(person.pk):
        card = OfferingCard.objects.get(pk=offering.pk)
        goal = set_goal("Bake for the spring fair", target_on=garden.today + timedelta(days=80))
        add_step(goal, title=card.title, card=card, target_on=card.ends_on)
