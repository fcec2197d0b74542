"""Requests to join and suspensions, by the API."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from communities.governance.api.settings import DecisionOutput
from communities.governance.mandate import takes_part
from communities.governance.models import JoinRequest
from communities.governance.people.admitting import admit_member, ask_to_join, decline_request, withdraw_request
from communities.governance.people.queries import open_requests, own_request, own_requests
from communities.roles import ROLES


class RequestOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    display_name = serializers.CharField()
    words = serializers.CharField()
    asked_at = serializers.DateTimeField()
    state = serializers.CharField(help_text="open, admitted, declined or withdrawn")
    answer = serializers.CharField(help_text="To who was declined")


class OwnRequestOutput(RequestOutput):
    community = serializers.CharField(source="community.slug")


class JoinApi(Api):
    """One's own request to a community that one is no member of."""

    audience = "people"

    class Input(serializers.Serializer[Any]):
        words = serializers.CharField(max_length=2000, help_text="Who you are and what brings you here")
        display_name = serializers.CharField(max_length=150, required=False, allow_blank=True)

    @extend_schema(operation_id="join", summary="My latest request to join", responses=RequestOutput)
    def get(self, request: Request) -> Response:
        asked = own_request(self.access.person.pk)
        if asked is None:
            raise Http404
        return Response(RequestOutput(asked).data)

    @extend_schema(operation_id="join_ask", summary="Ask to join", request=Input, responses={201: RequestOutput})
    def post(self, request: Request) -> Response:
        made = ask_to_join(self.access.person, **self.given(self.Input))
        return Response(RequestOutput(made).data, status=status.HTTP_201_CREATED)

    @extend_schema(operation_id="join_withdraw", summary="No longer ask to join", responses={204: None})
    def delete(self, request: Request) -> Response:
        asked = get_object_or_404(JoinRequest, person=self.access.person.pk, state="open")
        withdraw_request(asked)
        return Response(status=status.HTTP_204_NO_CONTENT)


class OwnRequestsApi(Api):
    @extend_schema(operation_id="own_requests", summary="Where I ask to join", responses=OwnRequestOutput(many=True))
    def get(self, request: Request) -> Response:
        return self.page(own_requests(self.access.person.pk), OwnRequestOutput)


class RequestsApi(Api):
    @extend_schema(operation_id="requests", summary="Who asks to join", responses=RequestOutput(many=True))
    def get(self, request: Request) -> Response:
        if not takes_part(self.access, "admission"):
            raise PermissionDenied
        return self.page(open_requests(), RequestOutput)


class AdmitApi(Api):
    permission = "communities.manage_people"

    class Input(serializers.Serializer[Any]):
        role = serializers.ChoiceField(list(ROLES))
        reason = serializers.CharField(max_length=2000)

    @extend_schema(
        operation_id="requests_admit", summary="Admit a member, by a decision", request=Input, responses=DecisionOutput
    )
    def post(self, request: Request, pk: UUID) -> Response:
        one = get_object_or_404(JoinRequest, pk=pk)
        return Response(DecisionOutput(admit_member(one, by=self.access.person, **self.given(self.Input))).data)


class DeclineApi(Api):
    permission = "communities.manage_people"

    class Input(serializers.Serializer[Any]):
        answer = serializers.CharField(max_length=2000, help_text="The person reads it")

    @extend_schema(operation_id="requests_decline", summary="Decline a request", request=Input, responses=RequestOutput)
    def post(self, request: Request, pk: UUID) -> Response:
        one = get_object_or_404(JoinRequest, pk=pk)
        return Response(RequestOutput(decline_request(one, **self.given(self.Input))).data)
