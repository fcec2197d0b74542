"""Letting another member vote for one, by the API."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from communities.governance.api.proposals import SEE
from communities.governance.ballots.delegating import delegate, delegations_of, take_back
from communities.governance.rules import MATTERS
from communities.models import Membership


class DelegationOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    to = serializers.CharField(source="to.display_name")
    matter = serializers.CharField(help_text="Empty: all matters")
    given_at = serializers.DateTimeField()


class DelegationsApi(Api):
    permission = SEE

    class Input(serializers.Serializer[Any]):
        member = serializers.UUIDField(help_text="Whose membership votes for one")
        matter = serializers.ChoiceField(list(MATTERS), required=False, help_text="Left out: all matters")

    @extend_schema(
        operation_id="delegations", summary="Who votes for one", responses=DelegationOutput(many=True)
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        return self.page(delegations_of(self.access.membership), DelegationOutput)

    @extend_schema(
        operation_id="delegations_give", summary="Let another member vote for one", request=Input,
        responses={201: DelegationOutput},
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        given = self.given(self.Input)
        to = get_object_or_404(Membership.objects.filter(until=None), pk=given["member"])
        made = delegate(by=self.access.membership, to=to, matter=given.get("matter", ""))
        return Response(DelegationOutput(made).data, status=status.HTTP_201_CREATED)


class DelegationApi(Api):
    permission = SEE

    @extend_schema(operation_id="delegations_take_back", summary="Vote oneself again", responses={204: None})
    def delete(self, request: Request, pk: UUID) -> Response:
        me = self.access.membership
        take_back(get_object_or_404(delegations_of(me), pk=pk), by=me)
        return Response(status=status.HTTP_204_NO_CONTENT)
