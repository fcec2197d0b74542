"""Families: what learners say about themselves, what they and their guardians agree to, custody that ends on a day."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy

from accounts.models import Person
from communities.actions import note_birth
from communities.models import Community, Membership
from demo.planting import Garden
from learners.actions.guardians import record_guardianship
from learners.consents.acting import Acting, acting, for_oneself
from learners.consents.actions import agree, give_consent, revoke, save_profile
from learners.consents.models import Consent
from tenancy.scope import in_community

MIKA = {
    "interests": ("Boats, tides, and how engines work.", "communities"),
    "goals": ("Build a boat that carries me.", "communities"),
    "languages": ("English; a little Spanish with Lucía’s class.", "communities"),
    "ways": ("Outside, by trying. Reading comes after.", "communities"),
    "access": ("Large print when I am tired.", "guardians"),
    "support": ("large_print quiet", "communities"),
    "device": ("Mum’s old phone, after supper.", "communities"),
    "connection": ("Only at school on some days.", "me"),
}
SALMA = {
    "interests": ("نباتات الوادي، والخط، وأصوات الأماكن.", "everyone"),
    "goals": ("أن أسجّل أصوات الوادي في كل فصل.", "everyone"),
    "languages": ("العربية، والإنجليزية، وقليل من الفرنسية.", "everyone"),
    "support": ("captions quiet", "me"),
    "ways": ("بالمشي والإصغاء أولًا.", "communities"),
}
RIVER = (
    ("Los pájaros del río y el dibujo.", "Mirando primero, sin prisa.", ""),
    ("El fútbol y las matemáticas del mercado.", "En grupo y hablando.", "step_free way"),
    ("Las abejas y el huerto de mi abuela.", "Con las manos.", ""),
    ("Las historias de miedo.", "Escuchando cuentos.", "quiet"),
)


def agree_to_share(garden: Garden) -> None:
    _fenns(garden)
    _by_the_river(garden)
    _to_everyone(garden.people["salma"])


def _to_everyone(salma: Person) -> None:
    """What a grown-up who learns elsewhere says on a page of her own."""
    with for_oneself(salma) as who:
        save_profile(who, said=SALMA)


def _fenns(garden: Garden) -> None:
    """Sol looks after two children, the younger also with another guardian, until a day."""
    alder, sol = garden.homes["alder-bridge"], garden.people["sol"]
    mika, younger = alder.folk["learner"][:2]
    with in_community(alder.community.pk):
        for child, years in ((mika, 12), (younger, 9)):
            note_birth(child, born_on=date(garden.today.year - years, 1, 15))
        record_guardianship(
            alder.folk["guardian"][0], child=younger, by=alder.administrator, seen="court",
            until=garden.today + timedelta(days=200),
        )  # fmt: skip
    with _acting(mika.person) as who:
        save_profile(who, said=MIKA)
    _both(alder.community, mika, sol, purpose="teaching", fields=["interests", "goals", "ways", "device", "mastery"])
    taken_back = _both(alder.community, mika, sol, purpose="improvement", fields=["languages", "device"])
    with _acting(mika.person) as who:
        revoke(who, pk=taken_back.pk)
        give_consent(who, community=alder.community, purpose="safety", fields=["access", "support"], days=183)
    with _acting(sol, younger) as who:
        give_consent(who, community=alder.community, purpose="contact", fields=["languages"], days=92)
    _both(alder.community, younger, sol, purpose="pictures", fields=["pictures"])


def _by_the_river(garden: Garden) -> None:
    """Learners of another place, some of whom have no guardian recorded."""
    river = garden.homes["rio-claro"]
    for learner, (interests, ways, support) in zip(river.folk["learner"][3:], RIVER, strict=False):
        with _acting(learner.person) as who:
            save_profile(
                who,
                said={
                    "interests": (interests, "communities"), "ways": (ways, "communities"),
                    "support": (support, "communities"),
                },
            )  # fmt: skip
            give_consent(who, community=river.community, purpose="teaching", fields=["interests", "ways"], days=183)


def _both(community: Community, child: Membership, guardian: Person, **what: Any) -> Consent:
    with _acting(guardian, child) as who:
        given = give_consent(who, community=community, days=183, **what)
    with _acting(child.person) as who:
        return agree(who, pk=given.pk)


@contextmanager
def _acting(by: Person, child: Membership | None = None) -> Iterator[Acting]:
    with acting(by, child.person_id if child else None, what=gettext_lazy("Your consents")) as who:
        yield who
