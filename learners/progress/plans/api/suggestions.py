"""What fits a learner next, and what they say of it, for programs."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from learners.api.shapes import CardRow
from learners.models import OfferingCard
from learners.progress.plans.actions import overrule, take_back
from learners.progress.plans.advising import plan_of
from learners.progress.plans.models import Overrule


class SuggestedOffering(serializers.Serializer[Any]):
    offering = CardRow(source="card")
    reasons = serializers.ListField(child=serializers.CharField(), help_text="The first is the strongest")
    against = serializers.CharField(help_text="Why it was ruled out, or empty")
    first = serializers.UUIDField(source="first.pk", default=None, allow_null=True, help_text="What could come before")


class SuggestionsWhole(serializers.Serializer[Any]):
    fit = SuggestedOffering(many=True)
    ruled_out = SuggestedOffering(many=True)
    numbers = serializers.ListField(child=serializers.CharField(), help_text="How many were ruled out, by why")


class OverruleInput(serializers.Serializer[Any]):
    says = serializers.ChoiceField(Overrule.Says.choices)
    why = serializers.CharField(required=False, allow_blank=True, max_length=300)


class SuggestionsApi(Api):
    @extend_schema(
        operation_id="me_suggestions", summary="Offerings that fit me next, and what was ruled out, with why",
        responses=SuggestionsWhole,
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        plan = plan_of(self.access.memberships, language=self.access.person.language)
        return Response(SuggestionsWhole(plan.advice).data)


class OverruleApi(Api):
    @extend_schema(
        operation_id="me_overrule", summary="Not for me, or all the same", request=OverruleInput, responses={204: None}
    )
    def put(self, request: Request, card: UUID) -> Response:
        overrule(get_object_or_404(OfferingCard, pk=card), **self.given(OverruleInput))
        return Response(status=204)

    @extend_schema(operation_id="me_overrule_take_back", summary="Take back what I said of it", responses={204: None})
    def delete(self, request: Request, card: UUID) -> Response:
        take_back(get_object_or_404(OfferingCard, pk=card))
        return Response(status=204)
