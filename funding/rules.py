"""Who may what with the money."""

from typing import Any

from django.db.models import QuerySet

from accounts.models import Person
from funding.models import Attachment, Entry, Fund
from learners.guardianship import live_guardianship


def attachments_for(access: Any, entry: Entry) -> QuerySet[Attachment]:
    """Those of an entry that this reader of the books may open, with their files, as they were added."""
    found = Attachment.objects.filter(entry=entry).select_related("file").order_by("added_at", "pk")
    return found if access.can("funding.post") else found.filter(audience=Attachment.Audience.MEMBERS)


def may_direct(fund: Fund, person: Person) -> bool:
    """Ask that a learner's own fund be spent: that learner, and who looks after them now."""
    if fund.person_id is None:
        return False
    return fund.person_id == person.pk or live_guardianship(person, fund.person_id) is not None
