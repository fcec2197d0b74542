"""Corrections, for programs: one's own, a child's, and those that a community is asked for."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from learners.consents.acting import acting
from learners.mydata.correcting import answer_correction, ask_to_correct
from learners.mydata.models import CorrectionRequest
from learners.mydata.places import places
from learners.mydata.queries import corrections, own_corrections


class CorrectionRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    community = serializers.SlugField(source="community.slug")
    display_name = serializers.CharField()
    record = serializers.CharField(help_text="Its table")
    row = serializers.UUIDField()
    called = serializers.CharField()
    wrong = serializers.CharField()
    right = serializers.CharField()
    asked_by = serializers.CharField(source="by_name")
    state = serializers.ChoiceField(CorrectionRequest.State.choices)
    answer = serializers.CharField()
    answered_by = serializers.CharField(source="answered_by_name")
    asked_at = serializers.DateTimeField()
    answered_at = serializers.DateTimeField(allow_null=True)


class CorrectionInput(serializers.Serializer[Any]):
    community = serializers.SlugField()
    record = serializers.CharField(max_length=60, help_text="Its table, such as attendance.Presence")
    row = serializers.UUIDField()
    wrong = serializers.CharField(max_length=2000)
    right = serializers.CharField(max_length=2000)


class CorrectionAnswer(serializers.Serializer[Any]):
    corrected = serializers.BooleanField(help_text="The record has been put right")
    answer = serializers.CharField(max_length=2000, default="", allow_blank=True, help_text="Why not")


def _list(api: Api, child: UUID | None = None) -> Response:
    with acting(api.access.person, child, what=_("Your data")):
        return api.page(own_corrections(), CorrectionRow)


def _ask(api: Api, child: UUID | None = None) -> Response:
    given = api.given(CorrectionInput)
    slug, record = given.pop("community"), f"{given.pop('record')} {given.pop('row')}"
    with acting(api.access.person, child, what=_("Your data")) as who:
        place = next((one for one in places() if one.community.slug == slug), None)
        if place is None:
            raise Http404
        return Response(CorrectionRow(ask_to_correct(who, place=place, record=record, **given)).data, status=201)


class CorrectionsApi(Api):
    @extend_schema(
        operation_id="me_data_corrections", summary="Records that I said are wrong", responses=CorrectionRow(many=True)
    )
    def get(self, request: Request) -> Response:
        return _list(self)

    @extend_schema(
        operation_id="me_data_correction_ask", summary="Say that a record of mine is wrong",
        request=CorrectionInput, responses={201: CorrectionRow},
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        return _ask(self)


class ChildCorrectionsApi(Api):
    @extend_schema(
        operation_id="me_child_data_corrections", summary="Records of a child that were said to be wrong",
        responses=CorrectionRow(many=True),
    )  # fmt: skip
    def get(self, request: Request, child: UUID) -> Response:
        return _list(self, child)

    @extend_schema(
        operation_id="me_child_data_correction_ask", summary="Say that a record of a child is wrong",
        request=CorrectionInput, responses={201: CorrectionRow},
    )  # fmt: skip
    def post(self, request: Request, child: UUID) -> Response:
        return _ask(self, child)


class CorrectionRequestsApi(Api):
    permission = "mydata.correct"

    @extend_schema(
        operation_id="here_corrections", summary="Records that learners say are wrong",
        responses=CorrectionRow(many=True),
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        return self.page(corrections().select_related("community"), CorrectionRow)


class CorrectionAnswerApi(Api):
    permission = "mydata.correct"

    @extend_schema(
        operation_id="here_correction_answer", summary="Say that it was put right, or why not",
        request=CorrectionAnswer, responses=CorrectionRow,
    )  # fmt: skip
    def post(self, request: Request, pk: UUID) -> Response:
        asked = get_object_or_404(CorrectionRequest, pk=pk)
        answered = answer_correction(asked, by=self.access.membership, **self.given(CorrectionAnswer))
        return Response(CorrectionRow(answered).data)
