from itertools import count

from notices.actions import notify
from notices.models import Notice
from tenancy.scope import as_person, in_community

_next = count(1)


def tell(community, *people, kind="tests.bread", key="", **options):
    params = {"what": "rye"} if kind == "tests.bread" else {"where": "barn"}
    given = {"key": key or f"event-{next(_next)}", "path": f"/c/{community.slug}/about/", "params": params}
    with in_community(community.pk):
        notify([person.pk for person in people], kind, **{**given, **options})


def told(person):
    """The inbox, the latest first: community, kind, and whether it was read."""
    with as_person(person.pk):
        found = Notice.objects.select_related("community").order_by("-created_at", "-id")
        return [(one.community.slug, one.kind, not one.is_unread) for one in found]
