"""The one identity of a person on the network; read by sign-in and the person's own pages alone."""

from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import PermissionsMixin, UserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models.functions import Lower, Upper
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenancy.keys import uuid7


class Person(AbstractBaseUser, PermissionsMixin):
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    username = models.CharField(_("user name"), max_length=150, validators=[UnicodeUsernameValidator()])
    email = models.EmailField(_("e-mail"), blank=True)  # a confirmed address (accounts.addresses), or ""
    name = models.CharField(_("name"), max_length=150, blank=True)
    language = models.CharField(_("language"), max_length=12, default="en")
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now)
    alias_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="aliases")  # who this is
    young: bool = False  # in a request whose session a class code opened (accounts.young): a learner and nothing else

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[UserManager[Self]] = UserManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Upper("username"), name="one_person_a_username"),  # upper: as iexact looks it up
            models.UniqueConstraint(Lower("email"), condition=~models.Q(email=""), name="one_person_an_email"),
            models.CheckConstraint(condition=models.Q(is_superuser=False), name="nobody_is_superuser"),
            models.CheckConstraint(
                condition=models.Q(alias_of__isnull=True) | ~models.Q(alias_of=models.F("id")),
                name="nobody_is_their_alias",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.username

    @property
    def main(self) -> "Person":
        """Who this is; an alias has no rows but those that could not be joined, and its sign-in opens the main one."""
        return self.alias_of or self

    @property
    def is_staff(self) -> bool:
        return False
