"""Reports by the API: the same figures as on the pages, with the keys they were recorded with."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from api.pagination import CursorPages
from api.views import Api
from evaluation.periods import Kind
from evaluation.queries import network_reports, reports_here
from evaluation.reading import for_reader


class LatestFirst(CursorPages):
    ordering: Any = ("-ends_on", "-id")


class ReportsApi(Api):
    permission = "evaluation.see_reports"
    pagination_class = LatestFirst

    class Output(serializers.Serializer[Any]):
        kind = serializers.ChoiceField(Kind.choices)
        period = serializers.CharField(help_text="An ISO week, 2026-W10, or the last day of a report to date")
        ends_on = serializers.DateField()
        written_at = serializers.DateTimeField()

    @extend_schema(operation_id="reports", summary="The community’s reports, latest first", responses=Output(many=True))
    def get(self, request: Request) -> Response:
        return self.page(reports_here().defer("content"), self.Output)


class ReportApi(Api):
    permission = "evaluation.see_reports"

    class Output(ReportsApi.Output):
        content = serializers.JSONField(
            help_text="figures: [{indicator, dims, value}], money in minor units of dims.currency; before: the same of"
            " the period before; method: how each indicator is counted. Without indicators you may not see."
        )

    @extend_schema(operation_id="report", summary="One report of the community", responses=Output)
    def get(self, request: Request, period: str) -> Response:
        found = reports_here().filter(period=period).first()
        if found is None:
            raise Http404
        found.content = for_reader(found.content, self.access)
        return Response(self.Output(found).data)


class NetworkReportsApi(Api):
    permission_classes = [AllowAny]
    pagination_class = LatestFirst

    class Output(serializers.Serializer[Any]):
        kind = serializers.ChoiceField(Kind.choices)
        period = serializers.CharField(help_text="An ISO week, 2026-W10, or the last day of a report to date")
        ends_on = serializers.DateField()
        published_at = serializers.DateTimeField()

    @extend_schema(
        operation_id="observatory", summary="The network’s published reports, latest first", responses=Output(many=True)
    )
    def get(self, request: Request) -> Response:
        return self.page(network_reports().defer("content"), self.Output)


class NetworkReportApi(Api):
    permission_classes = [AllowAny]

    class Output(NetworkReportsApi.Output):
        inputs_hash = serializers.CharField(help_text="Fingerprint of the figures it was made of")
        content = serializers.JSONField(
            help_text="sums: over the network by outcome, * is all; tables: by community and by attribute, rows of"
            " cells by outcome. null is a figure that is not shown; former says what it last was, and of which period."
        )

    @extend_schema(operation_id="observatory_report", summary="One published report of the network", responses=Output)
    def get(self, request: Request, period: str) -> Response:
        return Response(self.Output(get_object_or_404(network_reports(), period=period)).data)
