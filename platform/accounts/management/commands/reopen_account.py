"""Open a closed account again, for whoever closed theirs by mistake and can show that it was theirs."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.models import Person


class Command(BaseCommand):
    help = "Let a person sign in again who closed their account. Keys to the API and memberships that ended stay so."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")

    @transaction.atomic
    def handle(self, *, username: str, **_: Any) -> None:
        person = Person.objects.filter(username__iexact=username).first()
        if person is None:
            raise CommandError(f"There is no account with the user name {username}.")
        if person.is_active:
            self.stdout.write(f"The account of {person.username} is open. Nothing was changed.")
            return
        person.is_active = True
        person.save(update_fields=["is_active"])
        self.stdout.write(f"{person.username} can sign in again.")
