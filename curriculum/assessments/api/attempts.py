"""Take an assessment, mark what was made, and read how its questions do, for programs."""

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
from curriculum.assessments.actions import (
    Given,
    add_evidence,
    begin_attempt,
    hand_in,
    mark_attempt,
    remove_evidence,
    save_answers,
)
from curriculum.assessments.api import shapes
from curriculum.assessments.models import Attempt, Evidence
from curriculum.assessments.queries import assessment_of, handed_in, latest_assessment, own_attempts
from curriculum.assessments.reading import controls_of, result_context
from curriculum.assessments.rules import refuse_to_take
from curriculum.assessments.statistics import items
from curriculum.models import Answers, Curriculum, Version, VersionNode


def whole(pk: UUID, *, teacher: bool = False) -> dict[str, Any]:
    """An attempt in the scope of its person or of its community, as its person (or `teacher`) may see it now."""
    told = result_context(pk, teacher=teacher)
    attempt: Attempt = told["attempt"]
    row = {**shapes.AttemptRow(attempt).data, "level": told["level"]}
    questions = shapes.OpenQuestion(controls_of(attempt), many=True).data if attempt.is_open and not teacher else []
    return {**row, "questions": questions, "results": shapes.ResultRow(told["results"], many=True).data}


class OfVersion(Api):
    audience = "people"

    def found(self, pk: UUID, number: int, key: UUID) -> VersionNode:
        version = get_object_or_404(Version, curriculum=pk, number=number)
        refuse_to_take(self.access, version)
        node = assessment_of(version, key)
        if node is None:
            raise Http404
        node.version = version
        return node


class AssessmentApi(OfVersion):
    @extend_schema(operation_id="here_assessment", summary="An assessment", responses=shapes.AssessmentWhole)
    def get(self, request: Request, pk: UUID, number: int, key: UUID) -> Response:
        node = self.found(pk, number, key)
        told = {name: getattr(node, name) for name in ("title", "body", "minutes", "attempts")}
        told |= {"questions": len(node.questions), "points": sum(one.points for one in node.questions)}
        return Response(shapes.AssessmentWhole({**told, "answers": node.answers or Answers.MARKED}).data)


class OwnAttemptsApi(OfVersion):
    @extend_schema(operation_id="here_assessment_attempts", summary="One’s attempts at it",
                   responses=shapes.AttemptRow(many=True))  # fmt: skip
    def get(self, request: Request, pk: UUID, number: int, key: UUID) -> Response:
        node = self.found(pk, number, key)
        found = Attempt.objects.filter(curriculum=pk, node_key=node.key, person=self.access.person)
        return self.page(found.select_related("community"), shapes.AttemptRow)

    @extend_schema(operation_id="here_assessment_begin", summary="Begin an attempt, or go on with the open one",
                   request=None, responses={201: shapes.AttemptWhole})  # fmt: skip
    def post(self, request: Request, pk: UUID, number: int, key: UUID) -> Response:
        node, access = self.found(pk, number, key), self.access
        name = access.membership.display_name if access.membership else str(access.person)
        made = begin_attempt(node.version, key=key, person=access.person, display_name=name)
        return Response(whole(made.pk), status=201)


class HandedInApi(Api):
    permission = "assessments.mark"

    class Filters(serializers.Serializer[Any]):
        waiting = serializers.BooleanField(required=False, default=False, help_text="For a mark")

    @extend_schema(operation_id="here_attempts", summary="What was handed in", parameters=[Filters],
                   responses=shapes.AttemptRow(many=True))  # fmt: skip
    def get(self, request: Request) -> Response:
        found = handed_in(waiting=self.asked(self.Filters)["waiting"])
        return self.page(found.select_related("community"), shapes.AttemptRow)


class OwnAttempt(Api):
    audience = "people"

    def own(self, pk: UUID) -> Attempt:
        return get_object_or_404(Attempt, pk=pk, person=self.access.person)


