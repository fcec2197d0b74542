"""What somebody compared in the observatory and wants to find again."""

from django.db import models
from django.utils import timezone

from tenancy.models import PersonModel, UniqueForPerson


class SavedView(PersonModel):
    """A name for what was chosen: what is found under it is the publication's, and nobody's own."""

    name = models.CharField(max_length=80)
    query = models.CharField(max_length=500)  # of the page's address, as it is written there; "": everything
    made_at = models.DateTimeField(default=timezone.now)

    class Meta(PersonModel.Meta):
        constraints = [UniqueForPerson(fields=["person", "name"], name="one_saved_view_a_name")]

    def __str__(self) -> str:
        return self.name
