"""Until when a community keeps what of somebody's: by its own decision, and the day they left."""

from datetime import date
from typing import Any, NamedTuple

from django.apps import apps

from communities.governance.queries import value_of
from communities.models import Community
from learners.mydata.places import Place
from learners.mydata.retention import RECORDS, months_before, span
from tenancy.scope import in_community


class KeptRecord(NamedTuple):
    key: str
    label: Any
    why: Any
    entries: int
    months: int | None  # after leaving; None: for good
    until: date | None  # None: they have not left, or for good

    @property
    def rule(self) -> str:
        return span(self.months, self.key)


def kept_of(place: Place) -> list[KeptRecord]:
    """In the person's scope."""
    with in_community(place.community.pk):
        value = value_of("retention")
    left = None if place.live else place.left_on
    return [
        KeptRecord(
            key=key, label=record.label, why=record.why, entries=_entries(record.tables, place.community),
            months=value[key], until=None if key == "applications" else _until(left, value[key]),
        )
        for key, record in RECORDS.items()
    ]  # fmt: skip


def _until(left: date | None, months: int | None) -> date | None:
    return months_before(left, -months) if left and months is not None else None


def _entries(tables: tuple[str, ...], community: Community) -> int:
    models: list[Any] = [apps.get_model(label) for label in tables]
    return sum(model.objects.filter(community=community).count() for model in models)
