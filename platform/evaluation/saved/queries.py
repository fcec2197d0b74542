"""A person's saved comparisons."""

from django.db.models import QuerySet

from evaluation.saved.models import SavedView


def saved_views() -> QuerySet[SavedView]:
    """In the person's own scope, by name."""
    found: QuerySet[SavedView] = SavedView.objects.order_by("name", "pk")
    return found
