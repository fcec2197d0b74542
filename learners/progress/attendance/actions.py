"""Take a roll, correct it, and say before that somebody will not be there."""

from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from learners.models import Enrolment, Offering, State
from learners.progress.attendance import news
from learners.progress.attendance.models import Announcement, Mode, Presence, PresenceChange, Reason, Session, Was
from learners.progress.attendance.queries import announced_on, on_the_roll
from tenancy.refusal import Refused

LONGEST = timedelta(days=366)  # an announced absence
FRESH = timedelta(days=3)  # until when guardians are told


class Said(NamedTuple):
    """How it was with one learner."""

    was: str = Was.PRESENT
    reason: str = Reason.NONE
    words: str = ""

    @property
    def kept(self) -> "Said":
        """Who was there needs no reason."""
        return Said() if self.was == Was.PRESENT else self


@transaction.atomic
def take_roll(
    offering: Offering,
    *,
    on: date,
    starts: time,
    by: Person,
    said: Mapping[UUID, Said],
    shown: Mapping[UUID, Said] | None = None,
    mode: str = Mode.IN_PERSON,
    note: str = "",
) -> Session:
    """Of everyone enrolled, by enrolment; again, it corrects. Two at once make one roll: what a page had `shown` and
    its teacher left alone does not undo what the other said meanwhile. Refused: a day to come, another's learner."""
    if on > timezone.localdate() + timedelta(days=1):
        raise Refused(_("A roll is taken when the day has come."))
    if offering.state == State.DRAFT:
        raise Refused(_("Publish the offering first."))
    session = _session(offering, on=on, starts=starts, by=by, mode=mode, note=note)
    enrolments = {one.pk: one for one in on_the_roll(offering).select_related("card")}
    known = {one.enrolment_id: one for one in session.roll.select_related("enrolment__card")}
    if strangers := set(said) - set(enrolments) - set(known):
        raise Refused(_("%(n)s of these do not learn in this offering.") % {"n": len(strangers)})
    announced = announced_on(offering, on)
    for key, given in said.items():
        if key not in known:
            made = Presence(session=session, enrolment=enrolments[key], person_id=enrolments[key].person_id)
            _write(made, given.kept, by=by, session=session, announced=key in announced)
        elif given.kept != _of(known[key]) and given != (shown or {}).get(key):
            _write(known[key], given.kept, by=by, session=session, announced=key in announced)
    session.roll.exclude(mode=session.mode).update(mode=session.mode)
    return session


@transaction.atomic
def announce_absence(
    enrolment: Enrolment, *, since: date, until: date | None = None, reason: str = "", words: str = "", by: Person
) -> Announcement:
    """By the learner or a guardian (the caller checks); its teachers are told, and find it on the roll."""
    enrolment = Enrolment.objects.select_for_update(of=["self"]).select_related("card").get(pk=enrolment.pk)
    until = until or since
    if enrolment.state != Enrolment.State.ENROLLED:
        raise Refused(_("Only for who is enrolled is an absence announced."))
    if until < max(since, timezone.localdate()):
        raise Refused(_("Choose days that are still to come."))
    if until - since > LONGEST:
        raise Refused(_("An absence is announced for a year at most."))
    same = {"since": since, "until": until, "reason": reason, "words": words}
    known: Announcement | None = enrolment.announcements.filter(**same).first()
    if known:
        return known
    made: Announcement = Announcement.objects.create(
        enrolment=enrolment, person_id=enrolment.person_id, by=by, by_name=str(by), **same
    )
    news.tell_announced(made)
    return made


@transaction.atomic
def take_back(announcement: Announcement) -> None:
    """While its first day is to come, or it goes on; rolls that were taken stay as they are."""
    if announcement.until < timezone.localdate():
        raise Refused(_("It is over."))
    announcement.delete()


def _session(offering: Offering, *, on: date, starts: time, by: Person, mode: str, note: str) -> Session:
    """The one of that time, made when there is none; locked, so that rolls come one after the other."""
    about = {"mode": mode, "note": note, "made_by_name": str(by)}
    Session.objects.bulk_create([Session(offering=offering, on=on, starts=starts, **about)], ignore_conflicts=True)
    session: Session = Session.objects.select_for_update().get(offering=offering, on=on, starts=starts)
    if (session.mode, session.note) != (mode, note):
        session.mode, session.note = mode, note
        session.save(update_fields=["mode", "note"])
    return session


def _of(presence: Presence) -> Said:
    return Said(presence.was, presence.reason, presence.words)


def _write(presence: Presence, said: Said, *, by: Person, session: Session, announced: bool) -> None:
    """With a row of its history; guardians hear of who is missed, while it is news."""
    was_missed = presence.was == Was.ABSENT
    presence.was, presence.reason, presence.words = said
    presence.on, presence.starts, presence.mode = session.on, session.starts, session.mode
    presence.save()
    PresenceChange.objects.create(
        presence=presence, person_id=presence.person_id, by=by, by_name=str(by), **said._asdict()
    )
    fresh = timezone.localdate() - session.on <= FRESH
    if said.was == Was.ABSENT and not (was_missed or announced) and fresh:
        news.tell_missed(presence)
