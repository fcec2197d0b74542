"""Who belongs to a community, and one's own membership, by the API."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from communities.actions import end_membership, note_birth, rename_member
from communities.cards import CommunityCard
from communities.models import Community, Membership
from communities.queries import members


class CommunityApi(Api):
    permission_classes = (AllowAny,)

    @extend_schema(operation_id="communities_one", summary="A community's public card", responses=CommunityCard)
    def get(self, request: Request, community: str) -> Response:
        found = get_object_or_404(Community, slug=community)
        own = {membership.community_id for membership in self.access.memberships if self.access.opens(found)}
        if found.visibility != Community.Visibility.PUBLIC and found.pk not in own:
            raise Http404
        return Response(CommunityCard(found).data)


class MemberOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    display_name = serializers.CharField()
    roles = serializers.ListField(child=serializers.CharField())
    since = serializers.DateField()
    until = serializers.DateField(allow_null=True)
    suspended_from = serializers.DateTimeField(allow_null=True)
    suspended_until = serializers.DateTimeField(allow_null=True, help_text="Nothing where only a decision ends it")


class MembersApi(Api):
    permission = "communities.see_people"

    class Filters(serializers.Serializer[Any]):
        q = serializers.CharField(required=False, allow_blank=True, help_text="Part of the name")
        role = serializers.CharField(required=False, allow_blank=True, help_text="One of the roles")
        who = serializers.CharField(required=False, allow_blank=True, help_text="`former`: memberships that have ended")

    @extend_schema(
        operation_id="members",
        summary="Who belongs to the community",
        parameters=[Filters],
        responses=MemberOutput(many=True),
    )
    def get(self, request: Request) -> Response:
        return self.page(members(**self.asked(self.Filters)), MemberOutput)


class MemberApi(Api):
    permission = "communities.see_people"

    @extend_schema(operation_id="members_one", summary="One membership", responses=MemberOutput)
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(MemberOutput(get_object_or_404(Membership, pk=pk)).data)


class BirthApi(Api):
    permission = "communities.manage_people"

    class Shape(serializers.Serializer[Any]):
        born_on = serializers.DateField(allow_null=True, help_text="Nothing where it is not known")

    @extend_schema(operation_id="members_birth", summary="A member's day of birth", responses=Shape)
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(self.Shape(get_object_or_404(Membership, pk=pk)).data)

    @extend_schema(
        operation_id="members_note_birth", summary="Keep it, for votes with a least age", request=Shape, responses=Shape
    )
    def put(self, request: Request, pk: UUID) -> Response:
        return Response(self.Shape(note_birth(get_object_or_404(Membership, pk=pk), **self.given(self.Shape))).data)


class MembershipApi(Api):
    """One's own."""

    class Input(serializers.Serializer[Any]):
        display_name = serializers.CharField(max_length=150)

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
