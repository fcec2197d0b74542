"""Ask for a copy of everything, make it, and forget it again."""

from functools import partial
from tempfile import TemporaryFile
from uuid import UUID

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from jobs import progress
from jobs.outbox import enqueue
from learners.consents.acting import Acting
from learners.consents.queries import own_memberships
from learners.mydata import news
from learners.mydata.archive import pack, steps
from learners.mydata.models import Copy
from learners.mydata.queries import last_asked
from learners.mydata.rules import needs_of_owner
from learners.queries import guardians
from tenancy.refusal import Refused, refusing

ROOM = "mydata"


@transaction.atomic
def ask_for_copy(acting: Acting) -> Copy:
    """Have a job put everything about the learner into one file; one at a time, and one a day for each who asks."""
    refuse_who_may_not_carry(acting)
    last = last_asked(acting)
    if last and timezone.now() - last.asked_at < Copy.AGAIN:
        if last.forgotten_at:
            raise Refused(_("You asked for a copy in the last 24 hours, and deleted it. Ask again tomorrow."))
        if last.made_at:
            raise Refused(_("A copy was made in the last 24 hours. Take that one, or ask again tomorrow."))
    acting.log(gettext_lazy("Asked for a copy of everything about you"))
    with refusing({"one_copy_made_at_a_time": _("A copy is being made already.")}):
        copy: Copy = Copy.objects.create(by=acting.by, by_name=str(acting.by), language=get_language() or "en")
    copy.job = enqueue("mydata.copy", acting.learner, copy.pk)
    copy.save(update_fields=["job"])
    enqueue("mydata.clear", acting.learner, not_before=copy.gone_at)
    label = _("A copy of everything about me")
    progress.start(copy.job, steps(), person_id=acting.by.pk, label=label, then=acting.url("home", room=ROOM))
    return copy


def refuse_who_may_not_carry(acting: Acting) -> None:
    """A guardian of somebody who decides alone, and whoever came in by a class code."""
    if acting.by.young:
        raise Refused(_("Whoever comes in by a class code takes nothing away. Ask your guardian or your teacher."))
    needs = needs_of_owner(own_memberships(), guarded=guardians().exists())
    if acting.child and not needs.guardian:
        raise Refused(_("They are old enough to decide this alone."))


@transaction.atomic
def make_copy(pk: UUID) -> Copy | None:
    """In the person's scope; done again it does nothing."""
    copy: Copy | None = Copy.objects.select_for_update(of=["self"]).select_related("person").filter(pk=pk).first()
    if copy is None or copy.made_at or copy.forgotten_at:
        return copy
    with override(copy.language), TemporaryFile() as file:
        packed = pack(file, copy.person, guardian=copy.by_id != copy.person_id)
        copy.size, copy.rows, copy.files = file.tell(), packed.rows, len(packed.files)
        file.seek(0)
        default_storage.delete(copy.path)
        default_storage.save(copy.path, File(file))
    copy.made_at = timezone.now()
    copy.save()
    news.tell_made(copy)
    return copy


@transaction.atomic
def forget_copy(copy: Copy) -> None:
    """At once, by whom it is of; the next may be asked for a day after this one was."""
    transaction.on_commit(partial(default_storage.delete, str(copy.path)))
    copy.forgotten_at = timezone.now()
    copy.save(update_fields=["forgotten_at"])


@transaction.atomic
def clear_copies() -> None:
    """Those of the open scope that are older than they are kept."""
    for copy in Copy.objects.filter(asked_at__lte=timezone.now() - Copy.KEPT):
        forget_copy(copy)
        copy.delete()
