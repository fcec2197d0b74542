"""Alder Bridge has invited one, wrote another down twice; somebody who was written down twice is one again."""

from accounts.actions import create_person
from communities.actions import join, note_birth
from communities.models import Membership
from demo.planting import Garden
from learners.actions import enrol
from learners.identity.claiming import invite_member
from learners.identity.joining import join_by_code
from learners.models import Offering, State
from tenancy.scope import in_community


def claim_people(garden: Garden) -> None:
    alder = garden.homes["alder-bridge"]
    with in_community(alder.community.pk):
        petra = Membership.objects.get(person=alder.administrator, until__isnull=True)
        invite_member(alder.folk["guardian"][2], by=petra)
        wren = Membership.objects.get(display_name="Wren Fenn")
        again = join(create_person("alder-bridge-again", name="Wren Fen"), role="learner")
        note_birth(again, born_on=wren.born_on)
    _joined(garden)


def _joined(garden: Garden) -> None:
    """Salma was a guest of Tern Island before she had an account, and joined what they wrote down with hers."""
    tern, salma = garden.homes["tern-island"], garden.people["salma"]
    with in_community(tern.community.pk):
        guest = create_person("tern-island-guest", name="Salma Wadi", time_zone=tern.place.time_zone)
        membership = join(guest, role="member")
        free = (
            Offering.objects.filter(state=State.OPEN, by_application=False).order_by("starts_on", "title", "id").first()
        )
        if free:
            enrol(free, person=guest, home=tern.community, by=tern.administrator, knowingly=True)
        keeper = Membership.objects.get(person=tern.administrator, until__isnull=True)
        _claim, code = invite_member(membership, by=keeper)
    join_by_code(salma, code=code)
