"""What happened to money, by its own name. The `id` you give makes a repeat harmless."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from communities.models import Community
from funding.actions import (
    move_between_funds,
    record_donation,
    record_expense,
    record_fee,
    record_grant,
    record_restricted_grant,
)
from funding.api.entries import said
from funding.api.shapes import EntryOutput, Keyed, amount_field
from funding.between import Deal, charge_community, settle_with_community
from funding.models import Account, Entry, Fund
from funding.queries import partner_called


class Dated(Keyed):
    amount = amount_field()
    on = serializers.DateField()


def fund_field(**kwargs: Any) -> Any:
    return serializers.PrimaryKeyRelatedField(queryset=Fund.objects.all(), **kwargs)


class GrantsApi(Api):
    permission = "funding.post"

    class Input(Dated):
        from_whom = serializers.CharField(max_length=200)
        fund = fund_field(required=False)
        new_fund = serializers.CharField(
            max_length=100, required=False, help_text="Opens a fund restricted to `purpose`"
        )
        purpose = serializers.CharField(max_length=300, required=False)

        def validate(self, given: dict[str, Any]) -> dict[str, Any]:
            if ("fund" in given) == ("new_fund" in given):
                raise serializers.ValidationError(_("Name a fund, or a new one for this grant alone."))
            if "new_fund" in given and "purpose" not in given:
                raise serializers.ValidationError({"purpose": _("Say what a restricted fund is for.")})
            return given

    @extend_schema(request=Input, responses={201: EntryOutput})
    def post(self, request: Request) -> Response:
        """Record a grant in the community's currency."""
        given = {**self.given(self.Input), **_here(self)}
        if "new_fund" in given:
            return said(record_restricted_grant(name=given.pop("new_fund"), **given))
        given.pop("purpose", None)
        return said(record_grant(**given))


class ExpensesApi(Api):
    permission = "funding.post"

    class Input(Dated):
        to_whom = serializers.CharField(max_length=200)
        account = serializers.PrimaryKeyRelatedField(
            queryset=Account.objects.select_related("fund"), help_text="An account of the kind `expense`"
        )

    @extend_schema(request=Input, responses={201: EntryOutput})
    def post(self, request: Request) -> Response:
        """Record an expense, paid from the bank of the account's fund."""
        return said(record_expense(by=self.access.person, **self.given(self.Input)))


class DonationsApi(Api):
    permission = "funding.post"

    class Input(Dated):
        from_whom = serializers.CharField(max_length=200, default="", allow_blank=True, help_text="Empty: unnamed")
        fund = fund_field()

    @extend_schema(request=Input, responses={201: EntryOutput})
    def post(self, request: Request) -> Response:
        """Record a donation in the community's currency."""
        return said(record_donation(**_here(self), **self.given(self.Input)))


class FeesApi(Api):
    permission = "funding.post"

    class Input(Dated):
        from_whom = serializers.CharField(max_length=200)
        fund = fund_field(help_text="Without restrictions")

    @extend_schema(request=Input, responses={201: EntryOutput})
    def post(self, request: Request) -> Response:
        """Record a fee that was paid, in the community's currency."""
        return said(record_fee(**_here(self), **self.given(self.Input)))


class MovesApi(Api):
    permission = "funding.post"

    class Input(Dated):
        fund = fund_field(help_text="Out of it; not a restricted one")
        to = fund_field()

    @extend_schema(request=Input, responses={201: EntryOutput})
    def post(self, request: Request) -> Response:
        """Move money of the community's currency between two funds."""
        return said(move_between_funds(**_here(self), **self.given(self.Input)))


class BetweenInput(Dated):
    community = serializers.CharField(help_text="The other one's slug, or its name")

    def validate_community(self, text: str) -> Community:
        found = partner_called(text)
        if found is None:
            raise serializers.ValidationError(_("There is no other community of this name or address."))
        return found


class DebtsApi(Api):
    permission = "funding.post"

    @extend_schema(request=BetweenInput, responses={201: EntryOutput})
    def post(self, request: Request) -> Response:
        """Owe another community: an expense here, an income there, in the books of both."""
        given = self.given(BetweenInput)
        charge_community(_deal(self, given), id=given["id"], by=self.access.person)
        return said(Entry.objects.get(pk=given["id"]))


class PaymentsApi(Api):
    permission = "funding.post"

    @extend_schema(request=BetweenInput, responses={201: EntryOutput})
    def post(self, request: Request) -> Response:
        """Pay another community what is owed to it, in the books of both."""
        given = self.given(BetweenInput)
        settle_with_community(_deal(self, given), id=given["id"], by=self.access.person)
        return said(Entry.objects.get(pk=given["id"]))


def _here(api: Api) -> dict[str, Any]:
    return {"currency": api.access.community.currency, "by": api.access.person}


def _deal(api: Api, given: dict[str, Any]) -> Deal:
    here = api.access.community
    told = {name: given[name] for name in ("amount", "on", "memo")}
    return Deal(payer=here, payee=given["community"], currency=here.currency, **told)
