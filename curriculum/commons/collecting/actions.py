"""Keep collections: what a community recommends of the commons, in order."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.models import Community, Membership
from curriculum.commons.models import Collection, CollectionEntry, SharedVersion
from curriculum.commons.models.collections import MOST_ENTRIES
from curriculum.commons.words import vector
from tenancy.refusal import Refused, refusing

REFUSALS = {"one_entry_a_collection_and_version": gettext_lazy("It is in this collection already.")}


@transaction.atomic
def make_collection(*, by: Membership, title: str, language: str, summary: str = "") -> Collection:
    """Everyone may read it. Refused to a community that nobody outside may know of."""
    if by.community.visibility == Community.Visibility.HIDDEN:
        raise Refused(_("A community that nobody outside may know of says nothing in public."))
    made = Collection(community=by.community, made_by=by.display_name, title=title, language=language, summary=summary)
    return _keep(made, new=True)


@transaction.atomic
def edit_collection(collection: Collection, **said: Any) -> Collection:
    """`said` as make_collection takes it, but for by."""
    row = _locked(collection)
    for name, value in said.items():
        setattr(row, name, value)
    return _keep(row)


@transaction.atomic
def delete_collection(collection: Collection) -> None:
    collection.delete()


@transaction.atomic
def add_entry(collection: Collection, shared: SharedVersion, *, note: str = "") -> CollectionEntry:
    """At the end. Refused when it is in it, or not shared with everyone."""
    row = _locked(collection)
    if shared.withdrawn_at:
        raise Refused(_("This is no longer shared."))
    if not shared.for_everyone:
        raise Refused(_("Everyone reads a collection, and this is shared with some alone."))
    if row.entries.count() >= MOST_ENTRIES:
        raise Refused(_("Name at most %(most)s.") % {"most": MOST_ENTRIES})
    last = row.entries.aggregate(last=Max("place"))["last"] or 0
    with refusing(REFUSALS):
        entry = CollectionEntry.objects.create(
            community_id=row.community_id, collection=row, shared=shared, place=last + 1, note=note
        )
    _keep(row)
    return entry


@transaction.atomic
def write_note(entry: CollectionEntry, *, note: str) -> CollectionEntry:
    row = _locked(entry.collection)
    entry.note = note
    entry.save(update_fields=["note"])
    _keep(row)
    return entry


@transaction.atomic
def move_entry(entry: CollectionEntry, *, to: str) -> None:
    """`up` or `down` by one; at an end nothing happens."""
    row = _locked(entry.collection)
    order = list(row.entries.order_by("place", "id"))
    at = order.index(entry)
    other = at + (1 if to == "down" else -1)
    if 0 <= other < len(order):
        order[at], order[other] = order[other], order[at]
        for place, one in enumerate(order, 1):
            one.place = place
        CollectionEntry.objects.bulk_update(order, ["place"])
        _keep(row)


@transaction.atomic
def remove_entry(entry: CollectionEntry) -> None:
    row = _locked(entry.collection)
    entry.delete()
    _keep(row)


def _locked(collection: Collection) -> Collection:
    return Collection.objects.select_for_update(no_key=True).get(pk=collection.pk)


def _keep(row: Collection, *, new: bool = False) -> Collection:
    """With the words that it is found by: its own, and those of its entries."""
    entries = [] if new else list(row.entries.values_list("shared__title", "note"))
    said = " ".join(f"{title} {note}" for title, note in entries)
    row.search = vector([(row.title, "A"), (row.summary, "B"), (said, "C")], row.language)
    row.changed_at = timezone.now()
    row.save()
    return Collection.objects.select_related("community").defer("search").get(pk=row.pk)
