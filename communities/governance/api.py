"""Founding, settings, roles and decisions, by the API."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.permissions import IsAuthenticatedOrReadOnly
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from communities.cards import CommunityCard
from communities.governance.actions import decide_setting, end_role, found_community, grant_role, remove_member
from communities.governance.found import KINDS as PLACES
from communities.governance.kinds import KINDS, in_order
from communities.governance.models import Setting
from communities.governance.queries import decisions, settings_in_force
from communities.models import Membership
from communities.queries import public_communities
from communities.roles import ROLES


class DecisionOutput(serializers.Serializer[Any]):
    class Changed(serializers.Serializer[Any]):
        key = serializers.CharField()
        value = serializers.JSONField()

        class Meta:
            ref_name = "SettingChanged"

    number = serializers.IntegerField()
    kind = serializers.CharField(help_text="founding, setting or role")
    title = serializers.CharField()
    reason = serializers.CharField()
    decided_by = serializers.CharField(source="decided_by_name")
    decided_at = serializers.DateTimeField()
    settings = Changed(many=True)

    class Meta:
        ref_name = "Decision"


class SettingOutput(serializers.Serializer[Any]):
    key = serializers.CharField()
    value = serializers.JSONField(help_text="Its shape is the setting's own")
    decision = serializers.IntegerField(source="decision.number", help_text="Number of the decision behind it")
    since = serializers.DateTimeField(source="decision.decided_at")

    class Meta:
        ref_name = "Setting"


class CommunitiesApi(Api):
    permission_classes = (IsAuthenticatedOrReadOnly,)

    class Input(serializers.Serializer[Any]):
        slug = serializers.SlugField(max_length=60)
        kind = serializers.ChoiceField(PLACES, default="school")
        settings = serializers.DictField(
            required=False, help_text="First values by setting; what is missing takes its default"
        )

        class Meta:
            ref_name = "CommunityInput"

    @extend_schema(
        operation_id="communities",
        summary="The network's public communities",
        parameters=[
            OpenApiParameter("q", OpenApiTypes.STR, description="Part of name, place or purpose"),
            OpenApiParameter("country", OpenApiTypes.STR, description="ISO 3166-1 alpha-2"),
            OpenApiParameter("language", OpenApiTypes.STR, description="BCP 47"),
        ],
        responses=CommunityCard(many=True),
    )
    def get(self, request: Request) -> Response:
        asked = {name: request.query_params.get(name, "") for name in ("q", "country", "language")}
        return self.page(public_communities(**asked), CommunityCard)

    @extend_schema(
        operation_id="communities_found", summary="Found a community", request=Input, responses={201: CommunityCard}
    )
    def post(self, request: Request) -> Response:
        given = self.given(self.Input)
        choices = given.pop("settings", {})
        founded = found_community(self.access.person, choices=choices, **given)
        return Response(CommunityCard(founded).data, status=status.HTTP_201_CREATED)


class SettingsApi(Api):
    permission = "governance.see_decisions"

    @extend_schema(
        operation_id="settings", summary="Every setting in force, and the decision behind it",
        responses=SettingOutput(many=True),
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        in_force = settings_in_force()
        rows = [in_force[kind.key] for kind in in_order() if kind.key in in_force]
        return Response(SettingOutput(rows, many=True).data)


class SettingApi(Api):
    permission = {"GET": "governance.see_decisions", "PUT": "governance.decide"}

    class Input(serializers.Serializer[Any]):
        value = serializers.JSONField(help_text="Its shape is the setting's own")
        reason = serializers.CharField(max_length=2000)
        instead_of = serializers.IntegerField(
            required=False, help_text="Number of the decision it was in force by when you read it; 409 if another came"
        )

        class Meta:
            ref_name = "SettingInput"

    @extend_schema(operation_id="settings_one", summary="A setting in force", responses=SettingOutput)
    def get(self, request: Request, key: str) -> Response:
        return Response(SettingOutput(_in_force(key)).data)

    @extend_schema(
        operation_id="settings_decide", summary="Change a setting by a decision", request=Input, responses=SettingOutput
    )
    def put(self, request: Request, key: str) -> Response:
        _in_force(key)
        given = self.given(self.Input)
        form = KINDS[key].form.of(given["value"], community=self.access.community)
        if not form.is_valid():
            raise serializers.ValidationError({"value": form.complaints()})
        given["value"] = form.value()
        return Response(SettingOutput(decide_setting(key, by=self.access.person, **given)).data)


class DecisionsApi(Api):
    permission = "governance.see_decisions"

    @extend_schema(
        operation_id="decisions",
        summary="What the community has decided, the latest first",
        parameters=[
            OpenApiParameter("q", OpenApiTypes.STR, description="Part of title or reason"),
            OpenApiParameter("kind", OpenApiTypes.STR, description="One of the kinds"),
        ],
        responses=DecisionOutput(many=True),
    )
    def get(self, request: Request) -> Response:
        asked = {name: request.query_params.get(name, "") for name in ("q", "kind")}
        return self.page(decisions(**asked), DecisionOutput)


class DecisionApi(Api):
    permission = "governance.see_decisions"

    @extend_schema(operation_id="decisions_one", summary="One decision", responses=DecisionOutput)
    def get(self, request: Request, number: int) -> Response:
        return Response(DecisionOutput(get_object_or_404(decisions(), number=number)).data)


class RoleApi(Api):
    """POST gives the role; the address ending in `end/` takes it."""

    permission = "communities.manage_people"
    act = staticmethod(grant_role)

    class Input(serializers.Serializer[Any]):
        role = serializers.ChoiceField(list(ROLES))
        reason = serializers.CharField(max_length=2000)

        class Meta:
            ref_name = "RoleInput"

    @extend_schema(
        operation_id="roles_give", summary="Give a role, by a decision", request=Input, responses=DecisionOutput
    )
    def post(self, request: Request, pk: UUID) -> Response:
        decision = self.act(_member(pk), by=self.access.person, **self.given(self.Input))
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

        class Meta:
            ref_name = "RemovalInput"

    @extend_schema(
        operation_id="members_remove",
        summary="End a membership, by a decision",
        request=Input,
        responses=DecisionOutput,
    )
    def post(self, request: Request, pk: UUID) -> Response:
        decision = remove_member(_member(pk), by=self.access.person, **self.given(self.Input))
        return Response(DecisionOutput(decision).data)


def _in_force(key: str) -> Setting:
    found = settings_in_force().get(key)
    if found is None:
        raise Http404
    return found


def _member(pk: UUID) -> Membership:
    member: Membership = get_object_or_404(Membership, pk=pk, until__isnull=True)
    return member
