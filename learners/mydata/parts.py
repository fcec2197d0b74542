"""What a copy holds: every table of a person's own rows there is, whichever app it is of, and what they wrote."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.apps import apps
from django.db import models
from django.utils.text import capfirst

from learners.mydata.words import PARTS
from tenancy.models import PersonModel, SharedModel, TenantModel

SECRET = re.compile(r"(_hash|^secret|^password|^session_key)$")  # columns that let somebody in, or once did
LEFT_OUT = {  # table or column: why
    "assessments.Attempt.questions": "the community's own, with the right answers; what was answered is there",
    "accounts.Person.is_superuser": "nobody is",
    "usersessions.UserSession.data": "the machinery's own",
    "mfa.Authenticator.data": "what a code is made from",
}
FOR_THEM_ALONE: dict[str, dict[str, Any]] = {  # rows that no guardian reads
    "consents.ProfileEntry": {"seen_by": "me"},
}
# Tables that sign-in and one's own account page read: column that names the person.
ACCOUNT = {
    "accounts.Person": "id", "account.EmailAddress": "user", "usersessions.UserSession": "user",
    "mfa.Authenticator": "user", "communities.ApiKey": "person",
}  # fmt: skip
# Rows of communities that hold what somebody wrote there: column that names its author, a member or a person.
WRITTEN = {
    "governance.Proposal": "proposer", "governance.Comment": "author", "governance.Amendment": "author",
    "authoring.DraftComment": "person", "releases.Opinion": "member", "commons.Report": "person",
}  # fmt: skip


class Part(NamedTuple):
    """One table."""

    model: Any
    column: str  # that names the person, or a membership of theirs

    @property
    def key(self) -> str:
        return str(self.model._meta.label_lower)

    @property
    def alone(self) -> dict[str, Any]:
        return FOR_THEM_ALONE.get(self.model._meta.label, {})

    @property
    def label(self) -> str:
        return str(PARTS.get(self.model._meta.label) or capfirst(self.model._meta.verbose_name_plural))

    @property
    def fields(self) -> "list[models.Field[Any, Any]]":
        return [field for field in self.model._meta.concrete_fields if not self._is_left_out(field.name)]

    def _is_left_out(self, name: str) -> bool:
        return bool(SECRET.search(name)) or f"{self.model._meta.label}.{name}" in LEFT_OUT


def own_parts() -> Iterator[Part]:
    """Read in the person's own scope. Apps to come are in it by what their models say of themselves."""
    for model in apps.get_models():
        if model._meta.label in LEFT_OUT:
            continue
        if issubclass(model, PersonModel):
            yield Part(model, "person")
        elif issubclass(model, TenantModel | SharedModel) and model.owner:
            yield Part(model, model.owner)


def account_parts() -> list[Part]:
    return [Part(apps.get_model(label), column) for label, column in ACCOUNT.items()]


def written_parts() -> list[Part]:
    """Read in the scope of each community they were ever a member of."""
    return [Part(apps.get_model(label), column) for label, column in WRITTEN.items()]
