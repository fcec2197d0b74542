"""Suspensions, by the API: of others for those who decide, and what one says to one's own."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from communities.governance.api.roles import member_here
from communities.governance.api.settings import DecisionOutput
from communities.governance.mandate import takes_part
from communities.governance.people.appealing import appeal
from communities.governance.people.suspending import (
    LEAST_NOTICE,
    LONGEST,
    LONGEST_NOTICE,
    answer_suspension,
    lift_suspension,
    suspend_member,
    suspension_of,
    uphold_suspension,
)
from communities.models import Membership


class SuspensionOutput(serializers.Serializer[Any]):
    starts_at = serializers.DateTimeField(
        source="membership.suspended_from", allow_null=True, help_text="Nothing once it is lifted"
    )
    ends_at = serializers.DateTimeField(
        source="membership.suspended_until", allow_null=True, help_text="Nothing where only a decision ends it"
    )
    reason = serializers.CharField(source="decision.reason")
    decision = serializers.IntegerField(source="decision.number")
    answer = serializers.CharField()
    appeal = serializers.CharField()
    proposal = serializers.IntegerField(source="proposal.number", default=None, allow_null=True)
    outcome = serializers.IntegerField(source="outcome.number", default=None, allow_null=True)
    lifted = serializers.BooleanField()


def shown(member: Membership) -> Response:
    found = suspension_of(member)
    if found is None:
        raise Http404
    found.membership = member
    return Response(SuspensionOutput(found).data)


class ReasonInput(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=2000)


class TextInput(serializers.Serializer[Any]):
    text = serializers.CharField(max_length=5000)


class SuspendApi(Api):
    permission = "communities.manage_people"

    class Input(ReasonInput):
        notice = serializers.IntegerField(
            min_value=LEAST_NOTICE, max_value=LONGEST_NOTICE, help_text="Days from the decision to the first day"
        )
        days = serializers.IntegerField(
            min_value=1, max_value=LONGEST, required=False, allow_null=True, help_text="Without: until it is lifted"
        )

    @extend_schema(
        operation_id="members_suspend", summary="Suspend a member, by a decision", request=Input,
        responses=DecisionOutput,
    )  # fmt: skip
    def post(self, request: Request, pk: UUID) -> Response:
        made = suspend_member(member_here(pk), by=self.access.person, **self.given(self.Input))
        return Response(DecisionOutput(made).data)


class SuspensionApi(Api):
    @extend_schema(operation_id="suspensions_one", summary="A member's latest suspension", responses=SuspensionOutput)
    def get(self, request: Request, pk: UUID) -> Response:
        if not takes_part(self.access, "suspension"):
            raise PermissionDenied
        return shown(get_object_or_404(Membership, pk=pk))


class LiftApi(Api):
    permission = "communities.manage_people"

    @extend_schema(
        operation_id="suspensions_lift", summary="Lift a suspension, by a decision", request=ReasonInput,
        responses=DecisionOutput,
    )  # fmt: skip
    def post(self, request: Request, pk: UUID) -> Response:
        made = lift_suspension(member_here(pk), by=self.access.person, **self.given(ReasonInput))
        return Response(DecisionOutput(made).data)


class UpholdApi(Api):
    permission = "communities.manage_people"

    @extend_schema(
        operation_id="suspensions_uphold", summary="Say no to an appeal, by a decision", request=ReasonInput,
        responses=DecisionOutput,
    )  # fmt: skip
    def post(self, request: Request, pk: UUID) -> Response:
        made = uphold_suspension(member_here(pk), by=self.access.person, **self.given(ReasonInput))
        return Response(DecisionOutput(made).data)


class _Own(Api):
    audience = "suspended"

    @property
    def own(self) -> Membership:
        own: Membership = self.access.membership or self.access.suspension
        return own


class OwnSuspensionApi(_Own):
    @extend_schema(operation_id="suspension", summary="My latest suspension here", responses=SuspensionOutput)
    def get(self, request: Request) -> Response:
        return shown(self.own)


class AnswerApi(_Own):
    @extend_schema(
        operation_id="suspension_answer", summary="What I say to it before it begins", request=TextInput,
        responses=SuspensionOutput,
    )  # fmt: skip
    def put(self, request: Request) -> Response:
        answer_suspension(self.own, **self.given(TextInput))
        return shown(self.own)


class AppealApi(_Own):
    @extend_schema(
        operation_id="suspension_appeal", summary="My one appeal, once it has begun", request=TextInput,
        responses=SuspensionOutput,
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        appeal(self.own, **self.given(TextInput))
        return shown(self.own)
