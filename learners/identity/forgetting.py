"""When an account is closed for good, those that were joined to it go with it."""

from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import QuerySet

from accounts.actions import end_sessions
from accounts.models import Person
from learners.identity.models import JoinCode
from learners.identity.tables import own_tables
from tenancy.scope import as_person, erasing


def aliases_of(main: Person | UUID) -> QuerySet[Person]:
    return Person.objects.filter(alias_of=main).order_by("pk")


@transaction.atomic
def forget_aliases(main: Person) -> int:
    """Their sign-in, name and address, and what stayed under their name in no community; how many there were."""
    aliases = list(aliases_of(main).select_for_update())
    for alias in aliases:
        with as_person(alias.pk), erasing():
            for table in own_tables():
                table.model.objects.all().delete()
        EmailAddress.objects.filter(user=alias).delete()
        Authenticator.objects.filter(user=alias).delete()
        end_sessions(alias)
        alias.username, alias.name, alias.email, alias.is_active = f"gone-{alias.pk.hex}", "", "", False
        alias.set_unusable_password()
        alias.save()
    JoinCode.objects.filter(person__in=[main, *aliases]).delete()
    return len(aliases)
