"""What the endpoints take and give. Amounts are whole minor units of the budget's currency (EUR 420 is 4.20)."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from funding.api.shapes import amount_field
from funding.budgets.actions import Row
from funding.models import ChartLine, Fund, Kind
from funding.money import MOST


def fund_of(key: UUID | None) -> Fund | None:
    found = Fund.objects.filter(pk=key).first() if key else None
    if key and found is None:
        raise serializers.ValidationError("There is no such fund.")
    return found


class BudgetInput(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=100)
    fund = serializers.UUIDField(required=False, allow_null=True, help_text="Null: all funds but learners’ own")
    starts = serializers.DateField(help_text="Any day of the first month; a budget is of whole months")
    ends = serializers.DateField(help_text="Any day of the last month")

    def validate_fund(self, fund: UUID | None) -> Fund | None:
        return fund_of(fund)


class BudgetSums(serializers.Serializer[Any]):
    planned = serializers.IntegerField(help_text="Minor units")
    actual = serializers.IntegerField(help_text="Posted, minor units")
    committed = serializers.IntegerField(help_text="Held for payments to come, minor units")
    free = serializers.IntegerField(help_text="Planned less actual and committed, minor units")


class BudgetOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    fund = serializers.UUIDField(source="fund_id", allow_null=True)
    currency = serializers.CharField(help_text="ISO 4217")
    starts = serializers.DateField()
    ends = serializers.DateField()
    income = serializers.SerializerMethodField(help_text="Null until a version is adopted")
    expense = serializers.SerializerMethodField(help_text="Null until a version is adopted")

    @extend_schema_field(BudgetSums(allow_null=True))
    def get_income(self, budget: Any) -> Any:
        return self._sums(budget, "income")

    @extend_schema_field(BudgetSums(allow_null=True))
    def get_expense(self, budget: Any) -> Any:
        return self._sums(budget, "expense")

    def _sums(self, budget: Any, kind: str) -> Any:
        total = next((one for one in self.context["totals"] if one.id == budget.pk), None)
        return BudgetSums(getattr(total, kind)).data if total else None


class BudgetForecast(serializers.Serializer[Any]):
    expected = serializers.IntegerField(help_text="Actual + committed + what the plan says of the days left")
    low = serializers.IntegerField()
    high = serializers.IntegerField(help_text="Between what the plan and what the pace so far say of the days left")


class BudgetFigure(serializers.Serializer[Any]):
    line = serializers.UUIDField(source="line.pk", help_text="Of the chart of accounts")
    number = serializers.CharField(source="line.number")
    name = serializers.CharField(source="line.name")
    kind = serializers.ChoiceField(Kind.choices, source="line.kind")
    fund = serializers.UUIDField(source="fund.pk", default=None, allow_null=True)
    is_planned = serializers.BooleanField()
    planned = serializers.IntegerField(help_text="Minor units")
    due = serializers.IntegerField(help_text="Of that, planned by today")
    actual = serializers.IntegerField()
    committed = serializers.IntegerField()
    free = serializers.IntegerField()
    percent = serializers.IntegerField(allow_null=True, help_text="Used or promised, of what is planned")
    forecast = BudgetForecast()
    note = serializers.CharField()


class BudgetWhole(BudgetOutput):
    version = serializers.IntegerField(allow_null=True, help_text="Number of the version in force")
    decision = serializers.IntegerField(allow_null=True, help_text="Number of the decision behind it")
    figures = BudgetFigure(many=True)


class BudgetPlanLine(serializers.Serializer[Any]):
    """A line of a plan."""

    line = serializers.UUIDField(source="line_id", help_text="Of the chart: income or expense")
    fund = serializers.UUIDField(
        source="fund_id", required=False, allow_null=True, help_text="Null: all that no other line names"
    )
    amount = amount_field()
    months = serializers.ListField(
        child=serializers.IntegerField(min_value=0, max_value=MOST), required=False, allow_null=True,
        min_length=2, max_length=60, help_text="One for each month, adding up to the amount; null: even shares by days",
    )  # fmt: skip
    note = serializers.CharField(max_length=300, required=False, allow_blank=True)


class BudgetPlanOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    budget = serializers.UUIDField(source="budget_id")
    scenario = serializers.CharField()
    words = serializers.CharField(help_text="What it assumes")
    by_name = serializers.CharField()
    at = serializers.DateTimeField()


class BudgetVersionOutput(BudgetPlanOutput):
    number = serializers.IntegerField()


class BudgetScenarioWhole(BudgetPlanOutput):
    lines = BudgetPlanLine(many=True)


class BudgetVersionWhole(BudgetVersionOutput):
    lines = BudgetPlanLine(many=True)


def rows_of(given: list[dict[str, Any]], months: int) -> list[Row]:
    """What a program plans, with the rows it names; refused where one is not of the community."""
    keys = {one["line_id"] for one in given}
    lines = ChartLine.objects.in_bulk(keys)
    funds = Fund.objects.in_bulk({one["fund_id"] for one in given if one.get("fund_id")})
    if missing := keys - lines.keys():
        raise serializers.ValidationError({"lines": [f"There is no such line: {', '.join(map(str, missing))}"]})
    found = []
    for one in given:
        fund, spread = one.get("fund_id"), one.get("months")
        if fund and fund not in funds:
            raise serializers.ValidationError({"lines": ["There is no such fund."]})
        if spread is not None and (len(spread) != months or sum(spread) != one["amount"]):
            raise serializers.ValidationError({"lines": ["Months are one for each and add up to the amount."]})
        found.append(Row(lines[one["line_id"]], one["amount"], funds.get(fund), one.get("note", ""), spread))
    return found
