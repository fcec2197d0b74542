"""The words of titles, subjects and materials, to find in spite of a slip of the pen; and what materials are called."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models


class Word(models.Model):
    """Without accents and in small letters; it stays when what has it is withdrawn, and finds nothing then."""

    append_only: ClassVar[bool] = True

    word = models.CharField(max_length=60, primary_key=True)

    class Meta:
        indexes = [GinIndex(fields=["word"], opclasses=["gin_trgm_ops"], name="words_alike")]

    def __str__(self) -> str:
        return self.word


class Material(models.Model):
    """A material that something shared needs, as it is called there; it stays as a word does."""

    append_only: ClassVar[bool] = True

    name = models.CharField(max_length=100)
    stems_in = models.CharField(max_length=20)  # text search configuration of PostgreSQL
    stems = ArrayField(models.TextField())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "stems_in"], name="one_material_a_name_and_language")]
        indexes = [
            GinIndex(fields=["stems"], name="materials_by_stems"),
        ]

    def __str__(self) -> str:
        return self.name
