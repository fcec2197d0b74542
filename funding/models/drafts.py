"""Entries that wait for somebody else's word; and when the books were closed."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from files.models import StoredFile
from funding.models.accounts import PURSE, Account, Fund
from funding.models.attachments import Attachment
from funding.models.entries import Entry
from tenancy.models import TenantForeignKey, TenantModel, UniqueInCommunity


class Draft(TenantModel):
    """An entry to be, under the id it will have; it moves nothing until somebody else approves it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waits")
        APPROVED = "approved", _("Approved")
        REFUSED = "refused", _("Refused")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    kind = models.CharField(max_length=30, choices=Entry.Kind, default=Entry.Kind.OTHER)
    effective_on = models.DateField()
    memo = models.CharField(max_length=500)
    source = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=500, blank=True)  # to who approves it
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, db_index=False, related_name="+")
    drafted_at = models.DateTimeField(default=timezone.now)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)  # why it was refused

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(state="waiting", answered_at__isnull=True)
                | (~Q(state="waiting") & Q(answered_at__isnull=False, answered_by__isnull=False)),
                name="answered_or_waits",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | ~Q(answered_by=F("drafted_by")), name="approved_by_another"
            ),
            models.CheckConstraint(condition=~Q(state="refused") | ~Q(reason=""), name="draft_refused_with_a_reason"),
        ]
        indexes = [models.Index(fields=["community", "state", "-drafted_at"], name="drafts_by_state")]

    def __str__(self) -> str:
        return self.memo


class DraftLine(TenantModel):
    """A transfer to be."""

    draft = TenantForeignKey(Draft, models.CASCADE, related_name="lines", db_index=False)
    line = models.SmallIntegerField()
    debit = TenantForeignKey(Account, models.PROTECT, related_name="+", db_index=False, matching=PURSE)
    credit = TenantForeignKey(Account, models.PROTECT, related_name="+", db_index=False, matching=PURSE)
    fund = TenantForeignKey(Fund, models.PROTECT, related_name="+", db_index=False, implied=True)
    currency = models.CharField(max_length=3)
    amount = models.BigIntegerField()  # minor units

    class Meta(TenantModel.Meta):
        ordering = ["line"]
        constraints = [
            UniqueInCommunity(fields=["draft", "line"], name="one_line_a_place"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="drafted_amount_is_positive"),
            models.CheckConstraint(condition=~Q(debit=F("credit")), name="drafted_between_two"),
        ]


class DraftFile(TenantModel):
    """What will stand beside the entry."""

    draft = TenantForeignKey(Draft, models.CASCADE, related_name="files", db_index=False)
    file = TenantForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField(max_length=150)
    audience = models.CharField(max_length=7, choices=Attachment.Audience, default=Attachment.Audience.KEEPERS)
    added_at = models.DateTimeField(default=timezone.now)

    class Meta(TenantModel.Meta):
        constraints = [UniqueInCommunity(fields=["draft", "file"], name="one_file_a_draft")]

    def __str__(self) -> str:
        return self.name


class Closing(TenantModel):
    """That the books were closed through a day, by whom and when."""

    append_only: ClassVar[bool] = True

    through = models.DateField()
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="+")
    closed_at = models.DateTimeField(default=timezone.now)

    class Meta(TenantModel.Meta):
        constraints = [UniqueInCommunity(fields=["through"], name="one_closing_a_day")]
