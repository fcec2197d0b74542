"""Publish a draft of a report by the API."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from evaluation.publishing import REVIEW, publish_report
from evaluation.queries import reports_here


class PublishReportApi(Api):
    permission = REVIEW

    class Input(serializers.Serializer[Any]):
        reason = serializers.CharField(max_length=2000)

    class Output(serializers.Serializer[Any]):
        decision = serializers.IntegerField(help_text="The number of the decision that published it")

    @extend_schema(
        operation_id="report_publish", request=Input, responses=Output,
        summary="Publish a draft by a decision of your own, where the community entrusts it to you",
    )  # fmt: skip
    def post(self, request: Request, period: str) -> Response:
        given, report = self.given(self.Input), get_object_or_404(reports_here(drafts=True), period=period)
        decision = publish_report(report, by=self.access.person, **given)
        return Response(self.Output({"decision": decision.number}).data)
