"""Open books, for anyone: what the community decided that everyone may read."""

from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import IsAuthenticatedOrReadOnly
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from funding.api.statements import StatementApi
from funding.openness import PARTS, open_parts
from funding.reports import public


class OpenBooksApi(Api):
    audience = "public"
    permission_classes = (IsAuthenticatedOrReadOnly,)

    class Output(serializers.Serializer[Any]):
        class Month(serializers.Serializer[Any]):
            month = serializers.DateField(help_text="Its first day")
            came_in = serializers.IntegerField(help_text="Minor units of the community's currency")
            went_out = serializers.IntegerField(help_text="Minor units of the community's currency")

            class Meta:
                ref_name = "OpenMonth"

        class Head(serializers.Serializer[Any]):
            seq = serializers.IntegerField(help_text="Number of the last sealed entry")
            hash = serializers.CharField(help_text="SHA-256 of the chain up to it, hex")
            at = serializers.DateTimeField()

            class Meta:
                ref_name = "OpenHead"

        parts = serializers.ListField(child=serializers.ChoiceField(["figures", *PARTS]))
        currency = serializers.CharField(help_text="ISO 4217, the community's own")
        figures = StatementApi.Output(allow_null=True, help_text="The last twelve months by fund; null: not open")
        months = Month(many=True, help_text="The last twelve; empty where the figures are not open")
        head = Head(allow_null=True, help_text="The end of the chain of entries as last published")

        class Meta:
            ref_name = "OpenBooks"

    @extend_schema(responses=Output)
    def get(self, request: Request) -> Response:
        """What anyone may read of a community's books."""
        community = self.access.community
        parts = open_parts(community)
        said: dict[str, Any] = {"figures": None, "months": [], "head": None}
        if "figures" in parts:
            span, head = public.last_months(), public.public_head(community)
            said["figures"] = public.public_figures(community, span)
            said["months"] = [flow._asdict() for flow in public.flows_by_month(span, community.currency)]
            said["head"] = {"seq": head.seq, "hash": bytes(head.hash).hex(), "at": head.at} if head else None
        return Response(self.Output({"parts": sorted(parts), "currency": community.currency, **said}).data)


class OpenEntriesApi(Api):
    audience = "public"
    permission_classes = (IsAuthenticatedOrReadOnly,)

    class Output(serializers.Serializer[Any]):
        number = serializers.IntegerField(allow_null=True, help_text="Its place in the chain; null until it is sealed")
        on = serializers.DateField(help_text="The day it takes effect")
        what_for = serializers.CharField()
        line = serializers.CharField(help_text="Of the chart of accounts, or empty")
        fund = serializers.CharField()
        amount = serializers.IntegerField(help_text="Minor units; less than nothing where money went out")
        currency = serializers.CharField(help_text="ISO 4217")

        class Meta:
            ref_name = "OpenEntry"

        def to_representation(self, entry: Any) -> Any:
            return super().to_representation(public.public_line(entry))

    @extend_schema(responses=Output(many=True))
    def get(self, request: Request) -> Response:
        """Every posted entry but for learners' own funds, newest first; 404 where entries are not open."""
        if "entries" not in open_parts(self.access.community):
            raise Http404
        return self.page(public.public_register(), self.Output)
