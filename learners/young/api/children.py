"""How a child signs in, for their guardian: the child sees each look and act."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from learners.guardianship import NotGuardian, looking
from learners.young.actions import reset_for_child
from learners.young.api.shapes import LinkRow, NewSecretRow, SecretInput
from learners.young.growing import LINK_DAYS, make_link_for_child
from learners.young.queries import is_locked_out, own_way_in


class ChildSignInApi(Api):
    class Output(serializers.Serializer[Any]):
        by_class_code = serializers.BooleanField(help_text="Or by a name and a password of their own")
        code = serializers.CharField(allow_blank=True)
        called = serializers.CharField(allow_blank=True, help_text="What the child writes as their name")
        locked = serializers.BooleanField(help_text="Too many wrong tries: it takes a new secret")

    @extend_schema(operation_id="me_child_sign_in", summary="How a child signs in", responses=Output)
    def get(self, request: Request, child: UUID) -> Response:
        with looking(child, self.access.person, what=_("How you sign in")):
            learner = own_way_in()
        told = {"by_class_code": learner is not None, "code": "", "called": "", "locked": False}
        if learner:
            told |= {"code": learner.school_class.code, "called": learner.called, "locked": is_locked_out(learner)}
        return Response(self.Output(told).data)


class ChildSecretApi(Api):
    never_stored = True  # the idempotency store would keep the secret

    @extend_schema(
        operation_id="me_child_secret",
        summary="Give a child a new secret; it is shown this once",
        request=SecretInput,
        responses=NewSecretRow,
    )
    def post(self, request: Request, child: UUID) -> Response:
        try:
            given = reset_for_child(child, guardian=self.access.person, **self.given(SecretInput))
        except NotGuardian as stranger:
            raise Http404 from stranger
        return Response(NewSecretRow(given).data)


class ChildLinkApi(Api):
    never_stored = True

    @extend_schema(
        operation_id="me_child_link",
        summary="A link to a sign-in of their own; it is shown this once",
        request=None,
        responses={201: LinkRow},
    )
    def post(self, request: Request, child: UUID) -> Response:
        try:
            token = make_link_for_child(child, guardian=self.access.person)
        except NotGuardian as stranger:
            raise Http404 from stranger
        return Response({"token": token, "days": LINK_DAYS}, status=201)
