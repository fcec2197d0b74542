"""When the books were closed, and what there was before they began."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from funding.actions import Opening, record_openings
from funding.api.entries import said
from funding.api.shapes import EntryOutput, Keyed
from funding.models import Account, Closing
from funding.money import MOST
from funding.opening_table import read_openings


class ClosingOutput(serializers.Serializer[Any]):
    through = serializers.DateField(help_text="Nothing can be entered for that day or before")
    closed_by = serializers.UUIDField(source="closed_by_id", allow_null=True)
    closed_at = serializers.DateTimeField()


class PeriodsApi(Api):
    permission = "funding.see_books"

    @extend_schema(responses=ClosingOutput(many=True))
    def get(self, request: Request) -> Response:
        """When, by whom and how far the books were closed."""
        return self.page(Closing.objects.all(), ClosingOutput)


class OpeningsApi(Api):
    permission = "funding.post"

    class Input(Keyed):
        class Line(serializers.Serializer[Any]):
            account = serializers.PrimaryKeyRelatedField(
                queryset=Account.objects.select_related("line", "fund"), help_text="Of what there is or is owed"
            )
            amount = serializers.IntegerField(
                min_value=-MOST,
                max_value=MOST,
                help_text="Minor units; what is owed is positive on an account of debts",
            )

            class Meta:
                ref_name = "OpeningLine"

        on = serializers.DateField(help_text="The last day before the books began")
        lines = serializers.ListField(child=Line(), allow_empty=False, max_length=1000)

        class Meta:
            ref_name = "OpeningsInput"

    @extend_schema(request=Input, responses={201: EntryOutput})
    def post(self, request: Request) -> Response:
        """Record opening balances as one entry; 409 for an account that has its own already."""
        given = self.given(self.Input)
        lines = [Opening(line["account"], line["amount"]) for line in given.pop("lines")]
        return said(record_openings(lines, by=self.access.person, **given))


class OpeningTableApi(Api):
    permission = "funding.post"

    class Input(Keyed):
        on = serializers.DateField(help_text="The last day before the books began")
        table = serializers.CharField(
            max_length=1_000_000, help_text="CSV with the columns number, fund, amount and, if you like, currency"
        )

        class Meta:
            ref_name = "OpeningTableInput"

    @extend_schema(request=Input, responses={201: EntryOutput})
    def post(self, request: Request) -> Response:
        """Record the opening balances of a table, all or none; 409 names the lines that cannot be read."""
        given = self.given(self.Input)
        read = read_openings(given.pop("table"), currency=self.access.community.currency)
        return said(record_openings(read, by=self.access.person, **given))
