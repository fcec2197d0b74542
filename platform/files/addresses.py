"""Where a stored file is found."""

from typing import Any

from django.urls import reverse

from files.models import StoredFile


def address(stored: StoredFile, community: Any) -> str:
    """A path under the community's own."""
    return reverse("files-file", kwargs={"slug": community.slug, "pk": stored.pk, "name": stored.name})
