"""Keep what was answered at enrolment, by a consent; forget it with the consent. Rooms above give the consent."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q

from accounts.models import Person
from learners.models import Enrolment
from learners.models.answers import Answers


class Agreed(NamedTuple):
    consent: UUID
    until: datetime


# In the community's scope, of a person, by whom, on the card of what, and what is said: a consent that it is counted,
# if who says so may give it and nobody else's word is needed.
AGREE: list[Callable[[Person, Person, UUID, Mapping[str, str]], Agreed | None]] = []
KEPT_IN: list[type[Any]] = [Enrolment]  # models of Answers, each with a person


def keep_answers(row: Answers, person: Person, given: Mapping[str, Any] | None, *, by: Person) -> None:
    """On a row, unsaved; blanks in place of what nobody agreed to."""
    row.attributes = dict(given or {})
    row.attributes_by = row.attributes_until = None
    said = {key: value for key, value in row.attributes.items() if value}
    agreed = next((each(person, by, row.card_id, said) for each in AGREE), None) if said else None
    if agreed:
        row.attributes_by, row.attributes_until = agreed
    else:
        row.forget_answers()


def carry_answers(row: Answers, of: Answers) -> None:
    """What was answered elsewhere in this community, with the consent that it was given by."""
    row.attributes, row.attributes_by, row.attributes_until = of.attributes, of.attributes_by, of.attributes_until


def write_answers(person: UUID, said: Mapping[str, Mapping[str, str]], now: Agreed) -> None:
    """In the community's scope: what was said at enrolment, by card, and waited for somebody's word."""
    for model in KEPT_IN:
        for row in model.objects.filter(person=person, card__in=list(said)):
            row.attributes = row.attributes | said[str(row.card_id)]
            row.attributes_by, row.attributes_until = now
            row.save(update_fields=["attributes", "attributes_by", "attributes_until"])


def renew_answers(before: UUID, now: Agreed) -> None:
    """In the community's scope: what one consent kept is kept by the one that replaced it."""
    for model in KEPT_IN:
        rows = model.objects.filter(attributes_by=before)
        rows.update(attributes_by=now.consent, attributes_until=now.until)


def forget_answers(which: Q) -> None:
    """In the community's scope: of a consent that ended, or past their day."""
    for model in KEPT_IN:
        for row in model.objects.filter(which, attributes_by__isnull=False):
            row.forget_answers()
            row.save(update_fields=["attributes", "attributes_by", "attributes_until"])
