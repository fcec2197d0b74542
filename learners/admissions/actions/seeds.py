"""A way on where the seed of a lot was lost: never a silent one."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from jobs.outbox import enqueue
from learners.admissions.models import NewSeed, Round
from learners.admissions.queries import commitment_of, draw_of
from learners.admissions.seeds import is_lost, make_seed
from learners.waiting import lock_offering
from tenancy.refusal import Refused
from tenancy.scope import current_community

TO_READ_IT = timedelta(days=1)


@transaction.atomic
def replace_seed(round_: Round, *, reason: str, by: Person) -> NewSeed:
    """Say publicly that the commitment no longer counts, and why, and commit to another seed; drawn a day later at the
    earliest. Refused while the seed is where it was: nobody changes one they do not like."""
    lock_offering(round_.offering)
    voided = commitment_of(round_)
    if draw_of(round_):
        raise Refused(_("The places are drawn."))
    if round_.order != "lottery" or not is_lost(round_, voided):
        raise Refused(_("Nothing is lost: the seed that was committed to is there."))
    draw_from = max(round_.closes_at, timezone.now() + TO_READ_IT)
    made: NewSeed = NewSeed.objects.create(
        round=round_, voided=voided, commitment=make_seed(round_.pk), reason=reason, made_by_name=str(by),
        draw_from=draw_from,
    )  # fmt: skip
    enqueue("admissions.draw", current_community(), round_.pk, not_before=draw_from)
    return made
