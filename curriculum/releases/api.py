"""Hand a version in, look it over, publish it, and choose which one is used, for programs."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from curriculum.models import Curriculum
from curriculum.part_shapes import PartRow
from curriculum.releases import actions
from curriculum.releases.models import Submission
from curriculum.releases.queries import submissions, uses_of
from curriculum.rules import writable
from curriculum.shapes import PublishInput, VersionRow


class OpinionInput(serializers.Serializer[Any]):
    agrees = serializers.BooleanField()
    words = serializers.CharField(required=False, allow_blank=True, max_length=5000, help_text="What is to be changed")


class OpinionRow(OpinionInput):
    name = serializers.CharField()
    at = serializers.DateTimeField()


class SubmissionRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    curriculum = serializers.UUIDField(source="curriculum_id")
    title = serializers.CharField()
    follows = serializers.IntegerField(allow_null=True, help_text="The number of the latest version then")
    note = serializers.CharField()
    share = serializers.BooleanField()
    by_name = serializers.CharField()
    at = serializers.DateTimeField()
    closed_at = serializers.DateTimeField(allow_null=True)
    number = serializers.IntegerField(allow_null=True, help_text="Of the version that it became")


class SubmissionWhole(SubmissionRow):
    opinions = OpinionRow(many=True)
    nodes = PartRow(many=True)


class UseInput(serializers.Serializer[Any]):
    number = serializers.IntegerField(min_value=1, max_value=2**31 - 1, allow_null=True, help_text="Null: none of them")
    reason = serializers.CharField(max_length=2000)


class UseRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    number = serializers.IntegerField(source="version.number", default=None, allow_null=True)
    decision = serializers.IntegerField(source="decision.number")
    decided_at = serializers.DateTimeField(source="decision.decided_at")


class SubmissionsApi(Api):
    permission = {"GET": "curriculum.read", "POST": "curriculum.write"}

    @extend_schema(
        operation_id="here_submissions", summary="What was handed in of a curriculum",
        responses=SubmissionRow(many=True),
    )  # fmt: skip
    def get(self, request: Request, pk: UUID) -> Response:
        return self.page(submissions(get_object_or_404(Curriculum, pk=pk)), SubmissionRow)

    @extend_schema(
        operation_id="here_submission_make", summary="Hand the draft in as the next version", request=PublishInput,
        responses={201: SubmissionRow},
    )  # fmt: skip
    def post(self, request: Request, pk: UUID) -> Response:
        curriculum = writable(self.access, pk)
        made = actions.hand_in(curriculum, by=self.access.membership, **self.given(PublishInput))
        return Response(SubmissionRow(made).data, status=201)


class SubmissionApi(Api):
    permission = {"GET": "curriculum.read", "DELETE": "curriculum.write"}

    @extend_schema(operation_id="here_submission", summary="One, whole", responses=SubmissionWhole)
    def get(self, request: Request, pk: UUID) -> Response:
        found = get_object_or_404(Submission.objects.prefetch_related("nodes", "opinions"), pk=pk)
        return Response(SubmissionWhole(found).data)

    @extend_schema(operation_id="here_submission_take_back", summary="Take it back", responses={204: None})
    def delete(self, request: Request, pk: UUID) -> Response:
        may = self.access.can("curriculum.publish")
        actions.take_back(get_object_or_404(Submission, pk=pk), by=self.access.membership, may_publish=may)
        return Response(status=204)


class OpinionApi(Api):
    permission = "curriculum.publish"

    @extend_schema(
        operation_id="here_submission_opinion", summary="Agree, or ask for changes", request=OpinionInput,
        responses=OpinionRow,
    )  # fmt: skip
    def put(self, request: Request, pk: UUID) -> Response:
        found = get_object_or_404(submissions(), pk=pk)
        given = actions.give_opinion(found, by=self.access.membership, **self.given(OpinionInput))
        return Response(OpinionRow(given).data)


class ReleaseApi(Api):
    permission = "curriculum.write"

    @extend_schema(
        operation_id="here_submission_publish", summary="Publish what enough others agree to", request=None,
        responses={201: VersionRow},
    )  # fmt: skip
    def post(self, request: Request, pk: UUID) -> Response:
        version = actions.publish_reviewed(get_object_or_404(submissions(), pk=pk))
        return Response(VersionRow(version).data, status=201)


class UsesApi(Api):
    permission = {"GET": "curriculum.read", "POST": "curriculum.publish"}

    @extend_schema(
        operation_id="here_uses", summary="Which versions were in use, the latest first", responses=UseRow(many=True)
    )
    def get(self, request: Request, pk: UUID) -> Response:
        return self.page(uses_of(get_object_or_404(Curriculum, pk=pk)), UseRow)

    @extend_schema(
        operation_id="here_use", summary="Use a version from now on, by decision", request=UseInput,
        responses={201: UseRow},
    )  # fmt: skip
    def post(self, request: Request, pk: UUID) -> Response:
        curriculum = get_object_or_404(Curriculum, pk=pk)
        actions.put_in_use(curriculum, by=self.access.person, **self.given(UseInput))
        return Response(UseRow(uses_of(curriculum).first()).data, status=201)
