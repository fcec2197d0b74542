"""Entries: read, post, reverse; grants and expenses by their own names. The `id` you give makes a repeat harmless."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.pagination import CursorPages
from api.views import Api
from funding.actions import post_entry, record_expense, record_grant, record_restricted_grant, reverse_entry
from funding.api.shapes import EntryOutput, TransferShape, amount_field
from funding.models import Account, Entry, Fund
from funding.posting import Move, Posting
from funding.register import Asked, entries
from tenancy.keys import uuid7

DERIVED = (Entry.Kind.REVERSAL, Entry.Kind.CAPTURE, Entry.Kind.BETWEEN)  # actions of their own write these
BY_HAND = [choice for choice in Entry.Kind.choices if choice[0] not in DERIVED]


class Keyed(serializers.Serializer):
    id = serializers.UUIDField(default=uuid7, help_text="Your own key: the same request is done once")
    memo = serializers.CharField(max_length=500, default="", allow_blank=True)


class EntriesApi(Api):
    permission = {"GET": "funding.see_books", "POST": "funding.post"}
    pagination_class = CursorPages

    class Query(serializers.Serializer):
        text = serializers.CharField(default="", max_length=200, help_text="In memo or source, or the number")
        fund = serializers.PrimaryKeyRelatedField(queryset=Fund.objects.all(), default=None)
        account = serializers.PrimaryKeyRelatedField(queryset=Account.objects.all(), default=None)
        kind = serializers.ChoiceField(Entry.Kind.choices, default="")
        flow = serializers.ChoiceField(["in", "out"], default="", help_text="What income, or expense, accounts moved")
        since = serializers.DateField(default=None)
        until = serializers.DateField(default=None)

    class Input(Keyed):
        effective_on = serializers.DateField()
        kind = serializers.ChoiceField(BY_HAND, default=Entry.Kind.OTHER)
        source = serializers.CharField(max_length=200, default="", allow_blank=True)  # type: ignore[assignment]
        transfers = TransferShape(many=True, allow_empty=False)

        def validate_transfers(self, lines: list[dict[str, Any]]) -> tuple[Move, ...]:
            named = {line[side] for line in lines for side in ("debit_id", "credit_id")}
            found = Account.objects.in_bulk(named)
            if missing := named - found.keys():
                told = ", ".join(sorted(map(str, missing)))
                raise serializers.ValidationError(_("There is no such account: %(ids)s") % {"ids": told})
            return tuple(
                Move(found[line["debit_id"]], found[line["credit_id"]], line["amount"], line["state"]) for line in lines
            )

    @extend_schema(parameters=[Query], responses=EntryOutput(many=True))
    def get(self, request: Request) -> Response:
        """The register, newest first."""
        query = self.Query(data=request.query_params)
        query.is_valid(raise_exception=True)
        return self.page(entries(Asked(**query.validated_data)), EntryOutput)

    @extend_schema(request=Input, responses={201: EntryOutput})
    def post(self, request: Request) -> Response:
        """Post an entry of one or more transfers, all or none."""
        given = self.given(self.Input)
        posting = Posting(moves=given.pop("transfers"), **given)
        return _said(post_entry(posting, by=self.access.person)[0])


class EntryApi(Api):
    permission = "funding.see_books"

    @extend_schema(responses=EntryOutput)
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(EntryOutput(get_object_or_404(entries(), pk=pk)).data)


class ReversalApi(Api):
    permission = "funding.post"

    class Input(Keyed):
        on = serializers.DateField()

    @extend_schema(request=Input, responses={201: EntryOutput})
    def post(self, request: Request, pk: UUID) -> Response:
        """Reverse an entry, once."""
        entry = get_object_or_404(Entry, pk=pk)
        return _said(reverse_entry(entry, by=self.access.person, **self.given(self.Input)))


class GrantsApi(Api):
    permission = "funding.post"

    class Input(Keyed):
        amount = amount_field()
        from_whom = serializers.CharField(max_length=200)
        on = serializers.DateField()
        fund = serializers.PrimaryKeyRelatedField(queryset=Fund.objects.all(), required=False)
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
        given = {**self.given(self.Input), "currency": self.access.community.currency, "by": self.access.person}
        if "new_fund" in given:
            return _said(record_restricted_grant(name=given.pop("new_fund"), **given))
        given.pop("purpose", None)
        return _said(record_grant(**given))


class ExpensesApi(Api):
    permission = "funding.post"

    class Input(Keyed):
        amount = amount_field()
        to_whom = serializers.CharField(max_length=200)
        on = serializers.DateField()
        account = serializers.PrimaryKeyRelatedField(
            queryset=Account.objects.select_related("fund"), help_text="An account of the kind `expense`"
        )

    @extend_schema(request=Input, responses={201: EntryOutput})
    def post(self, request: Request) -> Response:
        """Record an expense, paid from the bank of the account's fund."""
        return _said(record_expense(by=self.access.person, **self.given(self.Input)))


def _said(entry: Entry) -> Response:
    return Response(EntryOutput(entries().get(pk=entry.pk)).data, status=201)
