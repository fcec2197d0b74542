"""What one school offers to the communities of its circle alone, with learners of two of them."""

from datetime import timedelta

from curriculum.models import Version
from demo.planting import Garden
from learners.actions import enrol, open_offering, publish_offering
from learners.models import OpenTo
from tenancy.scope import in_community

TITLE, FELLOW = "A teacher on loan", "tern-island"


def lend(garden: Garden) -> None:
    alder, fellow = garden.homes["alder-bridge"], garden.homes[FELLOW]
    with in_community(alder.community.pk):
        version = Version.objects.get(title=TITLE)
        starts_on = garden.today + timedelta(days=10)
        offering = open_offering(
            version, teachers=alder.folk["teacher"][1:2], title="A week with a guest", open_to=OpenTo.CIRCLE,
            starts_on=starts_on, ends_on=starts_on + timedelta(days=6), room="The big room",
        )  # fmt: skip
        publish_offering(offering)
        for home, learners in ((alder, alder.folk["learner"][5:8]), (fellow, fellow.folk["learner"][3:5])):
            for one in learners:
                enrol(offering, person=one.person, home=home.community, by=one.person, display_name=one.display_name)
