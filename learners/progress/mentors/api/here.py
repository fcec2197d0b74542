"""Whom a member mentors in a community, for programs."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from learners.progress.mentors.actions import agree_on_goal, answer, say_of_goal, step_back
from learners.progress.mentors.api.shapes import MentoringRow, MentorRow
from learners.progress.mentors.door import as_mentor
from learners.progress.mentors.models import Mentoring
from learners.progress.mentors.queries import mentorings_of, who_may_mentor
from learners.progress.plans.api.goals import GoalRow
from learners.progress.plans.queries import goals


class WhoMayMentorApi(Api):
    """For whoever belongs to the community."""

    @extend_schema(operation_id="here_mentors", summary="Whom a learner may ask", responses=MentorRow(many=True))
    def get(self, request: Request) -> Response:
        return self.page(who_may_mentor(self.access.community, learner=self.access.person.pk), MentorRow)


class MentoringsApi(Api):
    permission = "mentors.mentor"

    @extend_schema(operation_id="here_mentorings", summary="Whom I mentor here", responses=MentoringRow(many=True))
    def get(self, request: Request) -> Response:
        return self.page(mentorings_of(self.access.membership), MentoringRow)


class MentoringApi(Api):
    permission = "mentors.mentor"

    class Input(serializers.Serializer[Any]):
        state = serializers.ChoiceField([Mentoring.State.ON, Mentoring.State.DECLINED, Mentoring.State.ENDED])

    @extend_schema(operation_id="here_mentoring", summary="One of them", responses=MentoringRow)
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(MentoringRow(self._found(pk)).data)

    @extend_schema(
        operation_id="here_mentoring_answer", summary="Accept, decline or end it", request=Input, responses=MentoringRow
    )
    def put(self, request: Request, pk: UUID) -> Response:
        to, found = self.given(self.Input)["state"], self._found(pk)
        if to == Mentoring.State.ENDED:
            step_back(found, by=self.access.person)
        else:
            answer(found, accept=to == Mentoring.State.ON, by=self.access.person)
        return Response(MentoringRow(self._found(pk)).data)

    def _found(self, pk: UUID) -> Mentoring:
        found: Mentoring = get_object_or_404(mentorings_of(self.access.membership), pk=pk)
        return found


class MentoredGoalsApi(Api):
    permission = "mentors.mentor"
    pagination_class = None

    @extend_schema(
        operation_id="here_mentored_goals", summary="The goals of a learner whom I mentor; they see the look",
        responses=GoalRow(many=True),
    )  # fmt: skip
    def get(self, request: Request, pk: UUID) -> Response:
        with as_mentor(self.access, pk):
            return Response(GoalRow(goals(), many=True).data)


class NotesApi(Api):
    permission = "mentors.mentor"

    class Input(serializers.Serializer[Any]):
        words = serializers.CharField(max_length=1000)

    @extend_schema(
        operation_id="here_mentored_say", summary="Say something of a goal", request=Input, responses={201: GoalRow}
    )
    def post(self, request: Request, pk: UUID, goal: UUID) -> Response:
        words = self.given(self.Input)["words"]
        with as_mentor(self.access, pk) as mentoring:
            found = get_object_or_404(goals(), pk=goal)
            return Response(GoalRow(say_of_goal(mentoring, found, by=self.access.person, words=words)).data, status=201)


class AgreementApi(Api):
    permission = "mentors.mentor"

    @extend_schema(
        operation_id="here_mentored_agree", summary="Agree with a goal as it stands", request=None, responses=GoalRow
    )
    def put(self, request: Request, pk: UUID, goal: UUID) -> Response:
        with as_mentor(self.access, pk) as mentoring:
            found = get_object_or_404(goals(), pk=goal)
            return Response(GoalRow(agree_on_goal(mentoring, found, by=self.access.person)).data)
