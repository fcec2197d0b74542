"""Amendments to a proposal, by the API."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from communities.governance.api.proposals import OfProposal
from communities.governance.models import Amendment
from communities.governance.proposals.amending import offer_amendment, settle_amendment, withdraw_amendment


class AmendmentOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    author = serializers.CharField(source="author.display_name")
    title = serializers.CharField()
    body = serializers.CharField()
    payload = serializers.JSONField()
    reason = serializers.CharField()
    state = serializers.CharField(help_text="open, accepted, declined or withdrawn")
    answer = serializers.CharField()
    was = serializers.JSONField(allow_null=True, help_text="Title, body and payload that it took the place of")
    offered_at = serializers.DateTimeField()
    settled_at = serializers.DateTimeField(allow_null=True)


class AmendmentsApi(OfProposal):
    class Input(serializers.Serializer[Any]):
        title = serializers.CharField(max_length=200, required=False, allow_blank=True, help_text="Left out: as it is")
        body = serializers.CharField(max_length=10000, required=False, allow_blank=True, help_text="Left out: as it is")
        payload = serializers.JSONField(required=False, allow_null=True, help_text="Left out: as it is")
        reason = serializers.CharField(max_length=2000)

    @extend_schema(
        operation_id="amendments", summary="Amendments, the latest first", responses=AmendmentOutput(many=True)
    )
    def get(self, request: Request, number: int) -> Response:
        return self.page(self.found(number).amendments.select_related("author"), AmendmentOutput)

    @extend_schema(
        operation_id="amendments_offer", summary="Offer an amendment", request=Input, responses={201: AmendmentOutput}
    )
    def post(self, request: Request, number: int) -> Response:
        made = offer_amendment(self.found(number), by=self.access.membership, **self.given(self.Input))
        return Response(AmendmentOutput(made).data, status=status.HTTP_201_CREATED)


class AmendmentApi(OfProposal):
    class Input(serializers.Serializer[Any]):
        accepted = serializers.BooleanField()
        answer = serializers.CharField(max_length=2000, required=False, allow_blank=True)

    @extend_schema(
        operation_id="amendments_settle", summary="Take it up, or say why not", request=Input, responses=AmendmentOutput
    )
    def post(self, request: Request, number: int, pk: UUID) -> Response:
        made = settle_amendment(self._one(number, pk), by=self.access.membership, **self.given(self.Input))
        return Response(AmendmentOutput(made).data)

    @extend_schema(operation_id="amendments_withdraw", summary="Take it back", responses={204: None})
    def delete(self, request: Request, number: int, pk: UUID) -> Response:
        withdraw_amendment(self._one(number, pk), by=self.access.membership)
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _one(self, number: int, pk: UUID) -> Amendment:
        amendments = self.found(number).amendments.select_related("proposal", "author")
        found: Amendment = get_object_or_404(amendments, pk=pk)
        return found
