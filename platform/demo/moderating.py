"""A sample of assessed evidence that a second teacher of the demo looked at blind; one level differs."""

from demo.planting import Garden, Home
from demo.words import say
from learners.models import Offering, State
from learners.progress.moderation.actions import ask_for_moderation, look_at
from learners.progress.moderation.models import Sampled
from learners.progress.moderation.queries import may_be_sampled, seconds_for
from tenancy.scope import in_community


def moderate(garden: Garden) -> None:
    for home in garden.homes.values():
        with in_community(home.community.pk):
            _moderate(home)


def _moderate(home: Home) -> None:
    """The first offering with something to look at, asked for by whoever teaches it."""
    teacher = home.folk["teacher"][0]
    taught = Offering.objects.filter(state=State.OPEN, teachers__membership=teacher).order_by("title", "pk")
    for offering in taught:
        second = seconds_for(offering).first()
        if second and may_be_sampled(offering, second).exists():
            made = ask_for_moderation(offering, second=second, size=2, by=teacher.person)
            for number, one in enumerate(Sampled.objects.filter(moderation=made).order_by("number")):
                level = max(one.first.level - number, 1)
                look_at(one, by=second.person, level=level, words=say(home.place, "Clear and careful."))
            return
