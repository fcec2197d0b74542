"""Changes offered back to the original, for programs."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from curriculum.commons.answering import answer_offer, undo_answer, withdraw_offer
from curriculum.commons.models import Offer
from curriculum.commons.offering import comment_on_offer, offer_back, offered_changes, offers_here
from curriculum.commons.upstream_api import OfferedRow
from curriculum.rules import writable


class OfferRow(serializers.Serializer[Any]):
    id = serializers.UUIDField(help_text="The same in both communities")
    side = serializers.ChoiceField(Offer.Side.choices)
    curriculum = serializers.UUIDField(source="curriculum_id", help_text="Of this community")
    other = serializers.CharField(source="other.slug", help_text="The other community")
    number = serializers.IntegerField(help_text="Of the adaptation's version")
    message = serializers.CharField()
    offered_by = serializers.CharField()
    offered_at = serializers.DateTimeField()
    state = serializers.ChoiceField(Offer.State.choices)
    decided_by = serializers.CharField()
    decided_at = serializers.DateTimeField(allow_null=True)
    reason = serializers.CharField()
    taken = serializers.ListField(child=serializers.DictField())


class CommentRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    place = serializers.CharField(help_text="The community's name")
    text = serializers.CharField()
    at = serializers.DateTimeField()


class OfferBackApi(Api):
    permission = "curriculum.publish"

    class Input(serializers.Serializer[Any]):
        message = serializers.CharField(max_length=5000)
        to = serializers.UUIDField(required=False, help_text="`original` of one of its origins; else the first")

    @extend_schema(
        operation_id="here_curriculum_offer_back", summary="Offer the latest version's changes to the original",
        request=Input, responses={201: OfferRow},
    )  # fmt: skip
    def post(self, request: Request, pk: UUID) -> Response:
        made = offer_back(writable(self.access, pk), by=self.access.membership, **self.given(self.Input))
        return Response(OfferRow(made).data, status=201)


class OffersApi(Api):
    permission = "curriculum.write"

    @extend_schema(operation_id="here_offers", summary="Offers made and received", responses=OfferRow(many=True))
    def get(self, request: Request) -> Response:
        return self.page(offers_here(), OfferRow)


class OfferApi(Api):
    permission = "curriculum.write"

    class Output(OfferRow):
        seen = serializers.DateTimeField(source="curriculum.edited_at", help_text="To send back with an answer")
        changes = OfferedRow(many=True, help_text="To what the original's draft is now; empty unless open and received")

    @extend_schema(operation_id="here_offer", summary="One offer", responses=Output)
    def get(self, request: Request, pk: UUID) -> Response:
        found: Any = _found(pk)
        found.changes = offered_changes(found) if found.is_open and found.side == Offer.Side.RECEIVED else []
        return Response(self.Output(found).data)


class OfferAnswerApi(Api):
    permission = "curriculum.write"

    class Input(serializers.Serializer[Any]):
        seen = serializers.DateTimeField(required=False)
        reason = serializers.CharField(required=False, allow_blank=True, max_length=5000)
        taken = serializers.ListField(
            child=serializers.CharField(max_length=100), max_length=20_000, help_text="Ids of changes; none: declined"
        )

    @extend_schema(
        operation_id="here_offer_answer", summary="Take an offer, in whole or part, or decline it", request=Input,
        responses=OfferRow,
    )  # fmt: skip
    def post(self, request: Request, pk: UUID) -> Response:
        made = answer_offer(_found(pk), by=self.access.membership, **self.given(self.Input))
        return Response(OfferRow(made).data)


class OfferWithdrawApi(Api):
    permission = "curriculum.publish"

    @extend_schema(
        operation_id="here_offer_withdraw", summary="Take an open offer back", request=None, responses=OfferRow
    )
    def post(self, request: Request, pk: UUID) -> Response:
        return Response(OfferRow(withdraw_offer(_found(pk), by=self.access.membership)).data)


class OfferUndoApi(Api):
    permission = "curriculum.write"

    @extend_schema(
        operation_id="here_offer_undo", summary="Undo what was taken of an offer, until somebody has written since",
        request=None, responses={204: None},
    )  # fmt: skip
    def post(self, request: Request, pk: UUID) -> Response:
        undo_answer(_found(pk), by=self.access.membership)
        return Response(status=204)


class OfferCommentsApi(Api):
    permission = "curriculum.write"

    class Input(serializers.Serializer[Any]):
        text = serializers.CharField(max_length=5000)

    @extend_schema(operation_id="here_offer_comments", summary="What both sides said", responses=CommentRow(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        return self.page(_found(pk).comments.order_by("at", "id"), CommentRow)

    @extend_schema(
        operation_id="here_offer_comment", summary="Say something to both sides", request=Input,
        responses={201: CommentRow},
    )  # fmt: skip
    def post(self, request: Request, pk: UUID) -> Response:
        made = comment_on_offer(_found(pk), by=self.access.membership, **self.given(self.Input))
        return Response(CommentRow(made).data, status=201)


def _found(pk: UUID) -> Offer:
    found: Offer = get_object_or_404(Offer.objects.select_related("curriculum", "other", "base"), pk=pk)
    return found
