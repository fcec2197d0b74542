"""Where a group stands as a whole, for programs."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from learners.models import Offering
from learners.progress.group_state import Group, group_of


class OpenActivity(serializers.Serializer[Any]):
    key = serializers.UUIDField()
    title = serializers.CharField()


class ReadinessRow(serializers.Serializer[Any]):
    """A learner of a group: what is open to them, and what holds them up."""

    enrolment = serializers.UUIDField(source="enrolment.pk")
    display_name = serializers.CharField(source="enrolment.display_name")
    now = OpenActivity(many=True, help_text="Not done, and nothing that comes before is lacking; in reading order")
    lacks = serializers.ListField(
        child=serializers.CharField(), help_text="When nothing is open or waits for a mark: what comes first"
    )
    tried = OpenActivity(
        allow_null=True, help_text="Marked in the lower half of the scale a week ago or longer, and nothing since"
    )


class SpreadRow(serializers.Serializer[Any]):
    key = serializers.UUIDField()
    title = serializers.CharField()
    levels = serializers.ListField(
        child=serializers.IntegerField(), help_text="How many learners have each level as their best; first: none yet"
    )


class OfGroup(Api):
    permission = "learners.see_enrolments"
    pagination_class = None

    def group(self, pk: UUID) -> Group:
        offering = get_object_or_404(Offering.objects.select_related("version"), pk=pk)
        return group_of(offering, scale=self.access.community.mastery_scale)


class ReadinessApi(OfGroup):
    @extend_schema(
        operation_id="here_group_ready", summary="Who is ready for what, and who is stuck",
        responses=ReadinessRow(many=True),
    )  # fmt: skip
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(ReadinessRow(self.group(pk).readiness(), many=True).data)


class CompetenciesApi(OfGroup):
    @extend_schema(
        operation_id="here_group_competencies", summary="How many are at which level in each competency",
        responses=SpreadRow(many=True),
    )  # fmt: skip
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(SpreadRow(self.group(pk).spread(), many=True).data)
