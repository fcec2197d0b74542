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
from evaluation.citing import Cited, csl_item
from evaluation.consent import audiences_of
from evaluation.corrections import as_read, as_record
from evaluation.downloads import network_package
from evaluation.models import NetworkReport, Report
from evaluation.own_names import figures_for
from evaluation.package import package_of
from evaluation.periods import Kind
from evaluation.publishing import REVIEW, ask_for_report, say_first, sees_drafts
from evaluation.queries import network_reports, published_report, reports_here


class LatestFirst(CursorPages):
    ordering: Any = ("-ends_on", "-id")


PERIOD = (
    "day-2026-03-08, 2026-W10 (an ISO week), term-2026-02-06--2026-06-20, year-2025-09 (by the month it begins with),"
    " 2026-02-01--2026-03-15 (asked for), or the last day of a report to date"
)


class ReportsApi(Api):
    permission = {"GET": "evaluation.see_reports", "POST": REVIEW}
    pagination_class = LatestFirst

    class Input(serializers.Serializer[Any]):
        starts = serializers.DateField()
        ends = serializers.DateField(help_text="The last day; it has to be over")

    class Output(serializers.Serializer[Any]):
        kind = serializers.ChoiceField(Kind.choices)
        period = serializers.CharField(help_text=PERIOD)
        ends_on = serializers.DateField()
        written_at = serializers.DateTimeField()
        published_at = serializers.DateTimeField(allow_null=True, help_text="null: a draft")

    @extend_schema(
        operation_id="reports", summary="The community’s reports, latest first; drafts for those who look them over",
        responses=Output(many=True),
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        return self.page(reports_here(drafts=sees_drafts(self.access)).defer("content", "salts"), self.Output)

    @extend_schema(
        operation_id="report_ask", summary="A report of any days that are over, or the one there is", request=Input,
        responses={201: Output},
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        made = ask_for_report(self.access.community, **self.given(self.Input))
        return Response(self.Output(reports_here(drafts=True).get(pk=made.pk)).data, status=201)


class CorrectionOutput(serializers.Serializer[Any]):
    indicator = serializers.CharField()
    dims = serializers.DictField(child=serializers.CharField(allow_blank=True))
    value = serializers.IntegerField(allow_null=True, help_text="As the report has it; null: not there")
    counted = serializers.IntegerField(allow_null=True, help_text="As it is counted since; null: not there")


class ReportApi(Api):
    permission = {"GET": "evaluation.see_reports", "PATCH": REVIEW}

    class Input(serializers.Serializer[Any]):
        words = serializers.CharField(max_length=4000, allow_blank=True, required=False)

    class Output(ReportsApi.Output):
        id = serializers.UUIDField()
        words = serializers.CharField(help_text="What those who looked it over say first")
        words_by = serializers.CharField(help_text="Who wrote them last")
        decision = serializers.IntegerField(allow_null=True, help_text="The number of the one that published it")
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
        return self._shown(period)

    @extend_schema(
        operation_id="report_words", summary="What readers of a draft’s report find first", request=Input,
        responses=Output,
    )  # fmt: skip
    def patch(self, request: Request, period: str) -> Response:
        given = self.given(self.Input)
        if "words" in given:
            say_first(self._found(period), words=given["words"], by=self.access.membership)
        return self._shown(period)

    def _shown(self, period: str) -> Response:
        return Response(self.Output(as_record(as_read(self._found(period), self.access))).data)

    def _found(self, period: str) -> Report:
        report: Report = get_object_or_404(reports_here(drafts=sees_drafts(self.access)), period=period)
        return report


class NetworkReportsApi(Api):
    permission_classes = [AllowAny]
    pagination_class = LatestFirst

    class Output(serializers.Serializer[Any]):
        kind = serializers.ChoiceField(Kind.choices)
        period = serializers.CharField(help_text=PERIOD)
        ends_on = serializers.DateField()
        published_at = serializers.DateTimeField()

    @extend_schema(
        operation_id="observatory", summary="The network’s published reports, latest first", responses=Output(many=True)
    )
    def get(self, request: Request) -> Response:
        return self.page(network_reports().defer("content"), self.Output)


class OwnFigureOutput(serializers.Serializer[Any]):
    community = serializers.SlugField()
    name = serializers.CharField()
    measure = serializers.CharField(help_text="As in the list of measures")
    value = serializers.IntegerField()
    of = serializers.CharField(help_text="The period that the figure is of")
    indicators = serializers.ListField(child=serializers.CharField(), help_text="What it was let leave for")


class NetworkReportApi(Api):
    permission_classes = [AllowAny]

    class Output(NetworkReportsApi.Output):
        inputs_hash = serializers.CharField(help_text="Fingerprint of the figures it was made of")
        content = serializers.JSONField(
            help_text="sums: over the network by outcome, * is all; tables: by community and by attribute, rows of"
            " cells by outcome. null is a figure that is not shown; former says what it last was, and of which period."
            " places: of the communities that anyone may see kind, country and the circles they let everyone know of"
        )
        figures = OwnFigureOutput(
            many=True, help_text="What communities let leave under their own names, that you may read"
        )
        citation = serializers.DictField(help_text="An item of CSL-JSON (citationstyles.org)")
        package_sha256 = serializers.CharField(help_text="Of the open data of the same period (.zip), hex")

    @extend_schema(operation_id="observatory_report", summary="One published report of the network", responses=Output)
    def get(self, request: Request, period: str) -> Response:
        found = _published(period)
        said = {name: getattr(found, name) for name in ("kind", "period", "ends_on", "published_at", "inputs_hash")}
        more = {
            "content": found.content,
            "citation": csl_item(Cited(found)),
            "figures": figures_for(found, audiences_of(self.access)),
            "package_sha256": package_of(found).sha256,
        }
        return Response(self.Output({**said, **more}).data)


class NetworkPackageApi(Api):
    permission_classes = [AllowAny]

    @extend_schema(
        operation_id="observatory_package",
        summary="One published report as open data: a Frictionless Data Package",
        responses={(200, "*/*"): OpenApiTypes.BINARY},
    )
    def get(self, request: Request, period: str) -> HttpResponseBase:
        return network_package(request, _published(period))


def _published(period: str) -> NetworkReport:
    found = published_report(period)
    if found is None:
        raise Http404
    return found
