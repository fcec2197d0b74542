"""What the communities decided over two years, told in the order in which it happened."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from django.utils import translation

from demo import budgeting, charters, choosing, deciding, gathering, proposing, ranking, years
from demo.planting import Garden, Home
from tenancy.scope import in_community


class Story(NamedTuple):
    ago: float  # days before now that it was decided; that it began, if it is still open
    home: Home
    tell: Callable[[], None]


def tell_stories(garden: Garden) -> None:
    for story in sorted(_all(garden), key=lambda story: -story.ago):
        with in_community(story.home.community.pk), translation.override(story.home.place.language):
            story.tell()


def _all(garden: Garden) -> Iterator[Story]:
    for chapter in (deciding, charters, years, proposing, ranking, choosing, gathering, budgeting):
        for ago, slug, tell in chapter.stories(garden):
            yield Story(ago, garden.homes[slug], tell)
