"""Read, hand in and mark activities, for programs."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from learners.models import Enrolment, Offering
from learners.progress.actions import mark_activity, submit_activity
from learners.progress.api.shapes import ActivityWhole, GroupRow, GroupState, HandedIn, MarkChangeRow, MarkWhole
from learners.progress.groups import groups_here
from learners.progress.queries import body_of, changes_in, handed_in, marks_of, standings_in
from learners.progress.reading import let_in
from learners.queries import card_of, learners_of


class GroupsApi(Api):
    permission = "learners.see_enrolments"

    @extend_schema(
        operation_id="here_groups", summary="The groups, and what waits in each", responses=GroupState(many=True)
    )
    def get(self, request: Request) -> Response:
        return self.page(groups_here(self.access.membership), GroupState)


class GroupApi(Api):
    permission = "learners.see_enrolments"

    @extend_schema(
        operation_id="here_group", summary="Everyone's level in every activity", responses=GroupRow(many=True)
    )
    def get(self, request: Request, pk: UUID) -> Response:
        offering = get_object_or_404(Offering.objects.select_related("version"), pk=pk)
        paginator: Any = self.settings.DEFAULT_PAGINATION_CLASS()
        learners = paginator.paginate_queryset(learners_of(offering), request, view=self)
        scale = self.access.community.mastery_scale
        rows = standings_in(learners, outline=card_of(offering).outline, scale=scale, others=False)
        return Response(paginator.get_paginated_response(GroupRow(rows, many=True).data).data)


class HandedInApi(Api):
    permission = "learners.see_enrolments"

    @extend_schema(operation_id="here_handed_in", summary="What waits to be marked", responses=HandedIn(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        return self.page(handed_in(get_object_or_404(Offering, pk=pk)), HandedIn)


class MarksApi(Api):
    permission = "learners.see_enrolments"

    @extend_schema(operation_id="here_marks", summary="The marks of an enrolment", responses=MarkWhole(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        return self.page(marks_of(get_object_or_404(Enrolment, pk=pk)), MarkWhole)


class MarkChangesApi(Api):
    permission = "learners.see_enrolments"

    @extend_schema(
        operation_id="here_mark_changes", summary="Who changed which mark, when", responses=MarkChangeRow(many=True)
    )
    def get(self, request: Request, pk: UUID) -> Response:
        return self.page(changes_in(get_object_or_404(Enrolment, pk=pk)), MarkChangeRow)


class MarkApi(Api):
    permission = "progress.mark"

    class Input(serializers.Serializer[Any]):
        level = serializers.IntegerField(required=False, allow_null=True, min_value=1)
        score = serializers.DecimalField(
            required=False, allow_null=True, max_digits=5, decimal_places=2, min_value=0, max_value=100,
            help_text="Per cent; the community's scale gives the level",
        )  # fmt: skip
        comment = serializers.CharField(required=False, allow_blank=True, max_length=2000)

    @extend_schema(
        operation_id="here_mark", summary="Mark an activity, by level or by score", request=Input, responses=MarkWhole
    )
    def put(self, request: Request, pk: UUID, key: UUID) -> Response:
        enrolment = get_object_or_404(Enrolment, pk=pk)
        given = self.given(self.Input)
        return Response(MarkWhole(mark_activity(enrolment, activity_key=key, by=self.access.person, **given)).data)


class ActivityApi(Api):
    """For whoever has a place, their guardian, and who sees the enrolments."""

    audience = "people"

    class Input(serializers.Serializer[Any]):
        work = serializers.CharField(allow_blank=True, max_length=20_000, help_text="What you made of it")

    @extend_schema(operation_id="here_activity", summary="What to do, and how it was marked", responses=ActivityWhole)
    def get(self, request: Request, pk: UUID, key: UUID) -> Response:
        enrolment, title = self._found(pk, key)
        mark = marks_of(enrolment).filter(activity_key=key).first()
        body = body_of(enrolment.offering.version_id, key)
        return Response(ActivityWhole({"key": key, "title": title, "body": body, "mark": mark}).data)

    @extend_schema(operation_id="here_hand_in", summary="Hand in", request=Input, responses=MarkWhole)
    def put(self, request: Request, pk: UUID, key: UUID) -> Response:
        enrolment, _title = self._found(pk, key, to_hand_in=True)
        work = self.given(self.Input)["work"]
        return Response(MarkWhole(submit_activity(enrolment, activity_key=key, by=self.access.person, work=work)).data)

    def _found(self, pk: UUID, key: UUID, *, to_hand_in: bool = False) -> tuple[Enrolment, str]:
        enrolment = get_object_or_404(Enrolment.objects.select_related("card", "offering"), pk=pk)
        title = enrolment.card.title_of(key)
        let_in(self.access, enrolment, key=key, to_hand_in=to_hand_in)
        if title is None:
            raise Http404
        return enrolment, title
