"""Reports by the API: the same figures as on the pages, with the keys they were recorded with."""

from typing import Any

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from api.pagination import CursorPages
from api.views import Api
from evaluation.citing import csl_item
from evaluation.corrections import as_read, as_record
from evaluation.downloads import network_package
from evaluation.package import package_of
from evaluation.periods import Kind
from evaluation.queries import network_reports, reports_here


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
        return self.page(reports_here().defer("content", "salts"), self.Output)


class CorrectionOutput(serializers.Serializer[Any]):
    indicator = serializers.CharField()
    dims = serializers.DictField(child=serializers.CharField(allow_blank=True))
    value = serializers.IntegerField(allow_null=True, help_text="As the report has it; null: not there")
    counted = serializers.IntegerField(allow_null=True, help_text="As it is counted since; null: not there")


class ReportApi(Api):
    permission = "evaluation.see_reports"

    class Output(ReportsApi.Output):
        id = serializers.UUIDField()
        hash = serializers.CharField(
            help_text="SHA-256, hex, of {content, ends_on, kind, parts, period} as JSON with sorted keys and no spaces:"
            " content without figures and before.figures; parts by indicator SHA-256 of {before, figures, salt}"
        )
        inputs_hash = serializers.CharField(help_text="Fingerprint of the roll-up it was made of")
        salts = serializers.DictField(child=serializers.CharField(), help_text="Of the parts that you may see")
        part_hashes = serializers.DictField(child=serializers.CharField(), help_text="Of the other parts")
        content = serializers.JSONField(
            help_text="figures: [{indicator, dims, value}] of each measure, money in minor units of dims.currency;"
            " before: the same of the period before; counted: how each measure is; method: of each indicator its"
            " version and formula, [made, measure, of]. Without figures you may not see."
        )
        corrections = CorrectionOutput(many=True, help_text="What is counted otherwise since")
        corrected_at = serializers.DateTimeField(allow_null=True)

    @extend_schema(operation_id="report", summary="One report of the community", responses=Output)
    def get(self, request: Request, period: str) -> Response:
        found = reports_here().filter(period=period).first()
        if found is None:
            raise Http404
        return Response(self.Output(as_record(as_read(found, self.access))).data)


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
        citation = serializers.DictField(help_text="An item of CSL-JSON (citationstyles.org)")
        package_sha256 = serializers.CharField(help_text="Of the open data of the same period (.zip), hex")

    @extend_schema(operation_id="observatory_report", summary="One published report of the network", responses=Output)
    def get(self, request: Request, period: str) -> Response:
        found = get_object_or_404(network_reports(), period=period)
        said = {name: getattr(found, name) for name in ("kind", "period", "ends_on", "published_at", "inputs_hash")}
        more = {"content": found.content, "citation": csl_item(found), "package_sha256": package_of(found).sha256}
        return Response(self.Output({**said, **more}).data)


class NetworkPackageApi(Api):
    permission_classes = [AllowAny]

    @extend_schema(
        operation_id="observatory_package",
        summary="One published report as open data: a Frictionless Data Package",
        responses={(200, "*/*"): OpenApiTypes.BINARY},
    )
    def get(self, request: Request, period: str) -> HttpResponseBase:
        return network_package(request, get_object_or_404(network_reports(), period=period))
