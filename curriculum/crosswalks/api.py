"""Crosswalks between frameworks, for programs."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from curriculum.crosswalks import actions
from curriculum.crosswalks.models import Crosswalk, Line, Match
from curriculum.crosswalks.queries import crosswalks, lines_of
from curriculum.models import Competency, Framework

READ_OR_WRITE = {"GET": "curriculum.read", "POST": "curriculum.write", "DELETE": "curriculum.write"}


class CrosswalkInput(serializers.Serializer[Any]):
    title = serializers.CharField(max_length=200)
    summary = serializers.CharField(required=False, allow_blank=True, max_length=5000)
    first = serializers.UUIDField(help_text="id of a framework")
    second = serializers.UUIDField(help_text="id of another")


class CrosswalkOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    title = serializers.CharField()
    summary = serializers.CharField()
    first = serializers.UUIDField(source="first_id")
    second = serializers.UUIDField(source="second_id")
    edited_at = serializers.DateTimeField()
    adopted = serializers.IntegerField(source="adopted.number", default=None, allow_null=True, help_text="By decision")
    ended = serializers.IntegerField(source="ended.number", default=None, allow_null=True, help_text="By decision")


class LineInput(serializers.Serializer[Any]):
    first = serializers.UUIDField(help_text="key of a competency of the first framework")
    match = serializers.ChoiceField(Match.choices, help_text="SKOS: exactMatch, broadMatch, narrowMatch, relatedMatch")
    second = serializers.UUIDField(help_text="key of one of the second")
    note = serializers.CharField(required=False, allow_blank=True, max_length=500)

    class Meta:
        ref_name = "CrosswalkLineInput"


class LineOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    first = serializers.UUIDField(source="first_key")
    first_words = serializers.CharField()
    match = serializers.ChoiceField(Match.choices)
    second = serializers.UUIDField(source="second_key")
    second_words = serializers.CharField()
    note = serializers.CharField()

    class Meta:
        ref_name = "CrosswalkLine"


class WhyInput(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=2000)

    class Meta:
        ref_name = "CrosswalkDecisionInput"


class CrosswalksApi(Api):
    permission = READ_OR_WRITE

    @extend_schema(
        operation_id="crosswalks", summary="Crosswalks between frameworks", responses=CrosswalkOutput(many=True)
    )
    def get(self, request: Request) -> Response:
        return self.page(Crosswalk.objects.select_related("adopted", "ended"), CrosswalkOutput)

    @extend_schema(
        operation_id="crosswalks_make", summary="Start one, with the links between the two", request=CrosswalkInput,
        responses={201: CrosswalkOutput},
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        given = self.given(CrosswalkInput)
        sides: dict[str, Any] = {name: get_object_or_404(Framework, pk=given.pop(name)) for name in ("first", "second")}
        made = actions.start_crosswalk(by=self.access.membership, **sides, **given)
        return Response(CrosswalkOutput(made).data, status=201)


class CrosswalkApi(Api):
    permission = READ_OR_WRITE

    @extend_schema(operation_id="crosswalks_one", summary="One crosswalk", responses=CrosswalkOutput)
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(CrosswalkOutput(get_object_or_404(crosswalks(), pk=pk)).data)

    @extend_schema(operation_id="crosswalks_delete", summary="Throw a draft away", responses={204: None})
    def delete(self, request: Request, pk: UUID) -> Response:
        actions.delete_crosswalk(get_object_or_404(Crosswalk, pk=pk))
        return Response(status=204)


class LinesApi(Api):
    permission = READ_OR_WRITE

    @extend_schema(operation_id="crosswalk_lines", summary="Its lines", responses=LineOutput(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        return self.page(lines_of(get_object_or_404(Crosswalk, pk=pk)), LineOutput)

    @extend_schema(
        operation_id="crosswalk_lines_add", summary="One line more", request=LineInput, responses={201: LineOutput}
    )
    def post(self, request: Request, pk: UUID) -> Response:
        one, given = get_object_or_404(Crosswalk, pk=pk), self.given(LineInput)
        sides: dict[str, Any] = {
            name: get_object_or_404(Competency, framework=getattr(one, f"{name}_id"), key=given.pop(name))
            for name in ("first", "second")
        }
        made = actions.map_competencies(one, **sides, **given)
        return Response(LineOutput(made).data, status=201)


class LineApi(Api):
    permission = READ_OR_WRITE

    @extend_schema(operation_id="crosswalk_lines_drop", summary="Take a line out of a draft", responses={204: None})
    def delete(self, request: Request, pk: UUID, line: UUID) -> Response:
        actions.drop_line(get_object_or_404(Line.objects.select_related("crosswalk"), pk=line, crosswalk=pk))
        return Response(status=204)


class AdoptApi(Api):
    permission = "curriculum.publish"

    @extend_schema(
        operation_id="crosswalks_adopt", summary="Put it in force by decision", request=WhyInput,
        responses=CrosswalkOutput,
    )  # fmt: skip
    def post(self, request: Request, pk: UUID) -> Response:
        one = get_object_or_404(Crosswalk, pk=pk)
        actions.adopt_crosswalk(one, by=self.access.person, **self.given(WhyInput))
        return Response(CrosswalkOutput(crosswalks().get(pk=pk)).data)


class EndApi(Api):
    permission = "curriculum.publish"

    @extend_schema(
        operation_id="crosswalks_end", summary="End it by decision", request=WhyInput, responses=CrosswalkOutput
    )
    def post(self, request: Request, pk: UUID) -> Response:
        one = get_object_or_404(Crosswalk, pk=pk)
        actions.end_crosswalk(one, by=self.access.person, **self.given(WhyInput))
        return Response(CrosswalkOutput(crosswalks().get(pk=pk)).data)
