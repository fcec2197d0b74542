"""Who may what with the money."""

from typing import Any

from django.db.models import QuerySet

from funding.models import Attachment, Entry


def attachments_for(access: Any, entry: Entry) -> QuerySet[Attachment]:
    """Those of an entry that this reader of the books may open, with their files, as they were added."""
    found = Attachment.objects.filter(entry=entry).select_related("file").order_by("added_at", "pk")
    return found if access.can("funding.post") else found.filter(audience=Attachment.Audience.MEMBERS)
