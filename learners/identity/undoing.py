"""Two who were joined are two again: what went goes back; what came since stays with the main one."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Person
from communities.models import ApiKey
from learners.identity.carrying import OWN, carry
from learners.identity.guarding import turn_back
from learners.identity.joining import lock_both
from learners.identity.merging import unmerge
from learners.identity.models import Join
from learners.models import AccessLog
from tenancy.refusal import Refused
from tenancy.scope import as_person
from web.sentences import Sentence


@transaction.atomic
def undo_join(main: Person, *, pk: UUID, by: Person) -> Join:
    """Within two weeks, the latest first. Raises Join.DoesNotExist."""
    with as_person(main.pk):
        made: Join = Join.objects.get(pk=pk)
    lock_both(main.pk, made.alias_id)
    with as_person(main.pk):
        made = Join.objects.select_related("alias").get(pk=pk)
        later = Join.objects.filter(at__gt=made.at, undone_at__isnull=True)
        if not made.can_be_undone or made.alias.alias_of_id != main.pk:
            raise Refused(_("This cannot be undone any more."))
        if later.exists():
            raise Refused(_("Undo what you joined after it first."))
    _go_back(main, made)
    with as_person(main.pk):
        made.undone_at = timezone.now()
        made.save(update_fields=["undone_at"])
        what = Sentence(gettext_lazy("Undid that you are joined with %(name)s"), name=str(made))
        AccessLog.note(main.pk, who=by, what=what)
    return made


def _go_back(main: Person, made: Join) -> None:
    carry(main.pk, made.alias_id, only=made.carried)
    turn_back([(one, other) for one, other in made.also["guardianships"]], made.alias_id)
    for told in made.also["merged"]:
        unmerge(told)
    ApiKey.objects.filter(pk__in=made.also["keys"], person=main).update(person=made.alias)
    Person.objects.filter(pk=made.alias_id).update(alias_of=None)
    Person.objects.filter(pk__in=made.also["aliases"], alias_of=main).update(alias_of=made.alias)


@transaction.atomic
def settle(main_id: UUID, pk: UUID) -> None:
    """What was written for the alias while the two were being joined goes where it belongs."""
    with as_person(main_id):
        made = Join.objects.filter(pk=pk).first()
    if made is None:
        return
    alias = lock_both(main_id, made.alias_id)[made.alias_id]
    if made.undone_at or alias.alias_of_id != main_id:
        return
    with as_person(main_id):
        for place, tables in carry(alias.pk, main_id).items():
            for name, ids in tables.items():
                kept = made.carried.setdefault(place or OWN, {}).setdefault(name, [])
                kept += ids
        made.save(update_fields=["carried"])
