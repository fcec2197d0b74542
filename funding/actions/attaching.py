"""Put files beside entries."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from files.actions import store_file
from files.models import StoredFile
from funding.models import Attachment, Entry
from tenancy.refusal import Refused, refusing

MOST = 20  # of one entry


@transaction.atomic
def attach(
    entry: Entry, *, file: Any, name: str = "", audience: str = Attachment.Audience.KEEPERS, by: Person | None = None
) -> Attachment:
    """Put an upload, or a file that is stored here already, beside an entry for good; its own name where none is given.

    Only the books' pages serve it: to `keepers` of the books, or to the `members` who read them too."""
    if entry.attachments.count() >= MOST:
        raise Refused(_("An entry has at most %(most)s files.") % {"most": MOST})
    stored = file if isinstance(file, StoredFile) else store_file(file, audience=StoredFile.Audience.PRIVATE)
    with refusing({"one_file_an_entry": _("This file is here already.")}):
        made: Attachment = Attachment.objects.create(
            entry=entry, file=stored, name=(name.strip() or stored.name)[:150], audience=audience, added_by=by
        )
    return made
