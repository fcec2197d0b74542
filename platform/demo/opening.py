"""Two communities of the demo open all of their books: the network, and Alder Bridge School."""

from django.utils import translation

from accounts.models import Person
from communities.governance.actions import decide
from communities.governance.models import Decision
from communities.models import Community
from demo.planting import Garden
from funding.openness import OPEN, PARTS
from tenancy.scope import in_community

TITLE = "Open our books to everyone"
WHY = "Whoever gives, and whoever wonders, reads what came in and what it was used for."


def open_the_books(garden: Garden) -> None:
    network = Community.objects.get(kind=Community.Kind.NETWORK)
    school = garden.homes["alder-bridge"]
    _open(network, garden.people["noor"])
    _open(school.community, school.administrator)


def _open(community: Community, by: Person) -> None:
    value = {"figures": OPEN, **dict.fromkeys(PARTS, True)}
    with in_community(community.pk), translation.override("en"):
        decide(by=by, kind=Decision.Kind.SETTING, title=TITLE, reason=WHY, settings={"openness": value})
