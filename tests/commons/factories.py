"""Things shared with everyone, to test with."""

from communities.models import Community
from curriculum.commons.models import SharedVersion
from tests.curriculum.factories import a_version


def a_shared(community: Community, title: str = "Water and measure", **given) -> SharedVersion:
    """The first version of a curriculum made for it, shared."""
    return SharedVersion.objects.get(version=a_version(community, title, share=True, **given).pk)
