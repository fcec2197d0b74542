"""A teacher's classes, for programs."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from learners.young.actions import (
    MOST_LEARNERS,
    add_learners,
    change_class,
    make_class,
    renew_code,
    reset_secret,
)
from learners.young.api.shapes import ClassRow, LinkRow, NewSecretRow, SecretInput, YoungLearnerRow
from learners.young.growing import LINK_DAYS, make_link
from learners.young.models import SchoolClass, YoungLearner
from learners.young.queries import classes, learners_in, locked_among


class ClassesApi(Api):
    permission = "young.manage"

    class Input(serializers.Serializer[Any]):
        name = serializers.CharField(max_length=80)
        ends_on = serializers.DateField(help_text="The last day on which the code opens anything")

    @extend_schema(operation_id="here_classes", summary="Classes and their codes", responses=ClassRow(many=True))
    def get(self, request: Request) -> Response:
        return self.page(classes(), ClassRow)

    @extend_schema(
        operation_id="here_class_make", summary="Make a class; it gets a code", request=Input, responses={201: ClassRow}
    )
    def post(self, request: Request) -> Response:
        made = make_class(by=self.access.membership, **self.given(self.Input))
        return Response(ClassRow(made).data, status=201)


class ClassApi(Api):
    permission = "young.manage"

    @extend_schema(operation_id="here_class", summary="One class", responses=ClassRow)
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(ClassRow(get_object_or_404(SchoolClass, pk=pk)).data)

    @extend_schema(
        operation_id="here_class_change",
        summary="Change its name, or its last day; one that is over closes it",
        request=ClassesApi.Input,
        responses=ClassRow,
    )
    def patch(self, request: Request, pk: UUID) -> Response:
        given = self.given(ClassesApi.Input, partial=True)
        return Response(ClassRow(change_class(get_object_or_404(SchoolClass, pk=pk), **given)).data)


class CodeApi(Api):
    permission = "young.manage"

    @extend_schema(
        operation_id="here_class_renew",
        summary="Give it a new code; the old one opens nothing any more",
        request=None,
        responses=ClassRow,
    )
    def post(self, request: Request, pk: UUID) -> Response:
        return Response(ClassRow(renew_code(get_object_or_404(SchoolClass, pk=pk))).data)


class LearnersApi(Api):
    permission = "young.manage"
    pagination_class = None
    never_stored = True  # the idempotency store would keep the secrets

    class Input(serializers.Serializer[Any]):
        names = serializers.ListField(
            child=serializers.CharField(max_length=150), min_length=1, max_length=MOST_LEARNERS
        )

    @extend_schema(operation_id="here_class_learners", summary="Who is in it", responses=YoungLearnerRow(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        found = list(learners_in(get_object_or_404(SchoolClass, pk=pk)))
        return Response(YoungLearnerRow(found, many=True, context={"locked": locked_among(found)}).data)

    @extend_schema(
        operation_id="here_class_learners_add",
        summary="New people who learn here and sign in by the class code; their secrets are shown this once",
        request=Input,
        responses={201: NewSecretRow(many=True)},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        made = add_learners(get_object_or_404(SchoolClass, pk=pk), **self.given(self.Input))
        return Response(NewSecretRow(made, many=True).data, status=201)


class SecretApi(Api):
    permission = "young.manage"
    never_stored = True

    @extend_schema(
        operation_id="here_young_secret",
        summary="Give a young learner a new secret; it is shown this once",
        request=SecretInput,
        responses=NewSecretRow,
    )
    def post(self, request: Request, pk: UUID) -> Response:
        learner = get_object_or_404(YoungLearner, pk=pk)
        given = reset_secret(learner, by=self.access.person, **self.given(SecretInput))
        return Response(NewSecretRow(given).data)


class LinkApi(Api):
    permission = "young.manage"
    never_stored = True

    @extend_schema(
        operation_id="here_young_link",
        summary="A link to a sign-in of their own, for who is old enough; it is shown this once",
        request=None,
        responses={201: LinkRow},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        token = make_link(get_object_or_404(YoungLearner, pk=pk), by=self.access.person)
        return Response({"token": token, "days": LINK_DAYS}, status=201)
