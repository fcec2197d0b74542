"""Writers of one curriculum take turns."""

from django.utils import timezone
from django.utils.translation import gettext as _

from curriculum.models import Curriculum
from tenancy.refusal import Refused


def locked(curriculum: Curriculum) -> Curriculum:
    """The row as it is now, held until the transaction ends; refused when it is archived."""
    row = Curriculum.objects.select_for_update(no_key=True).get(pk=curriculum.pk)
    if row.archived_at:
        raise Refused(_("This curriculum is archived. Take it out of the archive first."))
    return row


def touch(curriculum: Curriculum) -> None:
    """Note that the draft has changed."""
    curriculum.edited_at = timezone.now()
    curriculum.save(update_fields=["edited_at"])
