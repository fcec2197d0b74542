"""A learner's profile and consents, and a child's profile for their guardian, for programs."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from learners.consents.acting import acting, for_oneself
from learners.consents.actions import save_profile
from learners.consents.api.answering import add_word, give, list_them, show, show_receipt, take_back
from learners.consents.api.receipt import Receipt
from learners.consents.api.shapes import ConsentInput, ConsentRow, ProfileEntryRow
from learners.consents.models import ProfileEntry
from learners.consents.queries import entries


class ProfileApi(Api):
    pagination_class = None

    class Input(serializers.Serializer[Any]):
        entries = ProfileEntryRow(many=True, help_text="Fields left out stay as they are")

    @extend_schema(operation_id="me_profile", summary="What I say about myself", responses=ProfileEntryRow(many=True))
    def get(self, request: Request) -> Response:
        return Response(ProfileEntryRow(entries().values(), many=True).data)

    @extend_schema(
        operation_id="me_profile_save",
        summary="Say something about myself, and who may see it; copies that communities have follow at once",
        request=Input,
        responses=ProfileEntryRow(many=True),
    )
    def patch(self, request: Request) -> Response:
        said = {one["field"]: (one["text"], one["seen_by"]) for one in self.given(self.Input)["entries"]}
        with for_oneself(self.access.person) as who:
            save_profile(who, said=said)
            return Response(ProfileEntryRow(entries().values(), many=True).data)


class ChildProfileApi(Api):
    pagination_class = None

    @extend_schema(
        operation_id="me_child_profile",
        summary="What a child says about themself, but for what is theirs alone; the child sees the look",
        responses=ProfileEntryRow(many=True),
    )
    def get(self, request: Request, child: UUID) -> Response:
        with acting(self.access.person, child, what=_("Your profile")):
            shown = [one for one in entries().values() if one.seen_by != ProfileEntry.SeenBy.ME]
            return Response(ProfileEntryRow(shown, many=True).data)


class ConsentsApi(Api):
    @extend_schema(operation_id="me_consents", summary="My consents", responses=ConsentRow(many=True))
    def get(self, request: Request) -> Response:
        return list_them(self)

    @extend_schema(
        operation_id="me_consent_give",
        summary="Agree that a community may use some data for a purpose; it may wait for another’s word",
        request=ConsentInput,
        responses={201: ConsentRow},
    )
    def post(self, request: Request) -> Response:
        return give(self)


class ConsentApi(Api):
    @extend_schema(operation_id="me_consent", summary="One of them", responses=ConsentRow)
    def get(self, request: Request, pk: UUID) -> Response:
        return show(self, pk)

    @extend_schema(
        operation_id="me_consent_revoke", summary="Take it back: what is shared is gone", responses={204: None}
    )
    def delete(self, request: Request, pk: UUID) -> Response:
        return take_back(self, pk)


class AgreeApi(Api):
    @extend_schema(
        operation_id="me_consent_agree", summary="Add my word where it waits for it", request=None, responses=ConsentRow
    )
    def post(self, request: Request, pk: UUID) -> Response:
        return add_word(self, pk)


class ReceiptApi(Api):
    @extend_schema(operation_id="me_consent_receipt", summary="Its receipt", responses=Receipt)
    def get(self, request: Request, pk: UUID) -> Response:
        return show_receipt(self, pk)
