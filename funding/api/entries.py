"""Entries of any kind: read, post, reverse. The `id` you give makes a repeat harmless."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from funding.actions import confirm_expense, post_entry
from funding.api.shapes import EntryOutput, Keyed, TransferShape
from funding.between import take_back
from funding.forms.drafting import BY_HAND
from funding.models import Account, ChartLine, Entry, Fund
from funding.posting import Move, Posting
from funding.privacy import seen_entries
from funding.register import Asked, entries


class EntriesApi(Api):
    permission = {"GET": "funding.see_books", "POST": "funding.post"}

    class Filters(serializers.Serializer[Any]):
        text = serializers.CharField(default="", max_length=200, help_text="In memo or source, or the number")
        fund = serializers.PrimaryKeyRelatedField(queryset=Fund.objects.all(), default=None)
        account = serializers.PrimaryKeyRelatedField(queryset=Account.objects.all(), default=None)
        line = serializers.PrimaryKeyRelatedField(
            queryset=ChartLine.objects.all(), default=None, help_text="Of the chart of accounts"
        )
        kind = serializers.ChoiceField(Entry.Kind.choices, default="")
        flow = serializers.ChoiceField(["in", "out"], default="", help_text="What income, or expense, accounts moved")
        since = serializers.DateField(default=None)
        until = serializers.DateField(default=None)

    class Input(Keyed):
        effective_on = serializers.DateField()
        kind = serializers.ChoiceField(BY_HAND, default=Entry.Kind.OTHER)
        source: Any = serializers.CharField(max_length=200, default="", allow_blank=True)  # not the base's
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

    @extend_schema(parameters=[Filters], responses=EntryOutput(many=True))
    def get(self, request: Request) -> Response:
        """The register, newest first."""
        return self.page(seen_entries(self.access, Asked(**self.asked(self.Filters))), EntryOutput)

    @extend_schema(request=Input, responses={201: EntryOutput})
    def post(self, request: Request) -> Response:
        """Post an entry of one or more transfers, all or none."""
        given = self.given(self.Input)
        posting = Posting(moves=given.pop("transfers"), **given)
        return said(post_entry(posting, by=self.access.person)[0])


class EntryApi(Api):
    permission = "funding.see_books"

    @extend_schema(responses=EntryOutput)
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(EntryOutput(get_object_or_404(seen_entries(self.access), pk=pk)).data)


class ReversalApi(Api):
    permission = "funding.post"

    class Input(Keyed):
        on = serializers.DateField()

    @extend_schema(request=Input, responses={201: EntryOutput})
    def post(self, request: Request, pk: UUID) -> Response:
        """Reverse an entry, once; one between communities in the books of both."""
        entry = get_object_or_404(Entry, pk=pk)
        return said(take_back(entry, by=self.access.person, **self.given(self.Input)))


class ConfirmationApi(Api):
    permission = "funding.post"

    class Input(serializers.Serializer[Any]):
        id = serializers.UUIDField(help_text="The new entry’s, given by you: a repeat does nothing")
        on = serializers.DateField()

    @extend_schema(request=Input, responses={201: EntryOutput})
    def post(self, request: Request, pk: UUID) -> Response:
        """Confirm an expense that waits for a second person; 409 for whoever recorded it."""
        expense = get_object_or_404(Entry, pk=pk)
        return said(confirm_expense(expense, by=self.access.person, **self.given(self.Input)))


def said(entry: Entry) -> Response:
    """What was written."""
    return Response(EntryOutput(entries().get(pk=entry.pk)).data, status=201)
