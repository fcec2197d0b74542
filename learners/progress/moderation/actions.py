"""Draw a sample, look at it blind, and settle what differs."""

from random import SystemRandom

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from communities.models import Membership
from learners.models import Offering
from learners.progress.evidence.actions import assess
from learners.progress.evidence.models import Assessment
from learners.progress.moderation import news
from learners.progress.moderation.models import Moderation, Sampled, SecondLook, Settled
from learners.progress.moderation.queries import may_be_sampled, outcome_of, seconds_for
from tenancy.refusal import Refused, refusing

MOST = 20  # pieces of a sample


@transaction.atomic
def ask_for_moderation(offering: Offering, *, second: Membership, size: int, by: Person) -> Moderation:
    """Draw at random from what is assessed and in no sample yet; the second teacher is told. The caller checks that
    `by` teaches it."""
    offering = Offering.objects.select_for_update().get(pk=offering.pk)
    if not seconds_for(offering).filter(pk=second.pk).exists():
        raise Refused(_("Ask a teacher who does not teach this offering, so that they see nothing of it before."))
    found = list(may_be_sampled(offering, second))
    if not found:
        raise Refused(_("Nothing is assessed that was in no sample yet."))
    drawn = SystemRandom().sample(found, min(size, len(found), MOST))
    made: Moderation = Moderation.objects.create(offering=offering, second=second, asked_by_name=str(by))
    for number, evidence in enumerate(drawn, 1):
        first = evidence.assessments.filter(role=Assessment.Role.TEACHER).latest("at", "pk")
        Sampled.objects.create(moderation=made, evidence=evidence, first=first, number=number)
    news.tell_asked(made)
    return made


@transaction.atomic
def look_at(sampled: Sampled, *, by: Person, level: int, words: str = "") -> SecondLook:
    """By the second teacher alone, once; on the scale that the first went by."""
    if sampled.moderation.second.person_id != by.pk:
        raise Refused(_("Only who is asked says the second level."))
    scale = sampled.first.scale
    if not 1 <= level <= len(scale):
        raise Refused(_("A level is between 1 and %(top)s.") % {"top": len(scale)})
    with refusing({"one_second_look_a_piece": _("You have said it already; it stays.")}):
        made: SecondLook = SecondLook.objects.create(
            sampled=sampled, level=level, scale=scale, words=words, by=by, by_name=str(by)
        )
    if not outcome_of(sampled.moderation).left:
        news.tell_done(sampled.moderation)
    return made


@transaction.atomic
def settle(sampled: Sampled, *, by: Person, level: int, words: str) -> Settled:
    """The level that both come to, with why: an assessment of the evidence, and so its mark. The caller checks that
    `by` teaches it."""
    if outcome_of(sampled.moderation).left:
        raise Refused(_("The second teacher has not looked at everything yet."))
    if not words.strip():
        raise Refused(_("Say why you agree on this level."))
    if Settled.objects.filter(sampled=sampled).exists():
        raise Refused(_("This is settled already."))
    made = assess(sampled.evidence, by=by, role=Assessment.Role.AGREED, level=level, words=words)
    with refusing({"settled_once": _("This is settled already.")}):
        settled: Settled = Settled.objects.create(sampled=sampled, assessment=made)
    return settled
