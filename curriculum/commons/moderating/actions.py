"""Report a review, hide it, leave it, show it again. The community whose curriculum it is has no hand in it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from communities.models import Community, Membership
from curriculum.commons.audience import keep_for
from curriculum.commons.models import ModerationStep, Report, Review, SharedVersion
from curriculum.commons.moderating import news
from tenancy.refusal import Refused
from tenancy.scope import in_community

What = ModerationStep.What


@transaction.atomic
def report_review(review: Review, *, person: Person, why: str, words: str = "") -> Report:
    """Anyone signed in, once a review (again: anew); the network's stewards are told."""
    network = Community.objects.filter(kind=Community.Kind.NETWORK).first()
    if network is None:
        raise Refused(_("There is no network yet whose stewards could look at it."))
    if review.person_id == person.pk:
        raise Refused(_("It is your own review: you can take it back."))
    if review.hidden_at:
        raise Refused(_("It is hidden already."))
    with in_community(network.pk):
        said = {"why": why, "words": words, "at": timezone.now(), "answered_at": None}
        report, _new = Report.objects.update_or_create(review=review.pk, person=person, defaults=said)
        news.tell_stewards(review, network=network)
    keep_for(network.pk, review)
    return report


@transaction.atomic
def moderate_review(review: Review, *, by: Membership, what: str, reason: str) -> ModerationStep:
    """Hide it, leave it or show it again, with a reason that stays in the record and that its author reads; whoever
    reported it is told what came of it.

    In the network's scope. Refused to a steward who belongs to the community whose curriculum it is."""
    now = timezone.now()
    with in_community(review.sharer_id):
        review = Review.objects.select_for_update(no_key=True, of=("self",)).get(pk=review.pk)
        _refuse(review, by, what, reason)
        if what != What.LEFT:
            review.hidden_at, review.hidden_reason = (now, reason) if what == What.HIDDEN else (None, "")
            review.save(update_fields=["hidden_at", "hidden_reason"])
        shared = SharedVersion.objects.filter(curriculum=review.curriculum, latest=True).first()
    waiting = Report.objects.filter(review=review.pk, answered_at__isnull=True)
    people = list(waiting.values_list("person_id", flat=True))
    news.tell_reporters(review, what, people=people, shared=shared, reason=reason, at=now)
    waiting.update(answered_at=now)
    step = ModerationStep.objects.create(
        review=review.pk, author=review.name, what=what, reason=reason, by=by.display_name, at=now
    )
    if what != What.LEFT:
        with in_community(review.community_id):
            news.tell_author(review, what, reason=reason, at=now)
    return step


def _refuse(review: Review, by: Membership, what: str, reason: str) -> None:
    """In the scope of the community whose curriculum it is."""
    if not by.community.is_network:
        raise Refused(_("The network’s stewards alone hide reviews."))
    if not reason.strip():
        raise Refused(_("Its author wants to know why: give a reason."))
    if what == What.HIDDEN and review.hidden_at:
        raise Refused(_("It is hidden already."))
    if what == What.SHOWN and not review.hidden_at:
        raise Refused(_("Everyone sees it already."))
    if Membership.objects.filter(person=by.person_id, until__isnull=True).exists():
        raise Refused(_("You belong to the community whose curriculum it is. Another steward decides."))
