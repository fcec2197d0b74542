"""A learner into another class, out of one, or into one who is a learner here already, for programs."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from communities.models import Membership
from learners.young.api.shapes import NewSecretRow, YoungLearnerRow
from learners.young.models import SchoolClass, YoungLearner
from learners.young.placing import bring_in, move_learner, take_out
from learners.young.queries import locked_among


class IntoClassApi(Api):
    permission = "young.manage"

    class Input(serializers.Serializer[Any]):
        school_class = serializers.UUIDField()

    @extend_schema(
        operation_id="here_young_move",
        summary="Move a young learner into another class, whose code lets them in from now on",
        request=Input,
        responses=YoungLearnerRow,
    )
    def put(self, request: Request, pk: UUID) -> Response:
        to = get_object_or_404(SchoolClass, pk=self.given(self.Input)["school_class"])
        moved = move_learner(get_object_or_404(YoungLearner, pk=pk), to=to, by=self.access.person)
        return Response(YoungLearnerRow(moved, context={"locked": locked_among([moved])}).data)


class OutApi(Api):
    permission = "young.manage"

    @extend_schema(
        operation_id="here_young_out",
        summary="Take a young learner out of the class: they stay a learner, and come in by its code no more",
        responses={204: None},
    )
    def delete(self, request: Request, pk: UUID) -> Response:
        take_out(get_object_or_404(YoungLearner, pk=pk), by=self.access.person)
        return Response(status=204)


class BringInApi(Api):
    permission = "young.manage"
    never_stored = True  # the idempotency store would keep the secret

    class Input(serializers.Serializer[Any]):
        membership = serializers.UUIDField(help_text="Of a learner whom nobody signs in as")

    @extend_schema(
        operation_id="here_class_bring_in",
        summary="Let a learner who is here already come in by the class code; the secret is shown this once",
        request=Input,
        responses={201: NewSecretRow},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        member = get_object_or_404(Membership, pk=self.given(self.Input)["membership"])
        given = bring_in(get_object_or_404(SchoolClass, pk=pk), member=member, by=self.access.person)
        return Response(NewSecretRow(given).data, status=201)
