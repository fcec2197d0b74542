"""A circle with two communities, two that are outside of it, and a curriculum that is shared with it."""

from django.test import Client

from curriculum.actions import edit_curriculum, edit_node, publish_version
from curriculum.commons.actions import share_version
from curriculum.media.actions import add_medium
from curriculum.models import Node
from files.actions import store_file
from tenancy.scope import in_community
from tests.curriculum.factories import a_curriculum, a_teacher
from tests.factories import a_community
from tests.files.factories import a_pdf, a_picture, address
from tests.governance.test_circles import a_circle, a_joined


class Valley:
    """North and South belong to the circle; West, and the Valley's neighbour East, do not."""

    def __init__(self):
        self.north, self.south, self.west = (a_community(slug) for slug in ("north", "south", "west"))
        self.circle = a_circle(self.north)
        a_joined(self.south, self.circle)
        self.other_circle = a_circle(self.west, "hills")
        self.tess, self.sue, self.wes = (
            a_teacher(home, name) for home, name in ((self.north, "tess"), (self.south, "sue"), (self.west, "wes"))
        )
        self.draft = a_curriculum(self.north, "Quokka weirs", by=self.tess, language="sw", subject="Limnology")
        with in_community(self.north.pk):
            node = Node.objects.select_related("curriculum", "community").get(title="Activity 1.1")
            self.picture = store_file(a_picture())
            edit_node(node, body=f"Xylophones.\n\n![A weir]({address(self.picture, self.north)})")
            self.film = add_medium(node, file=a_pdf(), title="Weirs")
            version = publish_version(self.draft, by=self.tess)
            self.shared = share_version(version, circles=[self.circle.pk])

    def next_version(self, title="Quokka weirs anew", **given):
        with in_community(self.north.pk):
            edit_curriculum(self.draft, title=title)
            return share_version(publish_version(self.draft, by=self.tess), **given)


def signed_in(member=None):
    client = Client()
    if member:
        client.force_login(member.person)
    return client


def text(answer):
    return answer.content.decode()


LISTS = (
    "/commons/", "/commons/?q=quokka", "/commons/?q=quokkaz", "/commons/?q=xylophones", "/commons/?subject=Limnology",
    "/commons/?language=sw", "/", "/c/north/", "/search?q=quokka", "/c/north/search?q=quokka", "/api/v1/commons/", "/api/v1/commons/?text=quokka",
)  # fmt: skip
