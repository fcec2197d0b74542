"""A class of young learners, who sign in without e-mail; how one of them does is told to whoever tries the demo."""

from datetime import date, timedelta

from communities.actions import note_birth
from communities.models import Membership
from demo.people import CARD
from demo.planting import Garden
from learners.actions.guardians import record_guardianship
from learners.young.actions import add_learners, make_class
from learners.young.models import ClassCode, SchoolClass, Tries, YoungLearner
from learners.young.placing import take_out
from learners.young.secret import hashed, of_pictures
from learners.young.tries import MOST, key_of
from tenancy.scope import in_community

NAMES = ("Wren Fenn", "Robin Stone", "Bea Quill", "Otto Hallow", "Ivy Carrow")
OLDER = ("Hazel Pike", "Finn Ashlin")


def begin(garden: Garden) -> None:
    """Sol looks after one of them; another has tried too often; one of a second class was taken out of it."""
    alder = garden.homes["alder-bridge"]
    with in_community(alder.community.pk):
        teacher = alder.folk["teacher"][0]
        otters = make_class(name="Otters", ends_on=garden.today + timedelta(days=200), by=teacher)
        ClassCode.objects.create(code=CARD.code, community=alder.community)
        ClassCode.objects.filter(pk=otters.code).delete()
        SchoolClass.objects.filter(pk=otters.pk).update(code=CARD.code)
        wren, robin, *_others = (one.learner for one in add_learners(otters, names=NAMES))
        seals = make_class(name="Seals", ends_on=garden.today + timedelta(days=200), by=teacher)
        _hazel, finn = (one.learner for one in add_learners(seals, names=OLDER))
        take_out(finn, by=teacher.person)
        YoungLearner.objects.filter(pk=wren.pk).update(secret=hashed(of_pictures(CARD.pictures)))
        Tries.objects.create(key=key_of(CARD.code, robin.called_key), failed=MOST)
        note_birth(wren.membership, born_on=date(garden.today.year - 8, 1, 15))
        sol = Membership.objects.get(person=garden.people["sol"])
        record_guardianship(sol, child=wren.membership, by=alder.administrator, seen="birth")
