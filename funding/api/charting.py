"""The chart of accounts."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import override
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from funding.actions import add_line, bring_back_line, change_line, retire_line, take_template
from funding.chart_templates import TEMPLATES
from funding.forms.charting import NUMBER
from funding.models import Account, ChartLine
from funding.queries import chart
from tenancy.keys import uuid7


class LineOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    number = serializers.CharField(help_text="Lines stand in this order, as text")
    name = serializers.CharField()
    heading = serializers.CharField()
    kind = serializers.ChoiceField(Account.Kind.choices)
    usual = serializers.CharField(help_text="As which of the usual lines actions find it, or empty")
    is_retired = serializers.BooleanField()


class LineInput(serializers.Serializer[Any]):
    number = serializers.RegexField(NUMBER, max_length=20)
    name = serializers.CharField(max_length=100)
    heading = serializers.CharField(max_length=100, required=False, allow_blank=True)


class ChartApi(Api):
    permission = {"GET": "funding.see_books", "POST": "funding.post"}

    class Input(LineInput):
        id = serializers.UUIDField(default=uuid7, help_text="Your own key: the same request is done once")
        kind = serializers.ChoiceField(Account.Kind.choices, help_text="It stays what it is")

        class Meta:
            ref_name = "NewLineInput"

    @extend_schema(responses=LineOutput(many=True))
    def get(self, request: Request) -> Response:
        """The lines of the chart of accounts, the retired too."""
        return self.page(chart(), LineOutput)

    @extend_schema(request=Input, responses={201: LineOutput})
    def post(self, request: Request) -> Response:
        """Add a line, with an account on it in every fund that can use it."""
        return Response(LineOutput(add_line(**self.given(self.Input))).data, status=201)


class LineApi(Api):
    permission = {"GET": "funding.see_books", "PATCH": "funding.post"}

    class Input(LineInput):
        is_retired = serializers.BooleanField(required=False, help_text="409 for one of the usual lines")

        class Meta:
            ref_name = "LineChange"

    @extend_schema(responses=LineOutput)
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(LineOutput(get_object_or_404(ChartLine, pk=pk)).data)

    @extend_schema(request=Input, responses=LineOutput)
    def patch(self, request: Request, pk: UUID) -> Response:
        """Call it otherwise, or take it out of use; its accounts are called as it is."""
        line, given = get_object_or_404(ChartLine, pk=pk), self.given(self.Input, partial=True)
        is_retired = given.pop("is_retired", line.is_retired)
        if is_retired != line.is_retired:
            (retire_line if is_retired else bring_back_line)(line)
        return Response(LineOutput(change_line(line, **given)).data)


class TemplateApi(Api):
    permission = "funding.post"
    pagination_class = None

    class Input(serializers.Serializer[Any]):
        template = serializers.ChoiceField([(one.key, one.name) for one in TEMPLATES.values()])

        class Meta:
            ref_name = "ChartTemplateInput"

    @extend_schema(request=Input, responses={201: LineOutput(many=True)})
    def post(self, request: Request) -> Response:
        """Add a template's lines that are not here yet, in the community's first language; those that were added."""
        languages = self.access.community.languages
        with override(languages[0] if languages else "en"):
            added = take_template(self.given(self.Input)["template"])
        return Response(LineOutput(added, many=True).data, status=201)
