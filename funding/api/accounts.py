"""Funds and accounts."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from communities.models import Membership
from communities.names import currencies
from funding.actions import open_account, open_fund, open_learner_fund
from funding.api.shapes import AccountOutput, FundOutput
from funding.models import ChartLine, Fund
from funding.privacy import seen_accounts, seen_funds
from funding.queries import balances, fund_totals
from tenancy.keys import uuid7

READ_OR_POST = {"GET": "funding.see_books", "POST": "funding.post"}


class FundsApi(Api):
    permission = READ_OR_POST

    class Input(serializers.Serializer[Any]):
        id = serializers.UUIDField(default=uuid7, help_text="Your own key: the same request is done once")
        name = serializers.CharField(max_length=100)
        purpose = serializers.CharField(max_length=300, default="", allow_blank=True)
        is_restricted = serializers.BooleanField(default=False)
        ends_on = serializers.DateField(
            default=None, allow_null=True, help_text="The last day it may be spent; of a restricted fund"
        )

    @extend_schema(responses=FundOutput(many=True))
    def get(self, request: Request) -> Response:
        """The community's funds with what they have."""
        return self.page(seen_funds(self.access), FundOutput, totals=fund_totals())

    @extend_schema(request=Input, responses={201: FundOutput})
    def post(self, request: Request) -> Response:
        """Open a fund with the usual accounts in the community's currency."""
        fund = open_fund(currency=self.access.community.currency, **self.given(self.Input))
        return Response(FundOutput(fund, context={"totals": fund_totals()}).data, status=201)


class LearnerFundsApi(Api):
    permission = "funding.post"

    class Input(serializers.Serializer[Any]):
        id = serializers.UUIDField(default=uuid7, help_text="Your own key: the same request is done once")
        member = serializers.PrimaryKeyRelatedField(queryset=Membership.objects.all(), help_text="A learner here")
        name = serializers.CharField(max_length=100)
        purpose = serializers.CharField(max_length=300)
        ends_on = serializers.DateField(default=None, allow_null=True)

        class Meta:
            ref_name = "LearnerFundInput"

    @extend_schema(request=Input, responses={201: FundOutput})
    def post(self, request: Request) -> Response:
        """Open a fund that a learner directs; private to them, their guardians and who keeps the books."""
        given = self.given(self.Input)
        fund = open_learner_fund(given.pop("member"), currency=self.access.community.currency, **given)
        return Response(FundOutput(fund, context={"totals": fund_totals()}).data, status=201)


class FundApi(Api):
    permission = "funding.see_books"

    @extend_schema(responses=FundOutput)
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(
            FundOutput(get_object_or_404(seen_funds(self.access), pk=pk), context={"totals": fund_totals()}).data
        )


class AccountsApi(Api):
    permission = READ_OR_POST

    class Input(serializers.Serializer[Any]):
        fund = serializers.UUIDField()
        line = serializers.UUIDField(help_text="Of the chart of accounts")
        currency = serializers.CharField(max_length=3, help_text="ISO 4217")

        def validate_fund(self, fund: UUID) -> Fund:
            found = Fund.objects.filter(pk=fund).first()
            if found is None:
                raise serializers.ValidationError("There is no such fund.")
            return found

        def validate_line(self, line: UUID) -> ChartLine:
            found = ChartLine.objects.filter(pk=line).first()
            if found is None:
                raise serializers.ValidationError("There is no such line.")
            return found

        def validate_currency(self, code: str) -> str:
            if code not in dict(currencies()):
                raise serializers.ValidationError("Use the code of a currency in use (ISO 4217).")
            return code

    @extend_schema(responses=AccountOutput(many=True))
    def get(self, request: Request) -> Response:
        """The community's accounts with their balances; `?fund=` narrows them to one fund."""
        return self.page(_of_fund(self, request), AccountOutput, balances=balances())

    @extend_schema(request=Input, responses={201: AccountOutput})
    def post(self, request: Request) -> Response:
        account = open_account(**self.given(self.Input))
        return Response(AccountOutput(account, context={"balances": {}}).data, status=201)


class AccountApi(Api):
    permission = "funding.see_books"

    @extend_schema(responses=AccountOutput)
    def get(self, request: Request, pk: UUID) -> Response:
        account = get_object_or_404(seen_accounts(self.access).select_related("line"), pk=pk)
        return Response(AccountOutput(account, context={"balances": balances()}).data)


def _of_fund(api: Api, request: Request) -> Any:
    asked = serializers.UUIDField(required=False, allow_null=True)
    fund = request.query_params.get("fund")
    accounts = seen_accounts(api.access).select_related("line").order_by("pk")
    return accounts.filter(fund=asked.run_validation(fund)) if fund else accounts
