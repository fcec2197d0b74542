"""What communities say of curricula that they took over and taught: curricula/reviews.toml."""

import tomllib
from datetime import timedelta
from typing import Any

from django.utils import timezone

from communities.models import Membership
from curriculum.commons.actions import adopt_version
from curriculum.commons.models import Review, SharedVersion
from curriculum.commons.moderating.actions import report_review
from curriculum.commons.reviews.actions import answer_review, write_review
from curriculum.commons.reviews.queries import users_among
from demo.planting import Garden
from demo.texts import FOLDER
from tenancy.scope import in_community


def say_how_it_went(garden: Garden) -> None:
    written = tomllib.loads((FOLDER / "reviews.toml").read_text(encoding="utf-8"))["review"]
    for number, said in enumerate(written):
        _say(garden, said, ago=12 + number * 9)
    _report(garden)


def _report(garden: Garden) -> None:
    """One that waits for the network's stewards."""
    review = Review.objects.order_by("written_at").first()
    assert review
    report_review(review, person=garden.people["sol"], why="other", words="Is this about our trip? It reads like it.")


def _say(garden: Garden, said: dict[str, Any], *, ago: int) -> None:
    """`by` names the community, `of` the curriculum; the rest is as write_review takes it."""
    by, of, answer = (said.pop(name, "") for name in ("by", "of", "answer"))
    home, when = garden.homes[by], timezone.now() - timedelta(days=ago)
    shared = SharedVersion.objects.select_related("community").get(title=of, latest=True)
    said["age_from"], said["age_to"] = said.pop("ages")
    with in_community(home.community.pk):
        teacher = home.folk["teacher"][0]
        if not users_among([home.community], shared.curriculum):
            adopt_version(shared, by=teacher)
        review = write_review(shared, by=teacher, written_at=when, **said)
    if answer:
        with in_community(shared.community_id):
            writer = Membership.objects.get(person=garden.homes[shared.community.slug].administrator)
            answer_review(review, by=writer, text=answer)
