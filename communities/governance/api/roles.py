"""Roles given and taken, and memberships ended, by the API."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from communities.governance.actions import end_role, grant_role, remove_member
from communities.governance.api.settings import DecisionOutput
from communities.models import Membership
from communities.roles import ROLES


class RoleApi(Api):
    """POST gives the role; the address ending in `end/` takes it."""

    permission = "communities.manage_people"
    act = staticmethod(grant_role)

    class Input(serializers.Serializer[Any]):
        role = serializers.ChoiceField(list(ROLES))
        reason = serializers.CharField(max_length=2000)

    @extend_schema(
        operation_id="roles_give", summary="Give a role, by a decision", request=Input, responses=DecisionOutput
    )
    def post(self, request: Request, pk: UUID) -> Response:
        decision = self.act(member_here(pk), by=self.access.person, **self.given(self.Input))
        return Response(DecisionOutput(decision).data)


class RoleEndApi(RoleApi):
    act = staticmethod(end_role)

    @extend_schema(
        operation_id="roles_take", summary="Take a role, by a decision", request=RoleApi.Input, responses=DecisionOutput
    )
    def post(self, request: Request, pk: UUID) -> Response:
        return super().post(request, pk)


class RemovalApi(Api):
    permission = "communities.manage_people"

    class Input(serializers.Serializer[Any]):
        reason = serializers.CharField(max_length=2000)

    @extend_schema(
        operation_id="members_remove",
        summary="End a membership, by a decision",
        request=Input,
        responses=DecisionOutput,
    )
    def post(self, request: Request, pk: UUID) -> Response:
        decision = remove_member(member_here(pk), by=self.access.person, **self.given(self.Input))
        return Response(DecisionOutput(decision).data)


def member_here(pk: UUID) -> Membership:
    member: Membership = get_object_or_404(Membership, pk=pk, until__isnull=True)
    return member
