"""Statements of any day or period."""

from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from funding.forms.statements import StatementForm
from funding.privacy import sees_all
from funding.reports.catalogue import STATEMENTS
from funding.reports.periods import PRESETS


class StatementApi(Api):
    permission = "funding.see_books"

    class Filters(serializers.Serializer[Any]):
        period = serializers.ChoiceField(
            list(PRESETS), default=None, help_text="`own`: since and until. Left out: those if given, else this year"
        )
        since = serializers.DateField(default=None, help_text="The first day of it")
        until = serializers.DateField(default=None, help_text="The last day of it; a balance is told as of its end")
        compare = serializers.CharField(
            default="year",
            help_text="`year`: with the same a year before; `no`; `budget`: with the budget in force of all funds, or "
            "the id of a budget in force (activities alone, of its own days)",
        )

        class Meta:
            ref_name = "StatementFilters"

    class Output(serializers.Serializer[Any]):
        class Grid(serializers.Serializer[Any]):
            class Row(serializers.Serializer[Any]):
                label: Any = serializers.CharField()  # not the base's
                number = serializers.CharField(help_text="Of the line in the chart of accounts, or empty")
                weight = serializers.ChoiceField(["heading", "group", "line", "sum"])
                amounts = serializers.SerializerMethodField(help_text="One for each column, in minor units")

                class Meta:
                    ref_name = "StatementRow"

                def get_amounts(self, row: Any) -> list[int | None]:
                    return [cell.amount for cell in row.cells]

            currency = serializers.CharField(help_text="ISO 4217")
            part = serializers.CharField(help_text="Which of several tables in one currency, or empty")
            columns = serializers.ListField(child=serializers.CharField())
            rows = Row(many=True)

            class Meta:
                ref_name = "StatementGrid"

        key = serializers.ChoiceField(list(STATEMENTS))
        title = serializers.CharField()
        told = serializers.CharField(help_text="Of which day or period")
        budget = serializers.UUIDField(
            source="plan.key", default=None, allow_null=True, help_text="What it stands beside, or null"
        )
        grids = Grid(many=True)

        class Meta:
            ref_name = "Statement"

    @extend_schema(parameters=[Filters], responses=Output)
    def get(self, request: Request, key: str) -> Response:
        """A statement: `sheet`, `activities` by fund, `cash` or `trial`; income and debts are positive."""
        if key not in STATEMENTS:
            raise Http404
        asked = {name: str(value) for name, value in self.asked(self.Filters).items() if value}
        kept = STATEMENTS[key]
        told = StatementForm(asked, community=self.access.community, plans=kept.plans).told(kept=sees_all(self.access))
        return Response(self.Output(kept.tell(told)).data)
