"""Record and end a guardianship; each side holds its own row, the community a record."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from communities.models import Membership
from learners.ages import ages_of, day_of_age
from learners.models import Guardianship, GuardianshipRecord, in_force
from tenancy.refusal import Refused, refusing
from tenancy.scope import as_person


@transaction.atomic
def record_guardianship(
    guardian: Membership,
    *,
    child: Membership,
    by: Person,
    seen: str = GuardianshipRecord.Seen.KNOWN,
    until: date | None = None,
) -> GuardianshipRecord:
    """Let one member of the community read another's learning everywhere; nobody records their own.

    `seen`: what shows that it is so. `until`: the first day on which it no longer holds; the child's coming of age by
    the community's country, where the day of birth is known, if that is sooner."""
    _refuse_pair(guardian, child, by)
    until = _end_of(child, until)
    if until and until <= timezone.localdate():
        raise Refused(_("A guardianship ends on a day to come, at the latest when the learner comes of age."))
    record = GuardianshipRecord(guardian=guardian, child=child, recorded_by_name=str(by), seen=seen, until=until)
    _replace_ended(record)
    told = _("This guardianship is recorded already.")
    with refusing({"one_live_record_each": told, "one_live_guardianship_each": told}):
        record.save()
        for person_id, side, other in _sides(record):
            with as_person(person_id):
                Guardianship.objects.create(
                    side=side, other_id=other.person_id, other_name=other.display_name, until=until,
                    recorded_in=record.community,
                )  # fmt: skip
    return record


@transaction.atomic
def end_guardianship(record: GuardianshipRecord, *, until: date | None = None) -> GuardianshipRecord:
    """From today, or from a day to come, the guardian sees nothing of the child; an end to come may be moved."""
    record = (
        GuardianshipRecord.objects.select_for_update(of=["self"]).select_related("guardian", "child").get(pk=record.pk)
    )
    if not record.is_in_force:
        return record
    today = timezone.localdate()
    if until and until < today:
        raise Refused(_("A guardianship ends today or on a day to come."))
    _end(record, _end_of(record.child, until or today) or today)
    return record


def end_at_majority() -> None:
    """In a community's scope: guardianships of those whose day of birth is known end when they come of age."""
    records = GuardianshipRecord.objects.filter(in_force(), child__born_on__isnull=False)
    for record in records.select_related("guardian", "child"):
        until = _end_of(record.child, record.until)
        if until and until != record.until:
            _end(record, until)


def _refuse_pair(guardian: Membership, child: Membership, by: Person) -> None:
    if not (guardian.is_live and child.is_live):
        raise Refused(_("Both must be members of this community."))
    if guardian.person_id == child.person_id:
        raise Refused(_("Nobody is their own guardian."))
    if guardian.person_id == by.pk:
        raise Refused(_("Another administrator has to record your own guardianship."))


def _end_of(child: Membership, until: date | None) -> date | None:
    if child.born_on is None:
        return until
    of_age = day_of_age(child.born_on, ages_of([child.community.country]).majority)
    return min(until, of_age) if until else of_age


def _end(record: GuardianshipRecord, until: date) -> None:
    record.until = until
    record.save(update_fields=["until"])
    for person_id, side, other in _sides(record):
        with as_person(person_id):
            mine = Guardianship.objects.filter(side=side, other_id=other.person_id, replaced=False)
            mine.filter(recorded_in_id=record.community_id).update(until=until)


def _replace_ended(record: GuardianshipRecord) -> None:
    """One that ended makes room for a new one of the same two."""
    ended = {"until__lte": timezone.localdate(), "replaced": False}
    here = record.community_id
    GuardianshipRecord.objects.filter(guardian=record.guardian, child=record.child, **ended).update(replaced=True)
    for person_id, side, other in _sides(record):
        with as_person(person_id):
            mine = Guardianship.objects.filter(side=side, other_id=other.person_id, recorded_in_id=here, **ended)
            mine.update(replaced=True)


def _sides(record: GuardianshipRecord) -> list[tuple[UUID, str, Membership]]:
    """Whose row, which side that person is, and the other one."""
    guardian, child = record.guardian, record.child
    return [
        (guardian.person_id, Guardianship.Side.GUARDIAN, child),
        (child.person_id, Guardianship.Side.CHILD, guardian),
    ]
