"""Whether all were treated alike, and a lost seed, for programs."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from learners.admissions.actions import replace_seed
from learners.admissions.api.shapes import RoundRow
from learners.admissions.models import Draw, Round
from learners.admissions.treated import figures_for
from learners.admissions.treatment import by_group, in_lines
from learners.rules import may_see_offering


class LineRow(serializers.Serializer[Any]):
    words = serializers.CharField(help_text="The group or answer; empty: all others, together")
    applied = serializers.IntegerField(allow_null=True, help_text="Null: not shown, since it could point at somebody")
    got = serializers.IntegerField(allow_null=True, help_text="For how many there was a place at the draw")


class AttributeRow(serializers.Serializer[Any]):
    attribute = serializers.CharField()
    lines = LineRow(many=True, help_text="None: nothing of it may be shown")


class TreatmentRow(serializers.Serializer[Any]):
    groups = LineRow(many=True, help_text="As the published draw has them")
    attributes = AttributeRow(many=True)
    is_exact = serializers.BooleanField(help_text="For who sees the answers themselves; else small figures are hidden")


class TreatmentApi(Api):
    @extend_schema(
        operation_id="here_draw_treatment", summary="Who applied and who got in, by group", responses=TreatmentRow
    )
    def get(self, request: Request, pk: UUID) -> Response:
        found = get_object_or_404(Draw.objects.select_related("round__offering"), round__offering=pk)
        if not may_see_offering(found.round.offering, self.access):
            raise Http404
        figures, is_exact = figures_for(found, self.access)
        told = {"groups": by_group(found.document), "attributes": in_lines(figures), "is_exact": is_exact}
        return Response(TreatmentRow(told).data)


class SeedApi(Api):
    permission = "learners.manage_offerings"

    class Input(serializers.Serializer[Any]):
        reason = serializers.CharField(max_length=2000, help_text="Everyone reads it")

    @extend_schema(
        operation_id="here_round_new_seed", summary="Void the commitment to a lost seed and make another",
        request=Input, responses={201: RoundRow},
    )  # fmt: skip
    def post(self, request: Request, pk: UUID) -> Response:
        found = get_object_or_404(Round.objects.select_related("offering"), offering=pk)
        replace_seed(found, by=self.access.person, **self.given(self.Input))
        return Response(RoundRow(found).data, status=201)
