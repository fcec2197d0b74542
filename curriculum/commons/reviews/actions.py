"""Write a review, take it back, and answer one."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.models import Community, Membership
from curriculum.commons.audience import audience_of_words, keep_for, refuse_outside
from curriculum.commons.models import Adoption, Review, SharedVersion
from curriculum.commons.reviews import news
from tenancy.refusal import Refused, refusing
from tenancy.scope import in_community

REFUSALS = {"review_ages_in_order": gettext_lazy("The youngest age is above the oldest one.")}


def why_not(shared: SharedVersion, community: Community) -> str:
    """Why nobody of this community may review it; "" when they may."""
    if shared.community_id == community.pk:
        return _("It is your own community's. Reviews come from those who took it over.")
    if community.visibility == Community.Visibility.HIDDEN:
        return _("A community that nobody outside may know of says nothing in public.")
    if not Adoption.objects.filter(curriculum=shared.curriculum, community=community).exists():
        return _("%(community)s has not taken it over. Reviews come from communities that use it.") % {
            "community": community
        }
    return ""


@transaction.atomic
def write_review(shared: SharedVersion, *, by: Membership, **said: Any) -> Review:
    """Say how it went, or say it anew; everyone may read it, with the name and community of who says it.

    Refused unless the community took the curriculum over. One a person and curriculum. Its writers are told."""
    if refusal := why_not(shared, by.community):
        raise Refused(refusal)
    refuse_outside(shared)
    about: dict[str, Any] = {"community": by.community, "name": by.display_name, "number": shared.number, **said}
    about |= audience_of_words(shared)
    with in_community(shared.community_id), refusing(REFUSALS):
        review, new = Review.objects.update_or_create(
            curriculum=shared.curriculum,
            person_id=by.person_id,
            defaults={"edited_at": timezone.now(), **about},
            create_defaults=about,
        )
    keep_for(by.community.pk, review)
    if new:
        with in_community(shared.community_id):
            news.tell_writers(review, title=shared.title)
    return review


@transaction.atomic
def withdraw_review(review: Review) -> None:
    """It is gone, and its answer with it."""
    with in_community(review.community_id):
        review.delete()


@transaction.atomic
def answer_review(review: Review, *, by: Membership, text: str) -> Review:
    """What the curriculum's community says to it, below it; nothing takes the answer back. Its author is told."""
    if review.sharer_id != by.community_id:
        raise Refused(_("Only the community whose curriculum it is answers."))
    shared = SharedVersion.objects.filter(curriculum=review.curriculum).order_by("-number")[0]
    review.answer, review.answered_by = text, by.display_name if text else ""
    review.answered_at = timezone.now() if text else None
    review.save(update_fields=["answer", "answered_by", "answered_at"])
    if text:
        with in_community(review.community_id):
            news.tell_reviewer(review, title=shared.title, by=by.community)
    return review
