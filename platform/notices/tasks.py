"""Mail that is due."""

from uuid import UUID

from django.utils import timezone

from jobs.outbox import job
from notices import posting
from notices.mailing import mail_what_is_due
from tenancy.scope import as_person


@job("notices.hand_out")
def hand_out() -> None:
    posting.hand_out(timezone.now())


@job("notices.mail")
def mail(person_id: UUID) -> None:
    with as_person(person_id):
        mail_what_is_due()
