"""Indicators for programs: what they are made of, and those of one's own."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from evaluation.defining import define_indicator, end_indicator, own_indicators, redefine_indicator
from evaluation.described import described, measures_described
from evaluation.facts import Unit
from evaluation.formulas import Made
from evaluation.indicators import Better, Topic

MINE = {"GET": "evaluation.see_reports", "POST": "evaluation.define_indicators"}


class MeasureOutput(serializers.Serializer[Any]):
    key = serializers.CharField()
    label: Any = serializers.CharField()
    counted = serializers.CharField(help_text="How, in the language asked for")
    unit = serializers.CharField(help_text=f"In words; one of {', '.join(Unit.values)}")
    source: Any = serializers.CharField(help_text="The facts it is counted from")
    within = serializers.CharField(help_text="key of the measure it is a part of; empty: of none")

    class Meta:
        ref_name = "Measure"


class FormulaField(serializers.Serializer[Any]):
    made = serializers.ChoiceField(Made.choices, help_text="share is 100 × measure / of, rate is measure / of")
    measure = serializers.CharField(max_length=40, help_text="key of a measure")
    of = serializers.CharField(
        required=False, allow_blank=True, max_length=40, help_text="key of another; count: empty"
    )


class IndicatorInput(FormulaField):
    label: Any = serializers.CharField(max_length=80)
    why = serializers.CharField(max_length=300)
    better = serializers.ChoiceField(Better.choices, required=False, allow_blank=True)

    class Meta:
        ref_name = "IndicatorInput"


class IndicatorOutput(serializers.Serializer[Any]):
    key = serializers.CharField()
    id = serializers.UUIDField(allow_null=True, help_text="Of one that the community made")
    label: Any = serializers.CharField()
    why = serializers.CharField()
    topic = serializers.ChoiceField(Topic.choices)
    made = serializers.ChoiceField(Made.choices, source="formula.made")
    measure = serializers.CharField(source="formula.measure")
    of = serializers.CharField(source="formula.of")
    unit = serializers.CharField()
    better = serializers.ChoiceField(Better.choices)
    smallest = serializers.IntegerField(help_text="Learners that a figure counts before it leaves the community")
    version = serializers.IntegerField()

    class Meta:
        ref_name = "Indicator"


class MeasuresApi(Api):
    permission = "evaluation.see_reports"
    pagination_class = None

    @extend_schema(
        operation_id="measures", summary="What indicators are made of", responses=MeasureOutput(many=True)
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        return Response(MeasureOutput(measures_described(), many=True).data)


class IndicatorsApi(Api):
    permission = MINE
    pagination_class = None

    @extend_schema(
        operation_id="indicators", summary="What the community is measured by", responses=IndicatorOutput(many=True)
    )
    def get(self, request: Request) -> Response:
        found = [one for _topic, rows in described(own_indicators()) for one in rows]
        return Response(IndicatorOutput(found, many=True).data)

    @extend_schema(
        operation_id="indicators_define", summary="One of the community’s own", request=IndicatorInput,
        responses={201: IndicatorOutput},
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        made = define_indicator(by=self.access.membership, **self.given(IndicatorInput))
        return Response(IndicatorOutput(_shown(made.pk)).data, status=201)


class IndicatorApi(Api):
    permission = "evaluation.define_indicators"

    @extend_schema(
        operation_id="indicators_redefine", summary="A further version, from the next report on",
        request=IndicatorInput, responses=IndicatorOutput,
    )  # fmt: skip
    def put(self, request: Request, pk: UUID) -> Response:
        one = get_object_or_404(own_indicators(), pk=pk)
        made = redefine_indicator(one, by=self.access.membership, **self.given(IndicatorInput))
        return Response(IndicatorOutput(_shown(made.pk)).data)

    @extend_schema(operation_id="indicators_end", summary="Out of later reports", responses={204: None})
    def delete(self, request: Request, pk: UUID) -> Response:
        end_indicator(get_object_or_404(own_indicators(), pk=pk))
        return Response(status=204)


def _shown(pk: UUID) -> Any:
    return next(one for _topic, rows in described(own_indicators().filter(pk=pk)) for one in rows if one.id)
