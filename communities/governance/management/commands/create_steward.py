"""The first run: a person, and the network they are steward of."""

import os
import sys
from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction

from accounts.actions import create_person
from accounts.models import Person
from communities.governance.founding import found_community
from communities.models import Community, Membership
from tenancy.refusal import Refused
from tenancy.scope import in_community


class Command(BaseCommand):
    help = (
        "Make the network and its first steward. The password is asked for, or read from RHIZOME_STEWARD_PASSWORD. "
        "Run again with the same user name it changes nothing; any further steward is the network's own decision."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "username", help="what the steward signs in with; a person of that name keeps their password"
        )
        parser.add_argument("--email", default="", help="an address that is known to be theirs")
        parser.add_argument("--name", default="", help="what others call them")
        parser.add_argument("--network-name", default=settings.NETWORK_NAME)

    @transaction.atomic
    def handle(self, *, username: str, email: str, name: str, network_name: str, **_: Any) -> None:
        person = Person.objects.filter(username__iexact=username).first()
        network = Community.objects.filter(kind=Community.Kind.NETWORK).first()
        if network:
            self._leave(network, person, username)
            return
        try:
            person = person or self._make(username, email=email, name=name)
            network = found_community(
                person,
                slug="network",
                kind=Community.Kind.NETWORK,
                choices={"identity": {"name": network_name}},
                role="steward",
            )
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            f"{person.username} is steward of {network_name} ({settings.SITE_URL}{network.get_absolute_url()})."
        )

    def _leave(self, network: Community, person: Person | None, username: str) -> None:
        with in_community(network.pk):
            live = Membership.objects.filter(person=person, until__isnull=True, roles__contains=["steward"])
            if person and live.exists():
                self.stdout.write(f"{person.username} is steward of {network.name} already. Nothing was changed.")
                return
        raise CommandError(
            f"{network.name} stands already, and decides itself who else becomes steward. {username} was not made one."
        )

    def _make(self, username: str, *, email: str, name: str) -> Person:
        try:
            Person.username.field.run_validators(username)
            if email:
                validate_email(email)
            password = _password()
            validate_password(password, Person(username=username, email=email, name=name))
        except ValidationError as problem:
            raise CommandError(" ".join(problem.messages)) from problem
        return create_person(username, password=password, email=email, name=name, language=settings.LANGUAGE_CODE)


def _password() -> str:
    if given := os.environ.get("RHIZOME_STEWARD_PASSWORD"):
        return given
    if not sys.stdin.isatty():
        raise CommandError("Give the password in RHIZOME_STEWARD_PASSWORD, or run this where it can be asked for.")
    password = getpass("Password: ")
    if getpass("Once more: ") != password:
        raise CommandError("The two do not match.")
    return password
