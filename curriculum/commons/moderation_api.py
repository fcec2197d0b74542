"""Reviews that harm, for programs."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from curriculum.commons.models import ModerationStep, Report, Review
from curriculum.commons.moderating.actions import moderate_review, report_review
from curriculum.commons.moderating.queries import reported
from curriculum.commons.review_api import ReviewRow
from curriculum.commons.reviews.queries import READ


class ReportInput(serializers.Serializer[Any]):
    why = serializers.ChoiceField(Report.Why.choices)
    words = serializers.CharField(max_length=2000, required=False, allow_blank=True)


class ReportedRow(serializers.Serializer[Any]):
    review = ReviewRow()
    hidden_reason = serializers.CharField(source="review.hidden_reason", help_text="Empty: everyone sees it")
    reports = ReportInput(many=True, help_text="That wait; not by whom")


class ModerationStepRow(serializers.Serializer[Any]):
    what = serializers.ChoiceField(ModerationStep.What.choices)
    reason = serializers.CharField(max_length=2000)


class ReportApi(Api):
    @extend_schema(
        operation_id="review_report", summary="Tell the network’s stewards of a review that harms",
        request=ReportInput, responses={201: ReportInput},
    )  # fmt: skip
    def post(self, request: Request, pk: UUID) -> Response:
        found = get_object_or_404(Review, pk=pk, **READ)
        made = report_review(found, person=self.access.person, **self.given(ReportInput))
        return Response(ReportInput(made).data, status=201)


class ReportedApi(Api):
    permission = "commons.moderate"
    pagination_class = None

    @extend_schema(
        operation_id="here_reported_reviews", summary="In the network: reviews that were reported, or are hidden",
        responses=ReportedRow(many=True),
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        _network_alone(self)
        return Response(ReportedRow(reported(), many=True).data)


class ModerateApi(Api):
    permission = "commons.moderate"

    @extend_schema(
        operation_id="here_reported_review", summary="Hide it, leave it or show it again", request=ModerationStepRow,
        responses=ModerationStepRow,
    )  # fmt: skip
    def put(self, request: Request, pk: UUID) -> Response:
        _network_alone(self)
        found = get_object_or_404(Review, pk=pk)
        made = moderate_review(found, by=self.access.membership, **self.given(ModerationStepRow))
        return Response(ModerationStepRow(made).data)


def _network_alone(api: Api) -> None:
    if not api.access.community.is_network:
        raise Http404
