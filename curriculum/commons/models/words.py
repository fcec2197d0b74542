"""The words that titles and subjects are made of, to find in spite of a slip of the pen."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models


class Word(models.Model):
    """Without accents and in small letters; it stays when what has it is withdrawn, and finds nothing then."""

    word = models.CharField(max_length=60, primary_key=True)

    class Meta:
        indexes = [GinIndex(fields=["word"], opclasses=["gin_trgm_ops"], name="words_alike")]

    def __str__(self) -> str:
        return self.word
