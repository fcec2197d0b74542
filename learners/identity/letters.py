"""Both sides are told that they were joined: in the inbox of the main one, and by mail at the address of the other."""

from django.utils.translation import gettext as _

from accounts.language import as_read_by
from accounts.models import Person
from communities.models import Membership
from jobs.outbox import enqueue
from learners.guardianship import guardians_of
from learners.identity.models import UNDO_DAYS, Join
from notices.actions import notify
from tenancy.scope import as_person, in_community


def tell_joined(made: Join, main: Person, other: Person, *, by: Person) -> None:
    with as_person(main.pk):
        place = Membership.objects.filter(until__isnull=True).values_list("community", flat=True).first()
    if place:
        told = {"name": made.alias_name, "by": str(by)}
        people = {main.pk, *guardians_of(main.pk)}
        with in_community(place):
            notify(people, "identity.joined", key=f"joined {made.pk}", path="/me/identity/", params=told)
    if other.email:
        with as_read_by(other):
            subject = _("Your two accounts are one")
            text = _(
                "Your account %(username)s was joined to the account of %(main)s: signing in with either opens both. "
                "If this was not you, sign in and undo it within %(days)d days."
            )
            about = {"username": other.username, "main": main, "days": UNDO_DAYS}
            enqueue("accounts.send_mail", other.email, subject, text % about)
