"""Who is in the demo network, and whom to sign in as. All are invented."""

import random
from datetime import date, timedelta
from typing import NamedTuple

from django.contrib.auth.hashers import make_password

from accounts.models import Person
from communities.models import Community, Membership
from demo.folk import names
from demo.places import Place
from tenancy.scope import in_community


class SignIn(NamedTuple):
    username: str
    name: str
    language: str
    what: str
    time_zone: str = "Europe/Dublin"


class SignIns(NamedTuple):
    password: str
    people: tuple[SignIn, ...]


SIGN_INS = SignIns(
    "learning-together",
    (
        SignIn("petra", "Petra Vane", "en", "administrator of Alder Bridge School"),
        SignIn("joss", "Joss Tarn", "en", "teacher at Alder Bridge School"),
        SignIn("mika", "Mika Fenn", "en", "learner at Alder Bridge School, who also learns elsewhere"),
        SignIn("sol", "Sol Fenn", "en", "guardian of three learners at Alder Bridge School"),
        SignIn("lucia", "Lucía Montes", "es", "administradora de la Escuela Río Claro", "America/Bogota"),
        SignIn("salma", "سلمى الوادي", "ar", "مديرة مدرسة بستان نور", "Asia/Amman"),
        SignIn("ines", "Ines Weir", "en", "policymaker of the network"),
        SignIn("noor", "Noor Halim", "en", "steward of the network"),
    ),
)


class Card(NamedTuple):
    """How a young learner of Alder Bridge School signs in, without e-mail."""

    code: str
    name: str
    pictures: tuple[str, ...]


CARD = Card("RWT476", "Wren", ("cat", "sun", "sailboat"))
LEARNERS, TEACHERS, GUARDIANS, MEMBERS = 25, 3, 3, 2  # in each community
ROLES = ["learner"] * LEARNERS + ["teacher"] * TEACHERS + ["guardian"] * GUARDIANS + ["member"] * MEMBERS


def sign_ins() -> dict[str, Person]:
    """The people to sign in as, made."""
    secret = make_password(SIGN_INS.password)
    made = Person.objects.bulk_create(
        Person(username=who.username, name=who.name, language=who.language, time_zone=who.time_zone, password=secret)
        for who in SIGN_INS.people
    )
    return {person.username: person for person in made}


def settle(place: Place, community: Community, chance: random.Random, since: date) -> dict[str, list[Membership]]:
    """Everybody else of a community, by role; the grown-ups since that day, learners came one after another."""
    people = Person.objects.bulk_create(
        Person(
            username=f"{place.slug}-{number}",
            name=name,
            language=place.languages[0] if place.languages[0] in ("en", "es", "ar") else "en",
            time_zone=place.time_zone,
            password="!",
        )
        for number, name in enumerate(names(place.slug, len(ROLES), chance), 1)
    )
    with in_community(community.pk):
        made = Membership.objects.bulk_create(
            Membership(
                person=person,
                display_name=person.name,
                roles=[role],
                since=since + timedelta(days=number * 17) if role == "learner" else since,
            )
            for number, (person, role) in enumerate(zip(people, ROLES, strict=True))
        )
    return {role: [one for one in made if role in one.roles] for role in dict.fromkeys(ROLES)}
