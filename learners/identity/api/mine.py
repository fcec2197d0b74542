"""One me, for programs: with the password of who asks, and never with a key."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.callers import address
from api.views import Api
from learners.guardianship import NotGuardian
from learners.identity.entering import look
from learners.identity.joining import CODE_MINUTES, join_by_code, join_children, make_join_code
from learners.identity.models import Join
from learners.identity.queries import joins, proof_of
from learners.identity.undoing import undo_join
from learners.young.answers import as_problem
from learners.young.sign_in import Tried


class PasswordInput(serializers.Serializer[Any]):
    password = serializers.CharField(max_length=200, help_text="Of the account that asks")


class JoinRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField(source="alias_name", help_text="Who was joined to me")
    by = serializers.CharField(source="by_name")
    at = serializers.DateTimeField()
    rows = serializers.IntegerField(help_text="How many rows went")
    undo_until = serializers.DateTimeField()
    undone_at = serializers.DateTimeField(allow_null=True)


class ShownApi(Api):
    """Somebody at a device left open, or with a key that got loose, joins nothing."""

    never_stored = True

    def unless_shown(self, password: str) -> Tried | None:
        """A wrong password is counted as a wrong code is."""
        person = self.access.person
        if self.access.key:
            raise PermissionDenied
        found = look(password, lambda given: person if person.check_password(given) else None, address=str(person.pk))
        return Tried(None, _("This is not your password."), found.wait) if isinstance(found, Tried) else None


class JoinCodeApi(ShownApi):
    class Output(serializers.Serializer[Any]):
        code = serializers.CharField(help_text="Shown this once; whoever enters it, signed in, joins me to themself")
        minutes = serializers.IntegerField(help_text="How long it is open")

    @extend_schema(
        operation_id="me_join_code",
        summary="A code to be joined to another account of mine",
        request=PasswordInput,
        responses={201: Output},
    )
    def post(self, request: Request) -> Any:
        if tried := self.unless_shown(self.given(PasswordInput)["password"]):
            return as_problem(request._request, tried)
        return Response({"code": make_join_code(self.access.person), "minutes": CODE_MINUTES}, status=201)


class JoinsApi(ShownApi):
    class Input(PasswordInput):
        code = serializers.CharField(max_length=30, help_text="Of the other account, or of an invitation")

    @extend_schema(operation_id="me_joins", summary="Who was joined to me", responses=JoinRow(many=True))
    def get(self, request: Request) -> Response:
        return self.page(joins(), JoinRow)

    @extend_schema(
        operation_id="me_join", summary="Join another to me by a code", request=Input, responses={201: JoinRow}
    )
    def post(self, request: Request) -> Any:
        given = self.given(self.Input)
        if tried := self.unless_shown(given["password"]):
            return as_problem(request._request, tried)
        found = look(given["code"], proof_of, address=address(request))
        if isinstance(found, Tried):
            return as_problem(request._request, found)
        return Response(JoinRow(join_by_code(self.access.person, code=given["code"])).data, status=201)


class UndoJoinApi(ShownApi):
    @extend_schema(operation_id="me_join_undo", summary="Be two again", request=PasswordInput, responses=JoinRow)
    def post(self, request: Request, pk: UUID) -> Any:
        if tried := self.unless_shown(self.given(PasswordInput)["password"]):
            return as_problem(request._request, tried)
        try:
            made = undo_join(self.access.person, pk=pk, by=self.access.person)
        except Join.DoesNotExist as nothing:
            raise Http404 from nothing
        return Response(JoinRow(made).data)


class ChildJoinApi(ShownApi):
    class Input(PasswordInput):
        other = serializers.UUIDField(help_text="Another child of mine, who is the same")

    @extend_schema(
        operation_id="me_child_join",
        summary="Two children that I look after are one",
        request=Input,
        responses={201: JoinRow},
    )
    def post(self, request: Request, child: UUID) -> Any:
        given = self.given(self.Input)
        if tried := self.unless_shown(given["password"]):
            return as_problem(request._request, tried)
        try:
            made = join_children(child, other=given["other"], guardian=self.access.person)
        except NotGuardian as stranger:
            raise Http404 from stranger
        return Response(JoinRow(made).data, status=201)
