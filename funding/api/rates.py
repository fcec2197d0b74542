"""Rates of other currencies, and money exchanged into them."""

from decimal import Decimal
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from communities.names import currencies
from funding.actions import exchange_money, store_rate, store_rates
from funding.api.entries import said
from funding.api.recording import fund_field
from funding.api.shapes import EntryOutput, Keyed, amount_field
from funding.models import Rate
from funding.rates import positions, read_table


class RateOutput(serializers.Serializer[Any]):
    currency = serializers.CharField(help_text="ISO 4217")
    base = serializers.CharField(help_text="The community’s own")
    on = serializers.DateField(help_text="From which day")
    rate = serializers.DecimalField(max_digits=30, decimal_places=15, help_text="Units of it for one of the base")
    source: Any = serializers.CharField()  # not the base's
    stored_at = serializers.DateTimeField()


def _known(code: str) -> None:
    if code not in dict(currencies()):
        raise serializers.ValidationError("Use the code of a currency in use (ISO 4217).")


class RatesApi(Api):
    permission = {"GET": "funding.see_books", "POST": "funding.post"}

    class Input(serializers.Serializer[Any]):
        currency = serializers.CharField(max_length=3, validators=[_known], help_text="ISO 4217")
        on = serializers.DateField()
        rate = serializers.DecimalField(
            max_digits=24, decimal_places=12, min_value=Decimal("0.000000000001"),
            help_text="Units of it for one of the community’s own",
        )  # fmt: skip
        source: Any = serializers.CharField(max_length=100)  # not the base's

        class Meta:
            ref_name = "RateInput"

    @extend_schema(responses=RateOutput(many=True))
    def get(self, request: Request) -> Response:
        """The stored rates; of one day the last stored holds."""
        return self.page(Rate.objects.filter(base=self.access.community.currency), RateOutput)

    @extend_schema(request=Input, responses={201: RateOutput})
    def post(self, request: Request) -> Response:
        """Store a rate; one of the same day corrects it."""
        base = self.access.community.currency
        rate = store_rate(base=base, by=self.access.person, **self.given(self.Input))
        return Response(RateOutput(rate).data, status=201)


class RateTableApi(Api):
    permission = "funding.post"

    class Input(serializers.Serializer[Any]):
        table = serializers.CharField(
            max_length=1_000_000,
            help_text="date,currency,rate by line, or the European Central Bank’s eurofxref-hist.csv",
        )
        source: Any = serializers.CharField(max_length=100)  # not the base's

        class Meta:
            ref_name = "RateTableInput"

    class Output(serializers.Serializer[Any]):
        stored = serializers.IntegerField(help_text="How many were new")

        class Meta:
            ref_name = "RatesStored"

    @extend_schema(request=Input, responses={201: Output})
    def post(self, request: Request) -> Response:
        """Store the rates of a table, all or none; 409 names the line that cannot be read."""
        given, base = self.given(self.Input), self.access.community.currency
        quotes = read_table(given["table"], base=base)
        stored = store_rates(quotes, base=base, source=given["source"], by=self.access.person)
        return Response({"stored": stored}, status=201)


class CurrenciesApi(Api):
    permission = "funding.see_books"
    pagination_class = None

    class Output(serializers.Serializer[Any]):
        currency = serializers.CharField(help_text="ISO 4217")
        amount = serializers.IntegerField(help_text="What all funds have less what they owe, minor units")
        worth = serializers.IntegerField(
            allow_null=True, help_text="In the community’s own, minor units, to the nearest"
        )
        rate = RateOutput(allow_null=True, help_text="The last stored")

        class Meta:
            ref_name = "CurrencyPosition"

    @extend_schema(responses=Output(many=True))
    def get(self, request: Request) -> Response:
        """What there is by currency, and its worth at the last stored rate."""
        found = positions(self.access, self.access.community.currency)
        return Response(self.Output(found, many=True).data)


class ExchangesApi(Api):
    permission = "funding.post"

    class Input(Keyed):
        fund = fund_field()
        currency = serializers.CharField(max_length=3, validators=[_known], help_text="Out of it")
        amount = amount_field()
        into = serializers.CharField(max_length=3, validators=[_known])
        amount_into = amount_field()
        on = serializers.DateField()

        class Meta:
            ref_name = "ExchangeInput"

    @extend_schema(request=Input, responses={201: EntryOutput})
    def post(self, request: Request) -> Response:
        """Record money exchanged from one currency of a fund into another."""
        return said(exchange_money(by=self.access.person, **self.given(self.Input)))
