"""How requests look in the API. Amounts are whole minor units of their currency (EUR 420 is 4.20)."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from funding.api.shapes import amount_field
from funding.expenses.models import Kind, Request, State, Step
from funding.expenses.queries import expense_lines
from funding.expenses.rules import reads_privately
from funding.models import Fund
from tenancy.keys import uuid7


class ExpensePart(serializers.Serializer[Any]):
    line = serializers.UUIDField(source="line_id", help_text="A line of the chart, for expenses")
    amount = amount_field()


class ExpenseLine(ExpensePart):
    name = serializers.CharField()


class ExpenseRow(serializers.Serializer[Any]):
    """What everyone who reads the books reads."""

    id = serializers.UUIDField()
    kind = serializers.ChoiceField(Kind.choices)
    state = serializers.ChoiceField(State.choices)
    title = serializers.CharField()
    fund = serializers.UUIDField(source="fund_id")
    fund_name = serializers.CharField()
    currency = serializers.CharField(help_text="ISO 4217")
    amount = serializers.IntegerField(help_text="Minor units")
    lines = ExpenseLine(many=True)
    spent_on = serializers.DateField(allow_null=True)
    made_at = serializers.DateTimeField()
    asked_at = serializers.DateTimeField(allow_null=True)
    left = serializers.IntegerField(help_text="Of a paid advance: still to be accounted for, minor units")
    advance = serializers.UUIDField(source="advance_id", allow_null=True, help_text="That it accounts for")


class OwnExpense(ExpenseRow):
    community = serializers.SlugField(source="community.slug")
    words = serializers.CharField()
    serves = serializers.CharField()
    payee = serializers.CharField()
    answer = serializers.CharField(help_text="Why it was refused")


class ExpenseReceipt(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    media_type = serializers.CharField()
    added_at = serializers.DateTimeField()


class ExpenseStep(serializers.Serializer[Any]):
    what = serializers.ChoiceField(Step.What.choices)
    at = serializers.DateTimeField()
    amount = serializers.IntegerField(allow_null=True, help_text="Minor units, of what was settled or paid back")
    decision = serializers.IntegerField(allow_null=True, help_text="The number of the decision")
    entry = serializers.UUIDField(source="entry_id", allow_null=True)


class ExpenseTogether(serializers.Serializer[Any]):
    """What the same person asked to be paid to the same payee out of the same fund, 30 days before and after."""

    amount = serializers.IntegerField(help_text="Minor units; the spending limits look at it")
    requests = serializers.IntegerField(help_text="How many requests these are, this one among them")


class ExpensePrivate(serializers.Serializer[Any]):
    together = serializers.SerializerMethodField()
    person_name = serializers.CharField()
    words = serializers.CharField()
    serves = serializers.CharField()
    payee = serializers.CharField()
    answer = serializers.CharField()
    receipts = ExpenseReceipt(many=True)

    @extend_schema_field(ExpenseTogether)
    def get_together(self, request: Request) -> Any:
        return ExpenseTogether(self.context["wanted"].together).data


class ExpenseWhole(ExpenseRow):
    """One of them; `private` is null for who only reads the books."""

    steps = ExpenseStep(many=True)
    approvals_needed = serializers.SerializerMethodField(help_text="By how many people, as the limits are now")
    decision_needed = serializers.SerializerMethodField(help_text="Of the community")
    payments_taken_back = serializers.SerializerMethodField(
        help_text="How often its payment, or the account of its advance, was reversed"
    )
    private = serializers.SerializerMethodField()

    def get_approvals_needed(self, request: Request) -> int:
        return int(self.context["wanted"].approvals)

    def get_decision_needed(self, request: Request) -> bool:
        return bool(self.context["wanted"].decision)

    def get_payments_taken_back(self, request: Request) -> int:
        return sum(one.what == Step.What.UNDONE for one in request.steps.all())

    @extend_schema_field(ExpensePrivate(allow_null=True))
    def get_private(self, request: Request) -> Any:
        if not reads_privately(self.context["access"], request):
            return None
        return ExpensePrivate(request, context=self.context).data


class ExpenseAsk(serializers.Serializer[Any]):
    id = serializers.UUIDField(default=uuid7, help_text="Your own key: the same request is made once")
    kind = serializers.ChoiceField(Kind.choices)
    title = serializers.CharField(max_length=150, help_text="Everyone may read it")
    fund = serializers.PrimaryKeyRelatedField(queryset=Fund.objects.all())
    lines = ExpensePart(many=True, allow_empty=False)
    words = serializers.CharField(max_length=5000, default="", allow_blank=True)
    serves = serializers.CharField(max_length=5000, default="", allow_blank=True)
    payee = serializers.CharField(max_length=150, default="", allow_blank=True)
    spent_on = serializers.DateField(default=None, allow_null=True)
    advance = serializers.PrimaryKeyRelatedField(queryset=Request.objects.all(), default=None, allow_null=True)

    def validate_lines(self, given: list[dict[str, Any]]) -> list[tuple[Any, int]]:
        found = {one.pk: one for one in expense_lines().filter(pk__in=[line["line_id"] for line in given])}
        if missing := {str(line["line_id"]) for line in given} - {str(pk) for pk in found}:
            raise serializers.ValidationError(f"{', '.join(sorted(missing))}?")
        return [(found[line["line_id"]], line["amount"]) for line in given]
