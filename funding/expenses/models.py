"""What somebody asks the community to pay, line by line, with receipts; and every step it went."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from files.models import StoredFile
from funding.models import ChartLine, Entry, Fund
from tenancy.models import TenantForeignKey, TenantModel, UniqueInCommunity


class Kind(models.TextChoices):
    EXPENSE = "expense", _("Expense")
    REIMBURSEMENT = "reimbursement", _("Reimbursement")
    ADVANCE = "advance", _("Advance")
    SETTLEMENT = "settlement", _("Account of an advance")


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    ASKED = "asked", _("Asked for")
    APPROVED = "approved", _("Approved")  # its money is held
    PAID = "paid", _("Paid")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


TO_PERSON = (Kind.REIMBURSEMENT, Kind.ADVANCE, Kind.SETTLEMENT)  # paid to whoever asks


class Request(TenantModel):
    """Asked by `person`, who reads it wherever they are; so it copies what their own page shows.

    Everyone who reads the books reads title, fund, lines, amount and state; `words`, `serves`, payee and receipts are
    for whoever asks, approves and pays."""

    owner: ClassVar[str] = "person"

    kind = models.CharField(max_length=13, choices=Kind)
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    title = models.CharField(max_length=150)
    words = models.TextField(blank=True)  # why
    serves = models.TextField(blank=True)  # how it serves the purpose of a restricted fund
    payee = models.CharField(max_length=150, blank=True)  # of an expense
    fund = TenantForeignKey(Fund, models.PROTECT, related_name="+")
    fund_name = models.CharField(max_length=100)
    currency = models.CharField(max_length=3)  # ISO 4217
    amount = models.BigIntegerField()  # minor units; the sum of its lines
    spent_on = models.DateField(null=True)  # of an advance: not yet
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    person_name = models.CharField(max_length=150)
    advance = TenantForeignKey("self", models.PROTECT, null=True, related_name="settlements")  # that it accounts for
    left = models.BigIntegerField(default=0)  # of a paid advance: still to be accounted for, minor units
    hold = TenantForeignKey(Entry, models.PROTECT, null=True, db_index=False, related_name="+")
    cover = TenantForeignKey(Entry, models.PROTECT, null=True, db_index=False, related_name="+")  # out of the advance
    payment = TenantForeignKey(Entry, models.PROTECT, null=True, db_index=False, related_name="+")
    answer = models.TextField(blank=True)  # why it was refused
    made_at = models.DateTimeField(default=timezone.now)
    asked_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(fields=["id", "person"], name="request_of_one_person"),  # what lines and receipts name
            models.CheckConstraint(condition=Q(amount__gt=0), name="request_asks_for_something"),
            models.CheckConstraint(
                condition=Q(kind="settlement", advance__isnull=False)
                | (~Q(kind="settlement") & Q(advance__isnull=True)),
                name="settlement_of_an_advance",
            ),
            models.CheckConstraint(
                condition=Q(left=0) | Q(kind="advance", state="paid", left__gt=0, left__lte=F("amount")),
                name="left_of_a_paid_advance",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(hold__isnull=False), name="approved_money_is_held"
            ),
            models.CheckConstraint(
                condition=~Q(state="paid") | Q(payment__isnull=False) | Q(cover__isnull=False),
                name="paid_by_an_entry",
            ),
            models.CheckConstraint(condition=Q(state="draft") | Q(asked_at__isnull=False), name="asked_some_time"),
        ]
        indexes = [
            models.Index(fields=["community", "state", "asked_at"], name="requests_by_state"),
            models.Index(fields=["person"], name="requests_of_person"),
            models.Index(fields=["hold"], condition=Q(hold__isnull=False), name="requests_by_hold"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_to_person(self) -> bool:
        return self.kind in TO_PERSON

    @property
    def is_open_advance(self) -> bool:
        return self.left > 0


class RequestLine(TenantModel):
    """A part of it on one line of the chart; rewritten while it is a draft."""

    owner: ClassVar[str] = "person"

    request = TenantForeignKey(Request, models.CASCADE, matching=["person"], related_name="lines")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    line = TenantForeignKey(ChartLine, models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    amount = models.BigIntegerField()  # minor units

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(fields=["request", "line"], name="one_part_a_line"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="part_asks_for_something"),
        ]
        indexes = [models.Index(fields=["person"], name="request_lines_of_person")]


class Receipt(TenantModel):
    """A picture or PDF of what was paid; kept as long as the books that stand on it."""

    owner: ClassVar[str] = "person"

    request = TenantForeignKey(Request, models.CASCADE, matching=["person"], related_name="receipts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    file = TenantForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField(max_length=150)
    media_type = models.CharField(max_length=100)
    added_at = models.DateTimeField(default=timezone.now)

    class Meta(TenantModel.Meta):
        constraints = [UniqueInCommunity(fields=["request", "file"], name="one_receipt_a_file")]
        indexes = [models.Index(fields=["person"], name="receipts_of_person")]

    @property
    def is_picture(self) -> bool:
        return self.media_type.startswith("image/")


class Step(TenantModel):
    """What happened to a request, when, by whom and why; never changed.

    Whoever asked cannot approve or pay it: their step of asking stands in the way."""

    class What(models.TextChoices):
        ASKED = "asked", _("Asked for")
        WORD = "word", _("Agreed to by the learner’s side")
        APPROVED = "approved", _("Approved")
        DECIDED = "decided", _("Decided")
        PAID = "paid", _("Paid")
        UNDONE = "undone", _("Payment taken back")
        SETTLED = "settled", _("Accounted for")
        RETURNED = "returned", _("Rest paid back")
        REFUSED = "refused", _("Refused")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    append_only: ClassVar[bool] = True

    request = TenantForeignKey(Request, models.PROTECT, related_name="steps")
    what = models.CharField(max_length=9, choices=What)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField(default=timezone.now)
    why = models.TextField(blank=True)
    amount = models.BigIntegerField(null=True)  # minor units, of what was settled or paid back
    entry = TenantForeignKey(Entry, models.PROTECT, null=True, db_index=False, related_name="+")
    decision: Any = models.PositiveIntegerField(null=True)  # the number of the decision that approved it
    again = models.PositiveSmallIntegerField(default=0)  # of a payment: how many were taken back before it

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(
                fields=["request", "by"], condition=Q(what__in=["asked", "approved"]), name="approves_not_own"
            ),
            UniqueInCommunity(
                fields=["request", "by"], condition=Q(what__in=["asked", "paid"], again=0), name="pays_not_own"
            ),
            UniqueInCommunity(
                fields=["request", "what", "again"],
                condition=Q(what__in=["asked", "word", "decided", "paid", "undone", "refused", "withdrawn"]),
                name="happens_once",
            ),
        ]
