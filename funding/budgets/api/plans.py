"""Scenarios being prepared, versions that never change, and their adoption, for programs."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from communities.governance.deciding import decide_effect
from funding.budgets import actions
from funding.budgets.api.shapes import (
    BudgetPlanLine,
    BudgetPlanOutput,
    BudgetScenarioWhole,
    BudgetVersionOutput,
    BudgetVersionWhole,
    rows_of,
)
from funding.budgets.forecast import month_starts
from funding.budgets.models import Budget, Draft, Version

EITHER = {"GET": "funding.see_books", "POST": "funding.prepare_budget"}


class VersionsApi(Api):
    permission = "funding.see_books"

    @extend_schema(
        operation_id="here_budget_versions",
        summary="What was proposed of a budget",
        responses=BudgetVersionOutput(many=True),
    )  # fmt: skip
    def get(self, request: Request, pk: UUID) -> Response:
        return self.page(get_object_or_404(Budget, pk=pk).versions.all(), BudgetVersionOutput)


class DraftsApi(Api):
    permission = EITHER

    class Input(serializers.Serializer[Any]):
        scenario = serializers.CharField(max_length=60)
        words = serializers.CharField(max_length=5000, default="", allow_blank=True, help_text="What it assumes")
        last_year = serializers.BooleanField(
            default=False, help_text="Begin with what the same months came to a year before"
        )
        like_version = serializers.UUIDField(required=False, allow_null=True, help_text="Begin with a copy of it")
        like_scenario = serializers.UUIDField(required=False, allow_null=True, help_text="Begin with a copy of it")
        percent = serializers.IntegerField(default=0, min_value=-99, max_value=1000, help_text="More, or less, than it")
        by_month = serializers.BooleanField(default=False, help_text="Keep last year’s course over the months")

        class Meta:
            ref_name = "BudgetScenarioInput"

    @extend_schema(
        operation_id="here_budget_scenarios", summary="What is being prepared of a budget",
        responses=BudgetPlanOutput(many=True),
    )  # fmt: skip
    def get(self, request: Request, pk: UUID) -> Response:
        return self.page(get_object_or_404(Budget, pk=pk).drafts.all(), BudgetPlanOutput)

    @extend_schema(
        operation_id="here_budget_scenario_make", summary="Begin a scenario", request=Input,
        responses={201: BudgetScenarioWhole},
    )  # fmt: skip
    def post(self, request: Request, pk: UUID) -> Response:
        """Empty, unless it says what to begin with."""
        budget, given = get_object_or_404(Budget, pk=pk), self.given(self.Input)
        likes = {name: given.pop(f"like_{name}", None) for name in ("version", "scenario")}
        sources: dict[str, Any] = {"version": Version, "scenario": Draft}
        like = next((get_object_or_404(sources[one], pk=key, budget=pk) for one, key in likes.items() if key), None)
        made = actions.start_draft(budget, by=self.access.membership, like=like, **given)
        return Response(BudgetScenarioWhole(_whole(made.pk)).data, status=201)


class DraftApi(Api):
    permission = {
        "GET": "funding.see_books", "PUT": "funding.prepare_budget", "DELETE": "funding.prepare_budget",
    }  # fmt: skip

    class Input(serializers.Serializer[Any]):
        words = serializers.CharField(max_length=5000, required=False, allow_blank=True, help_text="What it assumes")
        lines = serializers.ListField(child=BudgetPlanLine(), max_length=500)

        class Meta:
            ref_name = "BudgetLinesInput"

    @extend_schema(operation_id="here_budget_scenario", summary="A scenario, whole", responses=BudgetScenarioWhole)
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(BudgetScenarioWhole(_whole(pk)).data)

    @extend_schema(
        operation_id="here_budget_scenario_write", summary="Plan these lines and no others", request=Input,
        responses=BudgetScenarioWhole,
    )  # fmt: skip
    def put(self, request: Request, pk: UUID) -> Response:
        draft, given = _whole(pk), self.given(self.Input)
        months = len(month_starts(draft.budget.starts, draft.budget.ends))
        actions.write_lines(draft, rows_of(given["lines"], months), words=given.get("words"))
        return Response(BudgetScenarioWhole(_whole(pk)).data)

    @extend_schema(operation_id="here_budget_scenario_remove", summary="Take it away", responses={204: None})
    def delete(self, request: Request, pk: UUID) -> Response:
        actions.remove_draft(get_object_or_404(Draft, pk=pk))
        return Response(status=204)


class ProposedApi(Api):
    permission = "funding.prepare_budget"

    @extend_schema(
        operation_id="here_budget_scenario_propose", summary="Make it a version", request=None,
        responses={201: BudgetVersionWhole},
    )  # fmt: skip
    def post(self, request: Request, pk: UUID) -> Response:
        """It never changes from then on and can be adopted; the scenario is gone."""
        made = actions.propose_draft(get_object_or_404(Draft, pk=pk))
        return Response(BudgetVersionWhole(made).data, status=201)


class VersionApi(Api):
    permission = "funding.see_books"

    @extend_schema(operation_id="here_budget_version", summary="A version, whole", responses=BudgetVersionWhole)
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(BudgetVersionWhole(get_object_or_404(Version, pk=pk)).data)


class AdoptionApi(Api):
    permission = "funding.see_books"

    class Input(serializers.Serializer[Any]):
        reason = serializers.CharField(max_length=2000)

        class Meta:
            ref_name = "BudgetAdoptionInput"

    class Output(serializers.Serializer[Any]):
        decision = serializers.IntegerField(source="number", help_text="Number of the decision")

        class Meta:
            ref_name = "BudgetAdoption"

    @extend_schema(
        operation_id="here_budget_version_adopt", summary="Adopt a version, where one decides that alone",
        request=Input, responses={201: Output},
    )  # fmt: skip
    def post(self, request: Request, pk: UUID) -> Response:
        """Elsewhere: a proposal with the effect `adopt_budget` and the payload `{"version": id}`."""
        version = get_object_or_404(Version, pk=pk)
        reason = self.given(self.Input)["reason"]
        payload = {"version": str(version.pk)}
        return Response(
            self.Output(decide_effect("adopt_budget", payload, access=self.access, reason=reason)).data, status=201
        )


def _whole(pk: UUID) -> Draft:
    return get_object_or_404(Draft.objects.select_related("budget").prefetch_related("lines"), pk=pk)
