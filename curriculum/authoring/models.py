"""What writers of a draft say to each other about it; none of it is published."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from curriculum.models import Curriculum
from tenancy.models import TenantForeignKey, TenantModel


class DraftComment(TenantModel):
    """It opens a thread about a part or the whole, or answers in one; a thread that is settled is resolved."""

    curriculum = TenantForeignKey(Curriculum, models.CASCADE, related_name="comments")
    key = models.UUIDField(null=True, editable=False)  # of the part; null: the whole
    about = models.CharField(max_length=200, blank=True, editable=False)  # the part's title then
    parent = TenantForeignKey("self", models.CASCADE, related_name="answers", null=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(max_length=150)
    text = models.TextField()  # Markdown
    at = models.DateTimeField(default=timezone.now)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.CharField(max_length=150, blank=True)

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["community", "curriculum", "key"], name="draft_comments_of_part")]
