"""Who is here, and the way in and out, by the API."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from communities.actions import (
    INVITATION_DAYS,
    LONGEST_INVITATION,
    accept_invitation,
    end_membership,
    invite,
    rename_member,
    withdraw_invitation,
)
from communities.cards import CommunityCard
from communities.models import Community, Invitation, Membership
from communities.queries import members, open_invitations
from communities.roles import ROLES


def _text(name: str, about: str) -> OpenApiParameter:
    return OpenApiParameter(name, OpenApiTypes.STR, description=about)


class MemberOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    display_name = serializers.CharField()
    roles = serializers.ListField(child=serializers.CharField())
    since = serializers.DateField()
    until = serializers.DateField(allow_null=True)

    class Meta:
        ref_name = "Member"


class CommunityApi(Api):
    permission_classes = (AllowAny,)

    @extend_schema(operation_id="communities_one", summary="A community's public card", responses=CommunityCard)
    def get(self, request: Request, community: str) -> Response:
        found = get_object_or_404(Community, slug=community)
        own = {membership.community_id for membership in self.access.memberships if self.access.opens(found)}
        if found.visibility != Community.Visibility.PUBLIC and found.pk not in own:
            raise Http404
        return Response(CommunityCard(found).data)


class MembersApi(Api):
    permission = "communities.see_people"

    @extend_schema(
        operation_id="members",
        summary="Who belongs to the community",
        parameters=[
            _text("q", "Part of the name"),
            _text("role", "One of the roles"),
            _text("who", "`former` for memberships that have ended"),
        ],
        responses=MemberOutput(many=True),
    )
    def get(self, request: Request) -> Response:
        asked = {name: request.query_params.get(name, "") for name in ("q", "role", "who")}
        return self.page(members(**asked), MemberOutput)


class MemberApi(Api):
    permission = "communities.see_people"

    @extend_schema(operation_id="members_one", summary="One membership", responses=MemberOutput)
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(MemberOutput(get_object_or_404(Membership, pk=pk)).data)


class MembershipApi(Api):
    """One's own."""

    class Input(serializers.Serializer[Any]):
        display_name = serializers.CharField(max_length=150)

        class Meta:
            ref_name = "MembershipInput"

    @extend_schema(operation_id="membership", summary="My membership here", responses=MemberOutput)
    def get(self, request: Request) -> Response:
        return Response(MemberOutput(self.access.membership).data)

    @extend_schema(
        operation_id="membership_rename", summary="What I am called here", request=Input, responses=MemberOutput
    )
    def put(self, request: Request) -> Response:
        renamed = rename_member(self.access.membership, **self.given(self.Input))
        return Response(MemberOutput(renamed).data)

    @extend_schema(operation_id="membership_end", summary="Leave the community", responses={204: None})
    def delete(self, request: Request) -> Response:
        end_membership(self.access.membership)
        return Response(status=status.HTTP_204_NO_CONTENT)


class InvitationsApi(Api):
    permission = "communities.manage_people"
    never_stored = True  # the idempotency store would keep the token

    class Input(serializers.Serializer[Any]):
        role = serializers.ChoiceField(list(ROLES))
        note = serializers.CharField(max_length=150, required=False, allow_blank=True)
        days = serializers.IntegerField(min_value=1, max_value=LONGEST_INVITATION, default=INVITATION_DAYS)

        class Meta:
            ref_name = "InvitationInput"

    class Output(serializers.Serializer[Any]):
        id = serializers.UUIDField()
        role = serializers.CharField()
        note = serializers.CharField()
        invited_by = serializers.CharField(source="invited_by.display_name")
        created_at = serializers.DateTimeField()
        expires_at = serializers.DateTimeField()

        class Meta:
            ref_name = "Invitation"

    class Made(Output):
        token = serializers.CharField(help_text="Shown this once")

        class Meta:
            ref_name = "InvitationMade"

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
        made.token = token  # type: ignore[attr-defined]
        return Response(self.Made(made).data, status=status.HTTP_201_CREATED)


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

        class Meta:
            ref_name = "AcceptInput"

    @extend_schema(
        operation_id="invitations_accept",
        summary="Come in by an invitation",
        request=Input,
        responses={201: MemberOutput},
    )
    def post(self, request: Request) -> Response:
        came_in = accept_invitation(person=self.access.person, **self.given(self.Input))
        return Response(MemberOutput(came_in).data, status=status.HTTP_201_CREATED)