class AttemptApi(Api):
    audience = "people"

    @extend_schema(operation_id="here_attempt", summary="One attempt: one’s own, or one to mark",
                   responses=shapes.AttemptWhole)  # fmt: skip
    def get(self, request: Request, pk: UUID) -> Response:
        attempt = get_object_or_404(Attempt, pk=pk)
        own = attempt.person_id == self.access.person.pk
        if not own and (attempt.is_open or not self.access.can("assessments.mark")):
            raise Http404
        return Response(whole(pk, teacher=not own))


class AnswersApi(OwnAttempt):
    @extend_schema(operation_id="here_attempt_save", summary="Save answers; those not named stay",
                   request=shapes.AnswersInput, responses=shapes.AttemptWhole)  # fmt: skip
    def put(self, request: Request, pk: UUID) -> Response:
        given = {one["key"]: one["answer"] for one in self.given(shapes.AnswersInput)["answers"]}
        return Response(whole(save_answers(self.own(pk), given).pk))


class HandInApi(OwnAttempt):
    @extend_schema(operation_id="here_attempt_hand_in", summary="Hand it in; again changes nothing",
                   request=None, responses=shapes.AttemptWhole)  # fmt: skip
    def put(self, request: Request, pk: UUID) -> Response:
        return Response(whole(hand_in(self.own(pk)).pk))


class MarksApi(Api):
    permission = "assessments.mark"

    @extend_schema(operation_id="here_attempt_mark", summary="Mark answers by the rubric or in points",
                   request=shapes.MarksInput, responses=shapes.AttemptWhole)  # fmt: skip
    def put(self, request: Request, pk: UUID) -> Response:
        attempt, given = get_object_or_404(Attempt, pk=pk), self.given(shapes.MarksInput)
        if attempt.person_id == self.access.person.pk:
            raise PermissionDenied
        marks = {one["key"]: Given(one.get("levels"), one.get("points"), one["comment"]) for one in given["marks"]}
        comment = given.get("comment", attempt.comment)
        mark_attempt(attempt, marks=marks, by=self.access.person, comment=comment)
        return Response(whole(pk, teacher=True))


class StatisticsApi(Api):
    permission = "assessments.mark"
    pagination_class = None

    @extend_schema(operation_id="here_assessment_statistics", summary="How its questions do",
                   responses=shapes.ItemRow(many=True))  # fmt: skip
    def get(self, request: Request, pk: UUID, key: UUID) -> Response:
        node = latest_assessment(get_object_or_404(Curriculum, pk=pk), key)
        if node is None:
            raise Http404
        return Response(shapes.ItemRow(items(pk, key, node.questions), many=True).data)


class MyAttemptsApi(Api):
    @extend_schema(operation_id="my_attempts", summary="One’s attempts at assessments, in every community",
                   responses=shapes.AttemptRow(many=True))  # fmt: skip
    def get(self, request: Request) -> Response:
        return self.page(own_attempts(), shapes.AttemptRow)


class MyAttemptApi(Api):
    @extend_schema(operation_id="my_attempt", summary="One of them", responses=shapes.AttemptWhole)
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(whole(pk))


class EvidencesApi(OwnAttempt):
    @extend_schema(operation_id="here_attempt_evidence", summary="Files that show what one made",
                   responses=shapes.EvidenceRow(many=True))  # fmt: skip
    def get(self, request: Request, pk: UUID) -> Response:
        return self.page(Evidence.objects.filter(attempt=self.own(pk)), shapes.EvidenceRow)

    @extend_schema(operation_id="here_attempt_evidence_add", summary="Add one to a project, until it is handed in",
                   request={"multipart/form-data": shapes.EvidenceInput},
                   responses={201: shapes.EvidenceRow})  # fmt: skip
    def post(self, request: Request, pk: UUID) -> Response:
        given = self.given(shapes.EvidenceInput)
        made = add_evidence(self.own(pk), key=given["question"], file=given["file"])
        return Response(shapes.EvidenceRow(made).data, status=201)


class EvidenceApi(OwnAttempt):
    @extend_schema(operation_id="here_attempt_evidence_remove", summary="Take it away, until it is handed in",
                   responses={204: None})  # fmt: skip
    def delete(self, request: Request, pk: UUID, one: UUID) -> Response:
        remove_evidence(get_object_or_404(Evidence.objects.select_related("attempt"), attempt=self.own(pk), pk=one))
        return Response(status=204)
