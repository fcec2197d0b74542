"""Use an invitation; invite a child."""

from typing import Any
from uuid import UUID

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from api.callers import address
from api.parsers import Json
from api.views import Api
from learners.guardianship import NotGuardian
from learners.identity.api.shapes import ClaimMadeRow
from learners.identity.claiming import claim, invite_child
from learners.identity.entering import enter
from learners.young.answers import as_problem
from learners.young.api.shapes import chosen
from learners.young.sign_in import Tried


class ClaimLookApi(Api):
    permission_classes = (AllowAny,)
    parser_classes = (Json,)
    never_stored = True

    class Input(serializers.Serializer[Any]):
        code = serializers.CharField(max_length=30)

    class Output(serializers.Serializer[Any]):
        display_name = serializers.CharField(source="membership.display_name")
        community = serializers.CharField(source="community.name")
        expires_at = serializers.DateTimeField()

    @extend_schema(
        operation_id="claim_look",
        summary="Whom a code is for; whatever is wrong with one, the answer is the same, and tries are counted",
        request=Input,
        responses=Output,
    )
    def post(self, request: Request) -> Any:
        found = enter(self.given(self.Input)["code"], address=address(request))
        return as_problem(request._request, found) if isinstance(found, Tried) else Response(self.Output(found).data)


class ClaimsApi(Api):
    permission_classes = (AllowAny,)
    parser_classes = (Json,)
    never_stored = True

    class Input(serializers.Serializer[Any]):
        code = serializers.CharField(max_length=30)
        username = serializers.CharField(max_length=150)
        password = serializers.CharField(max_length=200)

    class Output(serializers.Serializer[Any]):
        username = serializers.CharField()

    @extend_schema(
        operation_id="claim_use",
        summary="Choose a name and a password by an invitation’s code; the person stays who they are",
        request=Input,
        responses=Output,
    )
    def post(self, request: Request) -> Any:
        given = self.given(self.Input)
        found = enter(given["code"], address=address(request))
        if isinstance(found, Tried):
            return as_problem(request._request, found)
        person = claim(given["code"], **chosen(given), signed_in=self.access.person)
        return Response(self.Output(person).data)


class ChildClaimApi(Api):
    never_stored = True

    @extend_schema(
        operation_id="me_child_claim",
        summary="Invite a child to sign in as themself; the code is shown this once",
        request=None,
        responses={201: ClaimMadeRow},
    )
    def post(self, request: Request, child: UUID) -> Response:
        try:
            made, code = invite_child(child, guardian=self.access.person)
        except NotGuardian as stranger:
            raise Http404 from stranger
        return Response(ClaimMadeRow(made, context={"code": code}).data, status=201)
