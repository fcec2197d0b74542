"""Things shared with everyone, to test with."""

from communities.models import Community, Membership
from curriculum.commons.models import Adoption, Review, SharedVersion
from curriculum.commons.reviews.actions import write_review
from tenancy.scope import in_community
from tests.curriculum.factories import a_version


def a_shared(community: Community, title: str = "Water and measure", **given) -> SharedVersion:
    """The first version of a curriculum made for it, shared."""
    return SharedVersion.objects.get(version=a_version(community, title, share=True, **given).pk)


def a_review(shared: SharedVersion, by: Membership, **said) -> Review:
    """Of somebody whose community took it over."""
    about = {"went": "Well.", "again": "as_it_is", "setting": "room", "learners": 14, **said}
    with in_community(by.community_id):
        one = {"curriculum": shared.curriculum, "community": by.community, "sharer": shared.community}
        Adoption.objects.get_or_create(**one, defaults={"readers": shared.readers, "kept_by": [by.community_id]})
        return write_review(shared, by=by, **about)
