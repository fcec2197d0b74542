"""Small places a bus ride from those whose people one signs in as: what near and far mean can be tried there."""

from datetime import time, timedelta
from typing import NamedTuple

from django.utils import timezone, translation

from accounts.models import Person
from communities.actions import join
from communities.governance.founding import found_community
from curriculum.commons.actions import adopt_version
from curriculum.commons.models import SharedVersion
from demo.calendars import calendar_of, present_term
from demo.places import Place
from demo.planting import CHART, Garden
from learners.actions import enrol, open_offering, publish_offering
from learners.models import Support
from learners.times.slots import Slot, as_kept
from tenancy.scope import in_community

NEEDED = [Support.STEP_FREE, Support.LARGE_PRINT, Support.QUIET]


class Neighbour(NamedTuple):
    place: Place
    of: str  # whose neighbour it is
    founder: str
    teacher: str
    taught: tuple[str, str]  # which shared curricula; the first with much support, the second with little


NEIGHBOURS = (
    Neighbour(
        Place(
            "kiln-lane", "learning", "Kiln Lane Workshop", "Kiln Lane", "IE", (53.723, -9.331),
            ("en",), "Europe/Dublin", 30, "EUR",
            "Two kilns, a wheel and a long table, open to whoever comes up the lane.",
            ("Trying", "Able", "Shows others"), ("Summer term", "Autumn term", "Spring term"), "Winter holidays",
            "", 0,
        ),
        "alder-bridge", "Una Kilbride", "Conn Marl", ("Clay and fire", "Wind and sail"),
    ),
    Neighbour(
        Place(
            "la-ceiba", "learning", "Taller La Ceiba", "Loma Clara", "CO", (5.301, -74.432),
            ("es",), "America/Bogota", 150, "COP",
            "Un taller debajo de una ceiba: se aprende haciendo, y cada quien trae algo para la mesa.",
            ("Prueba", "Puede", "Muestra a otros"),
            ("Primer semestre", "Segundo semestre", "Próximo semestre"), "Vacaciones de fin de año", "", 0,
        ),
        "rio-claro", "Rosa Guadual", "Iván Loma", ("Abejas sin aguijón", "Caminos seguros"),
    ),
    Neighbour(
        Place(
            "dawali-house", "learning", "بيت الدوالي", "تل الدوالي", "JO", (32.341, 35.803),
            ("ar",), "Asia/Amman", 285, "JOD",
            "بيت قديم تظلّله الدوالي، نلتقي فيه بعد الظهر لنقرأ ونصنع معًا.",
            ("يجرّب", "يقدر", "يعلّم غيره"), ("الفصل الأول", "الفصل الثاني", "الفصل الصيفي"), "العطلة الشتوية",
            "", 0,
        ),
        "nour-garden", "هدى الكرم", "سامر التل", ("حكايات الحي", "بستان المدرسة"),
    ),
)  # fmt: skip


def neighbour(garden: Garden) -> None:
    for number, one in enumerate(NEIGHBOURS):
        _settle(garden, one, number)


def _settle(garden: Garden, one: Neighbour, number: int) -> None:
    place, on = one.place, timezone.now() - timedelta(days=300 + number * 20)
    founder, teacher = (
        Person.objects.create(
            username=f"{place.slug}-{username}", name=name, language=place.language, time_zone=place.time_zone,
            password="!",
        )
        for username, name in (("admin", one.founder), ("teacher", one.teacher))
    )  # fmt: skip
    choices = place.choices() | {"calendar": calendar_of(place, garden.today, number * 4)}
    with translation.override(place.language):
        community = found_community(founder, slug=place.slug, kind=place.kind, choices=choices, on=on, beginnings=CHART)
    with in_community(community.pk):
        teaching = join(teacher, role="teacher")
        for at, title in enumerate(one.taught):
            shared = SharedVersion.objects.get(title=title, latest=True)
            key, starts_on, ends_on = present_term(community.calendar)
            offering = open_offering(
                adopt_version(shared, by=teaching), teachers=[teaching], term_key=key, starts_on=starts_on,
                ends_on=ends_on, capacity=12, held="both" if at else "place", room=place.place,
                times=as_kept([Slot(5 if at else 4, time(15), time(17))]),
                support=sorted([Support.MEAL] if at else NEEDED),
            )  # fmt: skip
            publish_offering(offering)
            home = garden.homes[one.of]
            for learner in home.folk["learner"][8 + at : 11 + at]:
                enrol(
                    offering, person=learner.person, home=home.community, by=learner.person,
                    display_name=learner.display_name,
                )  # fmt: skip
