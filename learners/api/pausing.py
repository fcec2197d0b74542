"""Pause, return, stay after a trial, take part otherwise, and what an enrolment came to, for programs."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from learners.actions import CHANGES, change_child, change_kind
from learners.api.shapes import EnrolmentChangeRow, EnrolmentRow
from learners.guardianship import NotGuardian, looking
from learners.models import Enrolment
from learners.queries import history_of, own_enrolments
from learners.rules import may_end_enrolment


def _change(api: Api, pk: UUID, to: str) -> Response:
    """For oneself, for one's child, or, for who sees the enrolments, for a learner."""
    enrolment = get_object_or_404(Enrolment.objects.select_related("offering"), pk=pk)
    if may_end_enrolment(enrolment, api.access):
        return Response(EnrolmentRow(CHANGES[to](enrolment, by=api.access.person)).data)
    try:
        return Response(EnrolmentRow(change_child(enrolment, to=to, guardian=api.access.person)).data)
    except NotGuardian as refusal:
        raise (PermissionDenied if api.access.membership else Http404) from refusal


class PauseApi(Api):
    audience = "people"

    @extend_schema(
        operation_id="here_pause",
        summary="Rest for a time: the record stays, the place goes to whoever waits longest",
        request=None,
        responses=EnrolmentRow,
    )
    def post(self, request: Request, pk: UUID) -> Response:
        return _change(self, pk, "pause")


class ReturnApi(Api):
    audience = "people"

    @extend_schema(
        operation_id="here_return",
        summary="Come back from a pause: to a place, or to the front of the waiting list",
        request=None,
        responses=EnrolmentRow,
    )
    def post(self, request: Request, pk: UUID) -> Response:
        return _change(self, pk, "return")


class StayApi(Api):
    audience = "people"

    @extend_schema(
        operation_id="here_stay", summary="Stay after a trial, as everyone else", request=None, responses=EnrolmentRow
    )
    def post(self, request: Request, pk: UUID) -> Response:
        return _change(self, pk, "stay")


class KindApi(Api):
    permission = "learners.see_enrolments"

    class Input(serializers.Serializer[Any]):
        kind = serializers.ChoiceField(Enrolment.Kind.choices)
        trial_until = serializers.DateField(default=None, allow_null=True, help_text="Of a trial; null: in four weeks")

    @extend_schema(
        operation_id="here_enrolment_kind", summary="Change how a learner takes part", request=Input,
        responses=EnrolmentRow,
    )  # fmt: skip
    def put(self, request: Request, pk: UUID) -> Response:
        enrolment = get_object_or_404(Enrolment.objects.select_related("offering"), pk=pk)
        return Response(EnrolmentRow(change_kind(enrolment, by=self.access.person, **self.given(self.Input))).data)


class ChangesApi(Api):
    permission = "learners.see_enrolments"

    @extend_schema(
        operation_id="here_enrolment_changes", summary="What it came to, and by whom",
        responses=EnrolmentChangeRow(many=True),
    )  # fmt: skip
    def get(self, request: Request, pk: UUID) -> Response:
        return self.page(history_of(get_object_or_404(Enrolment, pk=pk)), EnrolmentChangeRow)


class OwnChangesApi(Api):
    @extend_schema(
        operation_id="me_learning_changes", summary="What my place came to", responses=EnrolmentChangeRow(many=True)
    )
    def get(self, request: Request, pk: UUID) -> Response:
        return self.page(history_of(get_object_or_404(own_enrolments(), pk=pk)), EnrolmentChangeRow)


class ChildChangesApi(Api):
    @extend_schema(
        operation_id="me_child_learning_changes", summary="What a child’s place came to; the child sees the look",
        responses=EnrolmentChangeRow(many=True),
    )  # fmt: skip
    def get(self, request: Request, child: UUID, pk: UUID) -> Response:
        """`pk`: the offering's."""
        with looking(child, self.access.person, what=_("How far you are")):
            return self.page(history_of(get_object_or_404(own_enrolments(), card=pk)), EnrolmentChangeRow)
