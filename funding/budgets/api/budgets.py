"""Budgets beside what came in and went out, for programs."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from funding.budgets.actions import open_budget
from funding.budgets.api.shapes import BudgetInput, BudgetOutput, BudgetWhole
from funding.budgets.figures import figures_of
from funding.budgets.models import Budget
from funding.budgets.queries import adoption_in_force, totals


class BudgetsApi(Api):
    permission = {"GET": "funding.see_books", "POST": "funding.prepare_budget"}

    @extend_schema(operation_id="here_budgets", summary="The budgets", responses=BudgetOutput(many=True))
    def get(self, request: Request) -> Response:
        """With what is planned, posted and promised in all of each that has a version in force."""
        return self.page(Budget.objects.all(), BudgetOutput, totals=totals(timezone.localdate()))

    @extend_schema(
        operation_id="here_budget_make", summary="Open a budget", request=BudgetInput, responses={201: BudgetOutput}
    )
    def post(self, request: Request) -> Response:
        """In the community's currency."""
        made = open_budget(currency=self.access.community.currency, **self.given(BudgetInput))
        return Response(BudgetOutput(made, context={"totals": []}).data, status=201)


class BudgetApi(Api):
    permission = "funding.see_books"

    @extend_schema(operation_id="here_budget", summary="One, line by line", responses=BudgetWhole)
    def get(self, request: Request, pk: UUID) -> Response:
        """The version in force beside what was posted and promised; then what was spent without a plan."""
        budget: Any = get_object_or_404(Budget, pk=pk)
        adopted, today = adoption_in_force(budget), timezone.localdate()
        budget.version = adopted.version.number if adopted else None
        budget.decision = adopted.decision.number if adopted else None
        budget.figures = figures_of(budget, adopted.version, today=today) if adopted else []
        return Response(BudgetWhole(budget, context={"totals": totals(today)}).data)
