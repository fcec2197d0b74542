"""The way in, by the API."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from communities.actions import (
    INVITATION_DAYS,
    LONGEST_INVITATION,
    accept_invitation,
    invite,
    withdraw_invitation,
)
from communities.api.people import MemberOutput
from communities.models import Invitation
from communities.queries import open_invitations
from communities.roles import ROLES


class InvitationsApi(Api):
    permission = "communities.manage_people"
    never_stored = True  # the idempotency store would keep the token

    class Input(serializers.Serializer[Any]):
        role = serializers.ChoiceField(list(ROLES))
        note = serializers.CharField(max_length=150, required=False, allow_blank=True)
        days = serializers.IntegerField(min_value=1, max_value=LONGEST_INVITATION, default=INVITATION_DAYS)

    class Output(serializers.Serializer[Any]):
        id = serializers.UUIDField()
        role = serializers.CharField()
        note = serializers.CharField()
        invited_by = serializers.CharField(source="invited_by.display_name")
        created_at = serializers.DateTimeField()
        expires_at = serializers.DateTimeField()

    class Made(Output):
        token = serializers.CharField(help_text="Shown this once")

    @extend_schema(operation_id="invitations", summary="Invitations still open", responses=Output(many=True))
    def get(self, request: Request) -> Response:
        return self.page(open_invitations(), self.Output)

    @extend_schema(
        operation_id="invitations_make",
        summary="Invite someone; the token is shown this once",
        request=Input,
        responses={201: Made},
    )
    def post(self, request: Request) -> Response:
        made, token = invite(by=self.access.membership, **self.given(self.Input))
        return Response({**self.Output(made).data, "token": token}, status=status.HTTP_201_CREATED)


class InvitationApi(Api):
    permission = "communities.manage_people"

    @extend_schema(operation_id="invitations_withdraw", summary="Withdraw an invitation", responses={204: None})
    def delete(self, request: Request, pk: UUID) -> Response:
        withdraw_invitation(get_object_or_404(Invitation, pk=pk))
        return Response(status=status.HTTP_204_NO_CONTENT)


class AcceptApi(Api):
    never_stored = True  # it would keep the token

    class Input(serializers.Serializer[Any]):
        token = serializers.CharField(max_length=200)
        display_name = serializers.CharField(max_length=150, required=False)

    @extend_schema(
        operation_id="invitations_accept",
        summary="Come in by an invitation",
        request=Input,
        responses={201: MemberOutput},
    )
    def post(self, request: Request) -> Response:
        came_in = accept_invitation(person=self.access.person, **self.given(self.Input))
        return Response(MemberOutput(came_in).data, status=status.HTTP_201_CREATED)
