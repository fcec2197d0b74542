"""What a newly shared version has jobs do."""

from uuid import UUID

from communities.models import Community
from curriculum.commons.models import SharedVersion
from curriculum.commons.news import tell_of_newer
from jobs.outbox import enqueue, job
from tenancy.scope import in_community

BATCH = 200  # communities that one job visits


@job("commons.tell_of_version")
def tell_of_version(shared_id: UUID, after: UUID, community: UUID) -> None:
    """Visit the communities that come after this one by id; those beyond a batch are a job of their own."""
    with in_community(community):
        shared = SharedVersion.objects.select_related("community").get(pk=shared_id)
        earlier = list(SharedVersion.objects.filter(curriculum=shared.curriculum).values_list("pk", flat=True))
    those = Community.objects.filter(pk__gt=after, **({} if shared.readers is None else {"pk__in": shared.readers}))
    homes = list(those.order_by("pk")[:BATCH])
    for home in homes:
        with in_community(home.pk):
            tell_of_newer(shared, earlier, here=home)
    if len(homes) == BATCH:
        enqueue("commons.tell_of_version", shared_id, homes[-1].pk, community)
