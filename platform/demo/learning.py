"""Offerings of the term, who learns in them, and how far each has come."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from communities.models import Membership
from demo.calendars import last_term, present_term
from demo.planting import Garden, Home
from demo.words import say
from demo.writing import activities_of
from learners.actions import complete_enrolment, end_offering, enrol, open_offering, publish_offering
from learners.models import Enrolment, Offering, Support
from learners.progress.models import Mark, MarkChange
from learners.times.slots import Slot, as_kept
from tenancy.scope import in_community
from web.amounts import exponent

FAMILY = ("Water and measure", "Listening walks", "Río vivo")  # what those learn whom one signs in as
OUTCOMES = (["Pass", "Distinction", "Fail", "Withdrawn"], [56, 20, 12, 12])  # and of a hundred enrolments, how many
ABROAD = 0.3  # of the learners of an offering, how many come from another community
COMMENTS = (
    "Clear and careful.",
    "Show the units next time.",
    "You explained this well to the others.",
    "Try once more with a friend.",
)


def teach(garden: Garden) -> None:
    for home in garden.homes.values():
        for version in home.versions:
            _look_back(garden, home, version)
            _offer(garden, home, version)


def _look_back(garden: Garden, home: Home, version: Any) -> None:
    """The same a term ago: it has ended, and so have its enrolments."""
    key, starts_on, ends_on = last_term(home.community.calendar)
    with in_community(home.community.pk):
        teachers = home.folk["teacher"][:2]
        offering = open_offering(version, teachers=teachers, term_key=key, starts_on=starts_on, ends_on=ends_on)
        publish_offering(offering)
        for learner, comes_from in _learners(garden, home, version):
            enrol(
                offering, person=learner.person, home=comes_from.community, by=learner.person,
                display_name=learner.display_name, attributes=_attributes(garden),
            )  # fmt: skip
        Enrolment.objects.filter(offering=offering).update(enrolled_on=starts_on)
        mark(garden, home, offering, teachers[0], starts_on, until=ends_on)
        for enrolment in Enrolment.objects.filter(offering=offering):
            complete_enrolment(enrolment, outcome=garden.chance.choices(*OUTCOMES)[0], by=teachers[0].person)
        Enrolment.objects.filter(offering=offering).update(ended_on=ends_on)
        end_offering(offering, by=teachers[0].person)


def _offer(garden: Garden, home: Home, version: Any) -> None:
    key, starts_on, ends_on = present_term(home.community.calendar)
    learners = _learners(garden, home, version)
    capacity = len(learners) - 2 if version.title in ("Water and measure", "Río vivo") else len(learners) + 6
    with in_community(home.community.pk):
        teachers = home.folk["teacher"][:2]
        offering = open_offering(
            version, teachers=teachers, term_key=key, starts_on=starts_on, ends_on=ends_on, capacity=capacity,
            open_to="network" if version.title == "Bread and fractions" else "public", **_details(garden, home),
        )  # fmt: skip
        publish_offering(offering)
        for learner, comes_from in learners:
            enrol(
                offering, person=learner.person, home=comes_from.community, by=learner.person,
                display_name=learner.display_name, attributes=_attributes(garden),
            )  # fmt: skip
        Enrolment.objects.filter(offering=offering).update(enrolled_on=starts_on)
        mark(garden, home, offering, teachers[0], starts_on)


def _details(garden: Garden, home: Home) -> dict[str, Any]:
    """Two meetings a week, now and then at the time of another; most are free."""
    chance, days = garden.chance, sorted(garden.chance.sample(range(5), 2))
    hour = chance.choice((9, 10, 14))
    return {
        "times": as_kept(Slot(day, time(hour), time(hour + 1, 30)) for day in days),
        "held": chance.choice(("place", "place", "both", "online")),
        "room": home.place.place,
        "cost": chance.choice((0, 0, 0, 10)) * 10 ** exponent(home.place.currency),
        "support": sorted(chance.sample(Support.values, 2)),
    }


def _learners(garden: Garden, home: Home, version: Any) -> list[tuple[Membership, Home]]:
    """Members of this community, and some from elsewhere; whoever is signed in as is among them."""
    own = [(one, home) for one in garden.chance.sample(home.folk["learner"], 13)]
    others = [h for h in garden.homes.values() if h is not home]
    guests = [(garden.chance.choice(h.folk["learner"]), h) for h in garden.chance.sample(others, int(13 * ABROAD))]
    alder = garden.homes["alder-bridge"]
    family = alder.folk["learner"][:2] if version.title in FAMILY else []
    first = [(one, alder) for one in (family if home is alder else family[:1])]
    return list({one.person_id: (one, comes_from) for one, comes_from in [*first, *guests, *own]}.values())


def _attributes(garden: Garden) -> dict[str, str]:
    """Given by some; a blank is an answer too."""
    chance = garden.chance
    return {
        "gender": chance.choice(["F", "M", "F", "M", ""]),
        "age_band": chance.choice(["6-9", "10-13", "10-13", "14-17"]),
        "disability": chance.choice(["False"] * 8 + ["True", ""]),
    }


def mark(
    garden: Garden, home: Home, offering: Offering, teacher: Membership, starts_on: date, *, until: date | None = None
) -> None:
    """Each learner at their own pace: most of what was handed in is marked, the latest often waits."""
    activities, scale = activities_of(offering.version), len(home.place.scale)
    weeks = max(((until or garden.today) - starts_on).days, 7)
    marks, changes = [], []
    for enrolment in Enrolment.objects.filter(offering=offering, state=Enrolment.State.ENROLLED):
        pace = min(max(garden.chance.gauss(0.6, 0.22), 0.1), 1)
        done = round(pace * len(activities))
        for place, (key, title) in enumerate(activities[:done]):
            on = starts_on + timedelta(days=min(int((place + 0.6) / max(done, 1) * weeks), weeks))
            waits = not until and place == done - 1 and garden.chance.random() < 0.45
            level = None if waits else min(max(round(garden.chance.gauss(scale * 0.68, 0.8)), 1), scale)
            mark = Mark(
                enrolment=enrolment, person_id=enrolment.person_id, activity_key=key, activity_title=title,
                submitted_on=on, created_on=on, level=level,
            )  # fmt: skip
            marks.append(mark)
            if level:
                _say_by_whom(mark, teacher, garden, home)
                changes.append(_a_change(mark, teacher))
    Mark.objects.bulk_create(marks)
    MarkChange.objects.bulk_create(changes)


def _say_by_whom(mark: Mark, teacher: Membership, garden: Garden, home: Home) -> None:
    """Two days later, in the afternoon; now and then with a word."""
    on = min(mark.submitted_on + timedelta(days=2), garden.today) if mark.submitted_on else garden.today
    mark.marked_at = datetime.combine(on, time(16, 20), ZoneInfo(home.place.time_zone))
    mark.marked_by_name = teacher.display_name
    mark.comment = say(home.place, garden.chance.choice(COMMENTS)) if garden.chance.random() < 0.3 else ""


def _a_change(mark: Mark, teacher: Membership) -> MarkChange:
    return MarkChange(
        mark=mark, person_id=mark.person_id, by=teacher.person, by_name=teacher.display_name,
        at=mark.marked_at or timezone.now(), level=mark.level,
    )  # fmt: skip
