"""A learner's goals and their steps, for programs."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from learners.guardianship import looking
from learners.models import OfferingCard
from learners.progress.plans.actions import (
    add_step,
    change_goal,
    change_step,
    drop_step,
    end_goal,
    move_step,
    say,
    set_goal,
)
from learners.progress.plans.models import Goal
from learners.progress.plans.queries import goals


class PlanStep(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    title = serializers.CharField()
    offering = serializers.CharField(help_text="The offering's id, or empty")
    target_on = serializers.DateField(source="target", allow_null=True)
    done_on = serializers.DateField(source="done", allow_null=True)
    left = serializers.CharField(help_text="The community that offers it, where you have moved away from it; or empty")


class GoalNote(serializers.Serializer[Any]):
    at = serializers.DateTimeField(source="moment")
    by = serializers.CharField()
    words = serializers.CharField()


class GoalRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    words = serializers.CharField()
    state = serializers.ChoiceField(Goal.State.choices)
    target_on = serializers.DateField(allow_null=True)
    moved = serializers.IntegerField(help_text="How often its day was moved")
    competency = serializers.UUIDField(allow_null=True)
    offering = serializers.UUIDField(source="card_id", allow_null=True)
    ended_on = serializers.DateField(allow_null=True)
    steps = PlanStep(many=True)
    agreed_with = serializers.CharField(help_text="A mentor, on the goal as it stands; or empty")
    agreed_on = serializers.DateField(allow_null=True)
    notes = GoalNote(many=True)


class GoalInput(serializers.Serializer[Any]):
    words = serializers.CharField(max_length=300)
    target_on = serializers.DateField(required=False, allow_null=True)
    competency = serializers.UUIDField(required=False, help_text="Its key")
    offering = serializers.UUIDField(required=False)


class GoalChange(serializers.Serializer[Any]):
    words = serializers.CharField(max_length=300, required=False)
    target_on = serializers.DateField(required=False, allow_null=True)
    state = serializers.ChoiceField(Goal.State.choices, required=False)


class PlanStepInput(serializers.Serializer[Any]):
    title = serializers.CharField(max_length=200)
    target_on = serializers.DateField(required=False, allow_null=True)
    offering = serializers.UUIDField(required=False)


class PlanStepChange(serializers.Serializer[Any]):
    title = serializers.CharField(max_length=200, required=False)
    target_on = serializers.DateField(required=False, allow_null=True)
    done = serializers.BooleanField(required=False)
    by = serializers.ChoiceField((-1, 1), required=False, help_text="-1: one earlier; 1: one later")


class GoalsApi(Api):
    pagination_class = None

    @extend_schema(operation_id="me_goals", summary="My goals and the steps to them", responses=GoalRow(many=True))
    def get(self, request: Request) -> Response:
        return Response(GoalRow(goals(), many=True).data)

    @extend_schema(operation_id="me_goal_set", summary="Set a goal", request=GoalInput, responses={201: GoalRow})
    def post(self, request: Request) -> Response:
        given = self.given(GoalInput)
        return Response(GoalRow(set_goal(given.pop("words"), **_with_card(given))).data, status=201)


class ChildGoalsApi(Api):
    pagination_class = None

    @extend_schema(
        operation_id="me_child_goals", summary="A child’s goals; the child sees the look", responses=GoalRow(many=True)
    )
    def get(self, request: Request, child: UUID) -> Response:
        with looking(child, self.access.person, what=_("Your plan")):
            return Response(GoalRow(goals(), many=True).data)


class GoalApi(Api):
    @extend_schema(operation_id="me_goal", summary="One goal", responses=GoalRow)
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(GoalRow(_goal(pk)).data)

    @extend_schema(
        operation_id="me_goal_change", summary="Say it otherwise, move its day, reach it or put it aside",
        request=GoalChange, responses=GoalRow,
    )  # fmt: skip
    def patch(self, request: Request, pk: UUID) -> Response:
        given = self.given(GoalChange)
        state, goal = given.pop("state", None), _goal(pk)
        goal = change_goal(goal, **given) if given else goal
        return Response(GoalRow(end_goal(goal, state=state) if state else goal).data)


class GoalNotesApi(Api):
    class Input(serializers.Serializer[Any]):
        words = serializers.CharField(max_length=1000)

    @extend_schema(
        operation_id="me_goal_say", summary="Say something of a goal", request=Input, responses={201: GoalRow}
    )
    def post(self, request: Request, pk: UUID) -> Response:
        words = self.given(self.Input)["words"]
        return Response(GoalRow(say(_goal(pk), words=words, by=str(self.access.person))).data, status=201)


class StepsApi(Api):
    @extend_schema(
        operation_id="me_step_add", summary="Add a step", request=PlanStepInput, responses={201: GoalRow}
    )  # fmt: skip
    def post(self, request: Request, pk: UUID) -> Response:
        given = self.given(PlanStepInput)
        return Response(GoalRow(add_step(_goal(pk), **_with_card(given))).data, status=201)


class StepApi(Api):
    @extend_schema(
        operation_id="me_step_change", summary="Do a step, move it or its day",
        request=PlanStepChange, responses=GoalRow,
    )  # fmt: skip
    def patch(self, request: Request, pk: UUID, key: UUID) -> Response:
        given, goal = self.given(PlanStepChange), _goal(pk)
        by = given.pop("by", 0)
        goal = change_step(goal, key=key, **given)
        return Response(GoalRow(move_step(goal, key=key, by=by) if by else goal).data)

    @extend_schema(operation_id="me_step_drop", summary="Take a step out", responses={200: GoalRow})
    def delete(self, request: Request, pk: UUID, key: UUID) -> Response:
        return Response(GoalRow(drop_step(_goal(pk), key=key)).data)


def _goal(pk: UUID) -> Goal:
    goal: Goal = get_object_or_404(goals(), pk=pk)
    return goal


def _with_card(given: dict[str, Any]) -> dict[str, Any]:
    offering = given.pop("offering", None)
    return {**given, "card": get_object_or_404(OfferingCard, pk=offering)} if offering else given
