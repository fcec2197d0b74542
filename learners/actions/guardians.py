"""Record and end a guardianship; each side holds its own row, the community a record."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from communities.models import Membership
from learners.models import Guardianship, GuardianshipRecord
from tenancy.refusal import Refused, refusing
from tenancy.scope import as_person


@transaction.atomic
def record_guardianship(guardian: Membership, *, child: Membership, by: Person) -> GuardianshipRecord:
    """Let one member of the community read another's learning everywhere; nobody records their own."""
    if not (guardian.is_live and child.is_live):
        raise Refused(_("Both must be members of this community."))
    if guardian.person_id == child.person_id:
        raise Refused(_("Nobody is their own guardian."))
    if guardian.person_id == by.pk:
        raise Refused(_("Another administrator has to record your own guardianship."))
    with refusing({"one_live_record_each": _("This guardianship is recorded already.")}):
        record: GuardianshipRecord = GuardianshipRecord.objects.create(
            guardian=guardian, child=child, recorded_by_name=str(by)
        )
    for person_id, side, other in _sides(record):
        with as_person(person_id):
            Guardianship.objects.create(
                side=side, other_id=other.person_id, other_name=other.display_name, recorded_in=record.community
            )
    return record


@transaction.atomic
def end_guardianship(record: GuardianshipRecord) -> GuardianshipRecord:
    """From now on the guardian sees nothing of the child."""
    if record.until is None:
        record.until = timezone.localdate()
        record.save(update_fields=["until"])
        for person_id, side, other in _sides(record):
            with as_person(person_id):
                mine = Guardianship.objects.filter(side=side, other_id=other.person_id, until__isnull=True)
                mine.filter(recorded_in_id=record.community_id).update(until=record.until)
    return record


def _sides(record: GuardianshipRecord) -> list[tuple[UUID, str, Membership]]:
    """Whose row, which side that person is, and the other one."""
    guardian, child = record.guardian, record.child
    return [
        (guardian.person_id, Guardianship.Side.GUARDIAN, child),
        (child.person_id, Guardianship.Side.CHILD, guardian),
    ]
