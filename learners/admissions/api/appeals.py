"""Appeals against a draw, for programs."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from learners.admissions.actions import answer_appeal, appeal
from learners.admissions.models import Appeal, Application, Round
from learners.admissions.queries import appeals_of
from learners.guardianship import NotGuardian


class AppealRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    code = serializers.CharField(source="application.code", help_text="The receipt of the applicant")
    text = serializers.CharField()
    made_at = serializers.DateTimeField()
    granted = serializers.BooleanField(allow_null=True, help_text="Null: not decided")
    answer = serializers.CharField()


class AppealApi(Api):
    """For oneself, or for one's child."""

    audience = "people"

    class Input(serializers.Serializer[Any]):
        text = serializers.CharField(max_length=4000)

    @extend_schema(
        operation_id="here_appeal", summary="Appeal against the outcome of a draw, once", request=Input,
        responses={201: AppealRow},
    )  # fmt: skip
    def post(self, request: Request, pk: UUID) -> Response:
        found = get_object_or_404(Application.objects.select_related("round__offering"), pk=pk)
        try:
            made = appeal(found, by=self.access.person, **self.given(self.Input))
        except NotGuardian as stranger:
            raise Http404 from stranger
        return Response(AppealRow(made).data, status=201)


class AppealsApi(Api):
    permission = "learners.see_enrolments"

    @extend_schema(operation_id="here_appeals", summary="Appeals against a draw", responses=AppealRow(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        return self.page(appeals_of(get_object_or_404(Round, offering=pk)).order_by("id"), AppealRow)


class AppealAnswerApi(Api):
    permission = "communities.manage_people"

    class Input(serializers.Serializer[Any]):
        granted = serializers.BooleanField(help_text="True: the first in the waiting list")
        reason = serializers.CharField(max_length=2000, help_text="Stands in the decision record: name nobody")

    @extend_schema(
        operation_id="here_appeal_answer", summary="Decide an appeal, where the rule of admission entrusts it",
        request=Input, responses=AppealRow,
    )  # fmt: skip
    def put(self, request: Request, pk: UUID) -> Response:
        rows = Appeal.objects.select_related("application__round__offering")
        answer_appeal(get_object_or_404(rows, pk=pk), by=self.access.person, **self.given(self.Input))
        return Response(AppealRow(rows.get(pk=pk)).data)
