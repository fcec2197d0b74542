"""Drafts: written by one, answered by another."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from funding.actions import approve_draft, attach_to_draft, draft_entry, refuse_draft, withdraw_draft
from funding.api.entries import said
from funding.api.shapes import EntryOutput, Keyed, amount_field
from funding.drafts import seen_drafts
from funding.forms.drafting import BY_HAND
from funding.models import Account, Attachment, Draft, Entry
from funding.posting import Move
from funding.privacy import seen_accounts


class DraftLineOutput(serializers.Serializer[Any]):
    debit = serializers.UUIDField(source="debit_id", help_text="The account that would be debited")
    credit = serializers.UUIDField(source="credit_id", help_text="The account that would be credited")
    amount = amount_field()
    currency = serializers.CharField()


class DraftOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField(help_text="The entry’s too, once it is approved")
    kind = serializers.ChoiceField(Entry.Kind.choices)
    effective_on = serializers.DateField()
    memo = serializers.CharField()
    source: Any = serializers.CharField()  # not the base's
    note = serializers.CharField()
    state = serializers.ChoiceField(Draft.State.choices)
    drafted_by = serializers.UUIDField(source="drafted_by_id")
    drafted_at = serializers.DateTimeField()
    answered_by = serializers.UUIDField(source="answered_by_id", allow_null=True)
    reason = serializers.CharField()
    lines = DraftLineOutput(many=True)


class DraftsApi(Api):
    permission = "funding.draft"

    class Input(Keyed):
        class Line(serializers.Serializer[Any]):
            debit = serializers.UUIDField()
            credit = serializers.UUIDField()
            amount = amount_field()

            class Meta:
                ref_name = "DraftLineInput"

        effective_on = serializers.DateField()
        memo = serializers.CharField(max_length=500)
        kind = serializers.ChoiceField(BY_HAND, default=Entry.Kind.OTHER)
        source: Any = serializers.CharField(max_length=200, default="", allow_blank=True)  # not the base's
        note = serializers.CharField(max_length=500, default="", allow_blank=True)
        lines = serializers.ListField(child=Line(), allow_empty=False, max_length=100)

        class Meta:
            ref_name = "DraftInput"

    @extend_schema(responses=DraftOutput(many=True))
    def get(self, request: Request) -> Response:
        """Your drafts, or all for who keeps the books."""
        return self.page(seen_drafts(self.access).prefetch_related("lines"), DraftOutput)

    @extend_schema(request=Input, responses={201: DraftOutput})
    def post(self, request: Request) -> Response:
        """Draft an entry; it moves nothing until somebody else approves it."""
        given = self.given(self.Input)
        lines = given.pop("lines")
        named = {line[side] for line in lines for side in ("debit", "credit")}
        found: dict[UUID, Account] = seen_accounts(self.access).in_bulk(named)
        if missing := named - found.keys():
            raise serializers.ValidationError({"lines": [f"There is no such account: {one}" for one in missing]})
        moves = [Move(found[line["debit"]], found[line["credit"]], line["amount"]) for line in lines]
        draft = draft_entry(moves=moves, by=self.access.person, **given)
        return Response(DraftOutput(draft).data, status=201)


class OfDraft(Api):
    permission = "funding.draft"

    def found(self, pk: UUID) -> Draft:
        one: Draft = get_object_or_404(seen_drafts(self.access), pk=pk)
        return one

    def keeper_only(self) -> None:
        if not self.access.can("funding.post"):
            raise PermissionDenied


class DraftApi(OfDraft):
    @extend_schema(responses=DraftOutput)
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(DraftOutput(self.found(pk)).data)

    @extend_schema(responses={200: DraftOutput})
    def delete(self, request: Request, pk: UUID) -> Response:
        """Withdraw your own draft while it waits."""
        return Response(DraftOutput(withdraw_draft(self.found(pk), by=self.access.person)).data)


class DraftApprovalApi(OfDraft):
    @extend_schema(request=None, responses={201: EntryOutput})
    def post(self, request: Request, pk: UUID) -> Response:
        """Approve a draft of somebody else, which posts it; a repeat gives the same entry."""
        draft = self.found(pk)
        self.keeper_only()
        return said(approve_draft(draft, by=self.access.person))


class DraftRefusalApi(OfDraft):
    class Input(serializers.Serializer[Any]):
        reason = serializers.CharField(max_length=500)

        class Meta:
            ref_name = "DraftRefusalInput"

    @extend_schema(request=Input, responses={200: DraftOutput})
    def post(self, request: Request, pk: UUID) -> Response:
        draft = self.found(pk)
        self.keeper_only()
        return Response(DraftOutput(refuse_draft(draft, by=self.access.person, **self.given(self.Input))).data)


class DraftFilesApi(OfDraft):
    class Input(serializers.Serializer[Any]):
        file = serializers.FileField()
        name = serializers.CharField(max_length=150, required=False, allow_blank=True, help_text="Left out: its own")
        audience = serializers.ChoiceField(Attachment.Audience.choices, default=Attachment.Audience.KEEPERS)

        class Meta:
            ref_name = "DraftFileInput"

    @extend_schema(request={"multipart/form-data": Input}, responses={201: DraftOutput})
    def post(self, request: Request, pk: UUID) -> Response:
        """Put a file beside your draft; it will stand beside the entry."""
        draft = self.found(pk)
        attach_to_draft(draft, by=self.access.person, **self.given(self.Input))
        return Response(DraftOutput(draft).data, status=201)
